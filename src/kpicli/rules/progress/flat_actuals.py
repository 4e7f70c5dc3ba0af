"""P105 flat-actuals."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.models.quantity import amount_text
from kpicli.rules.rule import KpiRule, RuleOptions
from kpicli.workspace.actual_places import place_of_actual
from kpicli.workspace.limits import possible_values
from kpicli.workspace.records import records_by_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_SHARE = (Decimal(0), Decimal(100))


class FlatActualsOptions(RuleOptions):
    """The options of `flat-actuals`."""

    times: int = Field(4, ge=2, description="from how many equal actuals in a row on")
    digits: int = Field(3, ge=1, description="how many digits such a value has, final zeros apart")
    margin: float = Field(
        0.01, ge=0, lt=0.5, description="how near an end of what is possible a value may stand"
    )


class FlatActuals(KpiRule):
    """
    ## What it does
    Reports KPIs whose last actuals are the same four times running, to the digit: 87.4, 87.4,
    87.4, 87.4. Measured things hardly ever do that; numbers that are copied from the last report
    do.

    Values that may well stand still are left alone: those of fewer than three digits (3 offices,
    99 %, 1,200 places), those within a hundredth of an end of what is possible (100 % of letters
    answered, no incident, the metric's `range`), and deliverables.

    ## Why it matters
    If nobody measured, the goal only looks as if it were followed.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: satisfaction
        title: Raise satisfaction from 84.2 to 90
        period: 2026
        baseline: 84.2
        target: 90
        actuals:
          2026-04: 86.1
          2026-05: 87.4
          2026-06: 87.4
          2026-07: 87.4
          2026-08: 87.4  # error: [flat-actuals] "4 times"
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    kpis:
      - id: letters
        title: Answer all letters within 14 days
        unit: "%"
        target: ">= 100"
        actuals: {2026-05: 100, 2026-06: 100, 2026-07: 100, 2026-08: 100}
      - id: offices
        title: Open offices
        baseline: 2
        target: 5
        actuals: {2026-05: 3, 2026-06: 3, 2026-07: 3, 2026-08: 3}
    ```
    """

    code = "P105"
    name = "flat-actuals"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    Options = FlatActualsOptions
    _options: FlatActualsOptions

    def candidates(self, workspace: Workspace) -> Iterable[Definition[Kpi]]:
        """The KPIs whose last two actuals are equal, and the last one is of the period."""
        for timetable, records in records_by_time(workspace).items():
            if len(timetable.days) > 1 and timetable.days_inside[-1:] == timetable.days[-1:]:
                yield from (r.kpi for r in records if r.series.values[-1] == r.series.values[-2])

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its last actuals repeat one value."""
        inside, series = workspace.series_in_period(kpi), workspace.series_to_date(kpi)
        values, times = series.values, self._options.times
        if not inside.days or inside.days[-1] != series.days[-1] or values[-1:] != values[-2:-1]:
            return
        run = sum(1 for _ in takewhile(lambda value: value == values[-1], reversed(values)))
        if run < times or not self._is_telling(values[-1], kpi, workspace):
            return
        first, last = series[-run], series[-1]
        yield self.finding(
            f"the last {run} actuals of `{kpi.id}`, from {first.day} to {last.day}, are "
            f"all {amount_text(last.value, workspace.unit(kpi))}: the same {run} times "
            f"running, and {times} are enough to ask",
            place_of_actual(kpi, last.actual),
            goals=(kpi.id,),
            field="actuals",
            related=(place_of_actual(kpi, first.actual, "since then"),),
            help="look whether it was measured each time",
        )

    def _is_telling(self, value: Decimal, kpi: Definition[Kpi], workspace: Workspace) -> bool:
        """Whether the value has digits enough and is not where values gather."""
        commitment = workspace.commitment(kpi)
        if commitment is not None and commitment.direction is Direction.COMPLETE:
            return False
        if len(value.normalize().as_tuple().digits) < self._options.digits:
            return False
        low, high = _ends(kpi, workspace)
        if low is None or high is None:
            return value not in {low, high}
        room = (high - low) * Decimal(str(self._options.margin))
        return low + room < value < high - room


def _ends(kpi: Definition[Kpi], workspace: Workspace) -> tuple[Decimal | None, Decimal | None]:
    """The ends of what the metric can be: its range, else of a share 0 and 100."""
    limits = possible_values(workspace, kpi)
    if limits is not None:
        return limits.low, limits.high
    return _SHARE if workspace.unit(kpi) == "%" else (None, None)
