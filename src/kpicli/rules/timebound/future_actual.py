"""T108 future-actual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.models.actual import Actual, CsvActuals
from kpicli.models.period import Period
from kpicli.rules.rule import KpiRule
from kpicli.workspace.quantities import actuals_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

_FEW = 3


class FutureActual(KpiRule):
    """
    ## What it does
    Reports actuals dated after today (the as-of date), once for each KPI.

    A period as the key means its last day. While it runs, people write down what they have so
    far (`2026-09: 41` in the middle of September): that is left alone, and the value counts from
    the period's last day on. A period that has not begun is reported.

    ## Why it matters
    What has not happened was not measured. It is a plan, which belongs under `interim_targets`,
    or a wrong year.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        baseline: 800
        target: 1000
        actuals:
          2026-08-31: 925
          2027-09-01: 930  # error: [future-actual]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        baseline: 800
        target: 1000
        actuals:
          2026-08-31: 925
          2026-09-01: 930
    ```
    """

    code = "T108"
    name = "future-actual"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def candidates(self, workspace: Workspace) -> Iterator[Definition[Kpi]]:
        """The KPIs whose last actual is of a day to come."""
        today = workspace.as_of
        for kpi in workspace.kpis_with("actuals"):
            days = workspace.series(kpi).days
            if days and days[-1] > today:
                yield kpi

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI's actuals that are still to come, the first of them as the place."""
        days = [(_first_day(part, workspace), part) for part in actuals_of(workspace, kpi)]
        late = [(day, part) for day, part in days if day > workspace.as_of]
        if not late:
            return
        day, first = min(late, key=lambda pair: pair[0])
        begins = f", which begins on {day}" if isinstance(first.when, Period) else ""
        more = f", and {len(late) - 1} more are" if len(late) > 1 else ""
        others = [part for _, part in late if part is not first]
        yield self.finding(
            f"an actual of `{kpi.id}` is of {first.key}{begins}, after {workspace.as_of}{more}",
            _place(kpi, first),
            goals=(kpi.id,),
            field="actuals",
            related=tuple(_place(kpi, part, "later too") for part in others[:_FEW]),
            help="correct the date, or move a plan to `interim_targets`",
        )


def _first_day(actual: Actual, workspace: Workspace) -> date:
    when = actual.when
    return when.dates(workspace.calendar).start if isinstance(when, Period) else when


def _place(kpi: Definition[Kpi], actual: Actual, message: str = "") -> Label:
    if isinstance(kpi.model.actuals, CsvActuals):
        return kpi.at("actuals", message=message)
    return kpi.at("actuals", actual.key, message=message)
