"""KPIs by what they are measured on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.actual import Actuals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.models.goal import Kpi
    from kpicli.models.period import When
    from kpicli.workspace.definition import Definition

    Kpis = list[Definition[Kpi]]


class MeasuredOn(Struct, frozen=True):
    """KPIs by the dates and periods of their actuals, and those whose actuals are in a CSV file.

    The dates are in the order written, none for a KPI without actuals. Thousands of KPIs are
    measured on the same few sets of days.
    """

    by_whens: Mapping[tuple[When, ...], Kpis]
    in_csv: Kpis


def measured_on(kpis: Iterable[Definition[Kpi]]) -> MeasuredOn:
    """What some KPIs are measured on."""
    by_whens: dict[tuple[When, ...], Kpis] = defaultdict(list)
    in_csv: Kpis = []
    for kpi in kpis:
        actuals = kpi.model.actuals
        if isinstance(actuals, Actuals):
            by_whens[actuals.whens].append(kpi)
        else:
            in_csv.append(kpi)
    return MeasuredOn(dict(by_whens), in_csv)
