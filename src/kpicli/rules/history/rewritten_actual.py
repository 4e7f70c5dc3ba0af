"""H103 rewritten-actual."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.goal import Kpi
from kpicli.rules.rule import HistoryRule
from kpicli.workspace.actual_places import place_of_actual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Label
    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged, Past
    from kpicli.workspace import Definition

_SHOWN = 3


class RewrittenActual(HistoryRule):
    """
    ## What it does
    Reports KPIs of which a value that was already recorded is another one or gone. A value that
    moved to another file, or is written in another unit that converts, is the same; what is said
    beside it may change.

    An entry under `target_changes` with `field: actuals`, the values and a reason answers for it.

    ## Why it matters
    A correction is fine and worth a word. A past that changes in silence makes every report that
    was sent before wrong, and nobody knows which.

    ## Bad
    ```yaml before
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-05: 84, 2026-06: 81}
    ```
    ```yaml
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        period: 2026
        baseline: 80
        target: 100
        actuals:
          2026-05: 84
          2026-06: 91  # error: [rewritten-actual]
          2026-07: 92
    ```

    ## Good
    ```yaml before
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-05: 84, 2026-06: 81}
    ```
    ```yaml
    kpis:
      - id: leads
        title: Raise leads a month from 80 to 100
        period: 2026
        baseline: 80
        target: 100
        actuals: {2026-05: 84.0, 2026-06-30: {value: 91, note: Corrected}, 2026-07: 92}
        target_changes:
          - {date: 2026-07-10, field: actuals, from: 81, to: 91, reason: Ten came in by phone}
    ```
    """

    code = "H103"
    name = "rewritten-actual"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
    for_want_of = frozenset({"metric", "unit"})

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:
        """A finding for a KPI with values that nobody answers for."""
        from kpicli.rules.history.occasion import (  # noqa: PLC0415 - only with a past
            Occasion,
            is_recorded,
        )

        rewritten = [change for change in judged.changes("actuals") if not change.is_neutral]
        left = [change for change in rewritten if not is_recorded(judged, change)]
        if not left:
            return
        occasion = Occasion(judged, past, left[0])
        more = len(left) - _SHOWN
        said = occasion.with_others(*left[1:_SHOWN])
        yield self.finding(
            f"what was measured of `{judged.goal}` was rewritten {occasion.words}: {said}"
            f"{f' and {more} more' if more > 0 else ''}",
            _place(judged, left[0]),
            goals=(judged.goal,),
            field="actuals",
            related=tuple(_place(judged, change) for change in left[1:_SHOWN]),
            notes=(f"judged against {judged.against}",),
            help="restore it, or record the correction under `target_changes` with "
            "`field: actuals`, its `from`, `to` and a `reason`",
        )


def _place(judged: Judged, change: FieldChange) -> Label:
    """Where the value stands now, else where the actuals do."""
    goal = judged.difference.after
    words = f"it was {change.before}"
    if goal is not None and isinstance(goal.model, Kpi):
        kpi = cast("Definition[Kpi]", goal)
        for part in judged.new.series(kpi):
            if part.day.isoformat() == change.key:
                return place_of_actual(kpi, part.actual, words)
    from kpicli.rules.history.occasion import place_of  # noqa: PLC0415 - only with a past

    return place_of(judged, "actuals", message=f"{change.key}: {words}")
