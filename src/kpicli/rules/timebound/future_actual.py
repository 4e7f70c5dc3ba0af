"""T108 future-actual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Label, Severity
from kpicli.models.actual import CsvActuals
from kpicli.models.period import Period
from kpicli.rules.rule import KpiRule
from kpicli.workspace.quantities import actuals_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kpicli.models.actual import Actual
    from kpicli.models.goal import Kpi
    from kpicli.models.period import When
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
        """The KPIs with an actual of a time to come, in whatever unit it is."""
        for whens, kpis in workspace.measured.by_whens.items():
            if _is_any_to_come(whens, workspace):
                yield from (kpi for kpi in kpis if not kpi.model.is_over)
        for kpi in workspace.measured.in_csv:
            whens = actuals_of(workspace, kpi).whens
            if not kpi.model.is_over and _is_any_to_come(whens, workspace):
                yield kpi

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI's actuals that are still to come, the first of them as the place."""
        days = [(_first_day(part.when, workspace), part) for part in actuals_of(workspace, kpi)]
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


def _is_any_to_come(whens: Iterable[When], workspace: Workspace) -> bool:
    return any(_first_day(when, workspace) > workspace.as_of for when in whens)


def _first_day(when: When, workspace: Workspace) -> date:
    return when.dates(workspace.calendar).start if isinstance(when, Period) else when


def _place(kpi: Definition[Kpi], actual: Actual, message: str = "") -> Label:
    if isinstance(kpi.model.actuals, CsvActuals):
        return kpi.at("actuals", message=message)
    return kpi.at("actuals", actual.key, message=message)
