"""C112 conflicting-actuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.quantity import amount_text
from kpicli.rules.rule import Rule
from kpicli.workspace.actual_places import place_of_actual
from kpicli.workspace.claims import quantity_words
from kpicli.workspace.contradictions import Contradiction, contradictions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.workspace import Workspace

_FEW = 3


class ConflictingActuals(Rule):
    """
    ## What it does
    Reports a quantity (the same metric, segment and period) for which two KPIs have different
    actuals on the same day, once for each quantity. A value that is the other one rounded, as
    1.2M for 1,203,400, is the same.

    A KPI that serves the other, and two that serve a third on the same quantity, are parts of a
    whole and not compared. Of totals and means only those of one cadence are: March and the first
    quarter end on one day. Drafts and ended goals take no part.

    ## Why it matters
    One of the two is wrong, or they measure different things under one name. Until that is
    settled, every report is right for one reader and wrong for the other.

    ## Bad
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: nps, unit: point}
    kpis:
      - {id: sales.nps, title: Recommended by 40, metric: nps, target: ">= 40",
         actuals: {2026-06: 44}}
      - id: service.nps
        title: Recommended by 40 as well
        metric: nps
        target: ">= 40"
        actuals:
          2026-06: 38  # error: [conflicting-actuals] "44 point"
    ```

    ## Good
    ```yaml title="goals.yaml"
    defaults: {period: 2026}
    metrics:
      - {id: nps, unit: point}
    kpis:
      - {id: sales.nps, title: Recommended by 40, metric: nps, target: ">= 40",
         segment: new_clients, actuals: {2026-06: 44}}
      - {id: service.nps, title: Recommended by 35, metric: nps, target: ">= 35",
         segment: old_clients, actuals: {2026-06: 38}}
    ```
    """

    code = "C112"
    name = "conflicting-actuals"
    severity = Severity.WARNING
    certainty = Certainty.PROVED

    def check(self, workspace: Workspace) -> Iterator[Finding]:
        """One finding for each quantity, about the latest of the days on which two differ."""
        for found in contradictions(workspace):
            yield self._finding(workspace, found)

    def _finding(self, workspace: Workspace, found: Sequence[Contradiction]) -> Finding:
        latest, *others = reversed(found)
        first, second = latest.one, latest.other
        more = f", and they differ on {_days(len(others))} more" if others else ""
        return self.finding(
            f"{quantity_words(workspace, first.kpi)} has two values on {latest.day}: "
            f"{amount_text(first.part.value, workspace.unit(first.kpi))} in `{first.kpi.id}` and "
            f"{amount_text(second.part.value, workspace.unit(second.kpi))} in `{second.kpi.id}`"
            f"{more}",
            place_of_actual(second.kpi, second.part.actual, "another value here"),
            goals=tuple(dict.fromkeys((second.kpi.id, first.kpi.id))),
            field="actuals",
            related=(
                place_of_actual(first.kpi, first.part.actual, "one value here"),
                *(
                    place_of_actual(day.other.kpi, day.other.part.actual, f"on {day.day} too")
                    for day in others[:_FEW]
                ),
            ),
            help="find out which is right, or give each KPI a `segment` if they mean different "
            "slices",
        )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
