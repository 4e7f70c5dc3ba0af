"""P106 unlikely-jump."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.measurements.outliers import Outlier, may_be_far_apart, outliers
from kpicli.models.choices import Direction
from kpicli.models.quantity import amount_text
from kpicli.rules.rule import KpiRule, RuleOptions
from kpicli.workspace.actual_places import place_of_actual
from kpicli.workspace.records import records_by_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.measurements import Measurement
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class UnlikelyJumpOptions(RuleOptions):
    """The options of `unlikely-jump`."""

    z: float = Field(6, gt=0, description="from which robust z on a value is far off")
    factor: float = Field(3, gt=1, description="how many times the nearest other value it is, too")
    least_actuals: int = Field(5, ge=3, description="how many actuals there are at least")


class UnlikelyJump(KpiRule):
    """
    ## What it does
    Reports actuals of the period that are far off the KPI's own series, by two measures at once:
    a robust z above 6 (the distance to the median, in median distances), and more than three
    times the largest of all other values, or less than a third of the smallest. The first alone
    finds what is merely new in a steady series, the second what is normal in a wild one.

    An actual with a `note` is explained already, and deliverables move in jumps.

    ## Why it matters
    A decimal point that slipped, a zero too many, thousands instead of units: one such value turns
    the progress, the forecast and every goal above upside down.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        actuals:
          2026-04: 838
          2026-05: 846
          2026-06: 8590  # error: [unlikely-jump] "8590"
          2026-07: 871
          2026-08: 880
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        baseline: 800
        target: 1000
        actuals:
          2026-04: 838
          2026-05: 846
          2026-06: 859
          2026-07: {value: 3120, note: The trade fair brought 2250 at once}
          2026-08: 880
    ```
    """

    code = "P106"
    name = "unlikely-jump"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    for_want_of = frozenset({"period"})
    Options = UnlikelyJumpOptions
    _options: UnlikelyJumpOptions

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs with enough actuals, some in the period, that lie far apart."""
        _, factor = self._limits
        for timetable, records in records_by_time(workspace).items():
            if timetable.days_inside and len(timetable.days) >= self._options.least_actuals:
                yield from (r.kpi for r in records if may_be_far_apart(r.series.values, factor))

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """A finding for each actual of the period that is far off."""
        days, series = workspace.series_in_period(kpi).days, workspace.series_to_date(kpi)
        if not days or len(series.days) < self._options.least_actuals:
            return
        found = outliers(series.values, *self._limits)
        if not found or _is_deliverable(workspace.commitment(kpi)):
            return
        for outlier in found:
            measured = series[outlier.index]
            if days[0] <= measured.day <= days[-1] and not measured.actual.note:
                yield self._finding(kpi, workspace.unit(kpi), measured, outlier)

    @cached_property
    def _limits(self) -> tuple[Decimal, Decimal]:
        return Decimal(str(self._options.z)), Decimal(str(self._options.factor))

    def _finding(
        self, kpi: Definition[Kpi], unit: str, measured: Measurement, found: Outlier
    ) -> Finding:
        options = self._options
        return self.finding(
            f"the actual of `{kpi.id}` on {measured.day} is {amount_text(measured.value, unit)}, "
            f"and the nearest of the others {amount_text(found.nearest, unit)}: more than "
            f"{options.factor:g} times apart, and a robust z of {found.z:.2f}, above {options.z:g}",
            place_of_actual(kpi, measured.actual),
            goals=(kpi.id,),
            field=f"actuals.{measured.actual.key}",
            help="correct it, or say in its `note` how it came about",
        )


def _is_deliverable(commitment: Commitment | None) -> bool:
    return commitment is not None and commitment.direction is Direction.COMPLETE
