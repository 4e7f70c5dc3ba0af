"""T106 misplaced-interim-target."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.period import day_of
from kpicli.rules.rule import KpiRule
from kpicli.rules.timebound.planned_way import planned_way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.models.period import Calendar, DateRange, When
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

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs with interim targets."""
        return workspace.kpis_with("interim_targets")

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each interim target that is out of place."""
        way, period = planned_way(kpi, workspace), workspace.period(kpi)
        for part in kpi.model.interim_targets:
            words = _outside(part.when, workspace.calendar, period) if period else ""
            value = workspace.scale(kpi).number(part.quantity) if way and not words else None
            if way and value is not None:
                words = way.left_by(value)
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


@lru_cache(maxsize=4096)
def _outside(when: When, calendar: Calendar, period: DateRange) -> str:
    """How it misses the period, empty where it lies within; most KPIs have the same dates."""
    due = day_of(when, calendar)
    if period.start - timedelta(1) <= due <= period.end:
        return ""
    if due > period.end:
        return f"is due on {due}, after the period ends on {period.end}"
    return f"is due on {due}, before the period begins on {period.start}"
