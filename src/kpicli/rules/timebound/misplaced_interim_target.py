"""T106 misplaced-interim-target."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.models.period import day_of
from kpicli.models.quantity import amount_text
from kpicli.progress.aim import Aim, aim_of, goal_of, start_of
from kpicli.rules.rule import KpiRule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.models.parts import InterimTarget
    from kpicli.workspace import Definition, Workspace


class MisplacedInterimTarget(KpiRule):
    """
    ## What it does
    Reports interim targets that are due outside the period, and those that do not lie between
    where the KPI starts and its target: on the far side of the baseline, or beyond the target.

    The last day before the period may be named, as its start. A total that adds up over the
    period (`aggregation: sum`) starts at 0. Where the baseline is not known, or meets the target
    already, only the dates are judged.

    ## Why it matters
    An interim target outside the period never counts, and one on the wrong side makes a goal look
    late that is not, or on track when it went backward.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        interim_targets:
          2025-Q4: 700  # error: [misplaced-interim-target]
          2026-Q1: 750  # error: [misplaced-interim-target]
          2026-Q3: 1200  # error: [misplaced-interim-target]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        interim_targets: {2026-Q1: 840, 2026-Q2: 900, 2026-Q3: 940}
    ```
    """

    code = "T106"
    name = "misplaced-interim-target"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each interim target that is out of place."""
        for part in kpi.model.interim_targets:
            words = _late_or_early(kpi, part, workspace) or _off_the_way(kpi, part, workspace)
            if words:
                yield self.finding(
                    f"the interim target {part.quantity.text.strip()} of `{kpi.id}` "
                    f"for {part.key} {words}",
                    kpi.at("interim_targets", part.key),
                    goals=(kpi.id,),
                    field=f"interim_targets.{part.key}",
                    help="correct its date or its value; it is due at the end of its day "
                    "or period, between baseline and target",
                )


def _late_or_early(kpi: Definition[Kpi], part: InterimTarget, workspace: Workspace) -> str:
    period, due = workspace.period(kpi), day_of(part.when, workspace.calendar)
    if period is None or period.start - timedelta(1) <= due <= period.end:
        return ""
    if due > period.end:
        return f"is due on {due}, after the period ends on {period.end}"
    return f"is due on {due}, before the period begins on {period.start}"


def _off_the_way(kpi: Definition[Kpi], part: InterimTarget, workspace: Workspace) -> str:
    """What is wrong with the value, empty where it is between start and target, as far as known."""
    commitment, value = workspace.commitment(kpi), workspace.scale(kpi).number(part.quantity)
    aggregation = workspace.aggregation(kpi)
    if commitment is None or value is None or aim_of(commitment, aggregation) is not Aim.REACH:
        return ""
    start, end = start_of(commitment, aggregation), goal_of(commitment, aggregation)
    if start is None or end is None or commitment.direction is Direction.COMPLETE:
        return ""
    unit = workspace.unit(kpi)
    if _is_past(start, value, start - end):
        return f"lies on the wrong side of where it starts, {amount_text(start, unit)}"
    if _is_past(end, value, end - start) and commitment.direction is not Direction.WITHIN:
        return f"lies beyond its target, {amount_text(end, unit)}"
    return ""


def _is_past(point: Decimal, value: Decimal, way: Decimal) -> bool:
    """Whether a value lies past a point in the direction of a way."""
    return (value - point) * way > 0
