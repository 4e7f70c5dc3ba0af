"""KPIs by what they are measured on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.actual import Actuals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.models.goal import Kpi
    from kpicli.models.period import When
    from kpicli.workspace.definition import Definition

    Kpis = list[Definition[Kpi]]


class MeasuredOn(Struct, frozen=True):
    """KPIs by the dates and periods of their actuals, and those whose actuals are in a CSV file.

    The dates are in the order written, none for a KPI without actuals. Thousands of KPIs are
    measured on the same few sets of days.
    """

    by_whens: dict[tuple[When, ...], Kpis]
    in_csv: Kpis

    def add(self, kpis: Iterable[Definition[Kpi]]) -> None:
        """Adds KPIs behind those that are there."""
        by_whens, in_csv = self.by_whens, self.in_csv
        for kpi in kpis:
            actuals = kpi.model.actuals
            if isinstance(actuals, Actuals):
                by_whens.setdefault(actuals.whens, []).append(kpi)
            else:
                in_csv.append(kpi)


def measured_on(kpis: Iterable[Definition[Kpi]]) -> MeasuredOn:
    """What some KPIs are measured on."""
    found = MeasuredOn({}, [])
    found.add(kpis)
    return found
