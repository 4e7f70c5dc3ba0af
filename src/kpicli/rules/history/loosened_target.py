"""H101 loosened-target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.judged import Judged, Past

_FIELDS = ("target", "commit", "stretch", "tolerance", "interim_targets", "thresholds", "pace")


class LoosenedTarget(HistoryRule):
    """
    ## What it does
    Reports goals whose target is easier to meet than it was, changed after their period began:
    a lower number where more is better, a range that takes in values which missed it before, a
    later or lower interim target, a wider tolerance (or one where a narrower one followed from the
    target), a target that is no number any more, lower
    `thresholds` of its own, a `pace` by which less is due on some day of the way, or a period that
    begins later and ends when it did. The finding
    says who changed it, when, how late in the period, and whether the goal was behind.

    The net change between two revisions counts: `--since REF`, or by default the last commit in
    common with the main branch, and on that branch itself the state before the goal's period
    began. Other spellings of the same target are no change. An entry under `target_changes` with
    a reason, whose values are those of the change, answers for it.

    ## Why it matters
    A target that moves towards the result measures nothing. Whoever agreed to the old one learns
    of it only if the change is said aloud.

    ## Bad
    ```yaml before
    kpis:
      - id: availability
        title: Keep the service available
        period: 2026
        unit: "%"
        target: ">= 99%"
    ```
    ```yaml
    kpis:
      - id: availability
        title: Keep the service available
        period: 2026
        unit: "%"
        target: ">= 95%"  # error: [loosened-target]
        actuals: {2026-08-31: 97.1}
    ```

    ## Good
    ```yaml before
    kpis:
      - id: availability
        title: Keep the service available
        period: 2026
        unit: "%"
        target: ">= 99%"
    ```
    ```yaml
    kpis:
      - id: availability
        title: Keep the service available
        period: 2026
        unit: "%"
        target: ">= 95%"
        target_changes:
          - {date: 2026-08-20, from: 99%, to: 95%, reason: The second data centre opens in 2027}
        actuals: {2026-08-31: 97.1}
    ```
    """

    code = "H101"
    name = "loosened-target"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:
        """A finding for a goal of which anything is easier that nobody answers for."""
        from kpicli.rules.history.later_start import (  # noqa: PLC0415 - only with a past
            LESS_IS_DUE,
            later_starts,
        )
        from kpicli.rules.history.occasion import (  # noqa: PLC0415 - the same
            Occasion,
            is_kept,
            is_recorded,
            misfits_of,
            place_of,
        )

        easier = [change for change in judged.changes(*_FIELDS) if change.is_looser]
        easier += later_starts(judged)
        if not easier or not is_kept(judged):
            return
        left = [change for change in easier if not is_recorded(judged, change)]
        if not left:
            return
        occasion = Occasion(judged, past, left[0])
        if not occasion.has_begun or occasion.begins_anew:
            return
        was = left[0].before or "not written"
        yield self.finding(
            f"`{judged.goal}` was made easier {occasion.words}{occasion.state}: "
            f"{occasion.with_others(*left[1:])}",
            place_of(judged, _written(left[0].field), message=f"it was {was}"),
            goals=(judged.goal,),
            field=f"{_written(left[0].field)}:{left[0].after}",
            related=misfits_of(judged, left[0]),
            notes=(
                *(LESS_IS_DUE for change in left if change.field == "period"),
                f"judged against {judged.against}",
            ),
            help="restore it, or record the change under `target_changes` with "
            f"{'`field: period`, ' if left[0].field == 'period' else ''}its `from`, `to` "
            "and a `reason`",
        )


def _written(field: str) -> str:
    """The field of the goal file that a change stands in."""
    return "target" if field in {"commit", "stretch"} else field
