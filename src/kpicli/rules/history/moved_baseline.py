"""H106 moved-baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.judged import Judged, Past


class MovedBaseline(HistoryRule):
    """
    ## What it does
    Reports KPIs whose baseline is another one than it was, or gone, changed after their period
    began. A first baseline moves nothing, and one in a unit that converts is the same.

    An entry under `target_changes` with `field: baseline`, the values and a reason answers for
    it, and for a target that is a change from the baseline, such as `+20%`.

    ## Why it matters
    Progress is counted from the baseline: a start further back is progress that nobody made.

    ## Bad
    ```yaml before
    kpis:
      - id: leads
        title: Raise leads a month
        period: 2026
        baseline: 80
        target: 100
    ```
    ```yaml
    kpis:
      - id: leads
        title: Raise leads a month
        period: 2026
        baseline: 60  # error: [moved-baseline]
        target: 100
    ```

    ## Good
    ```yaml before
    kpis:
      - id: leads
        title: Raise leads a month
        period: 2026
        baseline: 80
        target: 100
    ```
    ```yaml
    kpis:
      - id: leads
        title: Raise leads a month
        period: 2026
        baseline: 60
        target: 100
        target_changes:
          - {date: 2026-02-01, field: baseline, from: 80, to: 60, reason: Double entries removed}
    ```
    """

    code = "H106"
    name = "moved-baseline"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:
        """A finding for a KPI with another start that nobody answers for."""
        from kpicli.rules.history.occasion import (  # noqa: PLC0415 - only with a past
            Occasion,
            is_kept,
            is_recorded,
            misfits_of,
            place_of,
        )

        moved = next((part for part in judged.changes("baseline") if not part.is_neutral), None)
        if moved is None or not is_kept(judged) or is_recorded(judged, moved):
            return
        occasion = Occasion(judged, past, moved)
        if not occasion.has_begun or occasion.begins_anew:
            return
        easier = ", which makes progress look better" if moved.is_looser else ""
        yield self.finding(
            f"`{judged.goal}` starts elsewhere: {moved.words}{easier}, {occasion.words}"
            f"{occasion.state}",
            place_of(judged, "baseline", message=f"it was {moved.before}"),
            goals=(judged.goal,),
            field="baseline",
            related=misfits_of(judged, moved),
            notes=(f"judged against {judged.against}",),
            help="restore it, or record the change under `target_changes` with `field: baseline`, "
            "its `from`, `to` and a `reason`",
        )
