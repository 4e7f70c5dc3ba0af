"""H104 dropped-while-behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged, Past
    from kpicli.rules.history.occasion import Occasion


class DroppedWhileBehind(HistoryRule):
    """
    ## What it does
    Reports goals that were deleted, closed, dropped or made a draft in the middle of their period
    while they were at risk or off track, by their last value also where it is stale. A goal is as
    good as deleted where `exclude` under `[files]`, or a `.gitignore`, begins to leave out its
    file.

    A goal that only has another id now was not dropped; which one that may be is guessed from its
    title, or from its metric and target. A goal whose period is over may be closed, and a draft
    may be deleted.

    An entry under `target_changes` with `field: status` and a reason answers for it.

    ## Why it matters
    The report gets greener without anything getting better.

    ## Bad
    ```yaml before
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-08-15: 82}
    ```
    ```yaml
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        status: closed  # error: [dropped-while-behind]
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-08-15: 82}
    ```

    ## Good
    ```yaml before
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-08-15: 82}
    ```
    ```yaml
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        status: dropped
        target_changes:
          - {date: 2026-08-30, field: status, to: dropped, reason: The product is sold}
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-08-15: 82}
    ```
    """

    code = "H104"
    name = "dropped-while-behind"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:
        """A finding for a goal that was given up behind and before its time."""
        from kpicli.rules.history.occasion import (  # noqa: PLC0415 - only with a past
            Occasion,
            is_recorded,
            place_of,
        )

        before = judged.difference.before
        ended = None if judged.is_gone else _ended(judged)
        if before is None or before.model.is_over or before.model.is_draft:
            return
        if not (judged.is_gone or ended):
            return
        if ended is not None and is_recorded(judged, ended):
            return
        occasion = Occasion(judged, past, ended)
        if occasion.is_late or not occasion.was_behind:
            return
        yield self.finding(
            f"`{judged.goal}` was {_done(ended, occasion)} {occasion.words}{occasion.state}",
            occasion.moment.excluded_by or place_of(judged, "status"),
            goals=(judged.goal,),
            field="status",
            notes=(f"judged against {judged.against}", *_by_what(occasion, before.path)),
            help="keep it with `status: dropped`, and record the reason under `target_changes` "
            "with `field: status`",
        )


def _done(ended: FieldChange | None, occasion: Occasion) -> str:
    """What was done to the goal, as a participle."""
    if ended is not None:
        return f"set to {ended.after}"
    return "left out with its file" if occasion.moment.is_left_out else "deleted"


def _by_what(occasion: Occasion, path: str) -> Iterator[str]:
    moment = occasion.moment
    if moment.is_left_out:
        otherwise = "" if moment.excluded_by else " or a `.gitignore`"
        yield f"`{path}` is still there: `exclude` under [files]{otherwise} leaves it out"


def _ended(judged: Judged) -> FieldChange | None:
    """The change by which the goal was closed, dropped or made a draft, if it was."""
    after = judged.difference.after
    if after is None or not (after.model.is_over or after.model.is_draft):
        return None
    return next(iter(judged.changes("status")), None)
