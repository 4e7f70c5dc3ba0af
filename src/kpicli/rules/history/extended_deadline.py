"""H105 extended-deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.judged import Judged, Past


class ExtendedDeadline(HistoryRule):
    """
    ## What it does
    Reports goals whose period ends later than it did, or has no end any more, changed after it
    began. `2026` and `FY2026` may be the same dates. A goal that takes up a later period once the
    old one is over, or once it is achieved, begins anew and is not reported. On the main branch a
    goal that was moved to a later period as a whole is reported until the old one would be over.

    An entry under `target_changes` with `field: period`, the values and a reason answers for it.

    ## Why it matters
    More time is an easier target, and whoever waits for the result plans with the old date.

    ## Bad
    ```yaml before
    kpis:
      - id: stores
        title: Open stores
        period: 2026
        baseline: 10
        target: 16
    ```
    ```yaml
    kpis:
      - id: stores
        title: Open stores
        period: 2026-01-01/2027-06-30  # error: [extended-deadline]
        baseline: 10
        target: 16
    ```

    ## Good
    ```yaml before
    kpis:
      - id: stores
        title: Open stores
        period: 2026
        baseline: 10
        target: 16
    ```
    ```yaml
    kpis:
      - id: stores
        title: Open stores
        period: 2026-01-01/2027-06-30
        target_changes:
          - date: 2026-07-01
            field: period
            from: 2026
            to: 2026-01-01/2027-06-30
            reason: The permits take until spring
        baseline: 10
        target: 16
    ```
    """

    code = "H105"
    name = "extended-deadline"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:
        """A finding for a goal with a later end that nobody answers for."""
        from kpicli.rules.history.occasion import (  # noqa: PLC0415 - only with a past
            Occasion,
            is_kept,
            is_recorded,
            misfits_of,
            place_of,
        )

        later = next((part for part in judged.changes("period") if part.is_looser), None)
        if later is None or not is_kept(judged) or is_recorded(judged, later):
            return
        occasion = Occasion(judged, past, later)
        if not occasion.has_begun or occasion.begins_anew:
            return
        yield self.finding(
            f"`{judged.goal}` was given more time {occasion.words}{occasion.state}: {later.words}",
            place_of(judged, "period", message=f"it was {later.before}"),
            goals=(judged.goal,),
            field=f"period:{later.after}",
            related=misfits_of(judged, later),
            notes=(f"judged against {judged.against}",),
            help="restore it, or record the change under `target_changes` with `field: period`, "
            "its `from`, `to` and a `reason`",
        )
