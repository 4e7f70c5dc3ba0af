"""Actuals of one quantity and one day that do not agree."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Aggregation
from kpicli.workspace.related import shared_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpicli.measurements import Measurement
    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


class Witness(Struct, frozen=True):
    """A KPI and what it says was measured."""

    kpi: Definition[Kpi]
    part: Measurement


class Contradiction(Struct, frozen=True):
    """Two KPIs that say different things about one quantity on one day, in the order of ids."""

    day: date
    one: Witness
    other: Witness


def contradictions(workspace: Workspace) -> Iterator[tuple[Contradiction, ...]]:
    """For each quantity the days on which two of its active KPIs differ, in their order.

    Parts of a whole are left out: KPIs that serve another one on the quantity.
    """
    for kpis in shared_quantities(workspace).values():
        if not any(_differences(workspace, kpis)):
            continue
        cascade = workspace.cascade
        parts = cascade.serving(link.child for kpi in kpis for link in cascade.contributors(kpi.id))
        whole = tuple(kpi for kpi in kpis if kpi.id not in parts)
        found = {item.day: item for item in _differences(workspace, whole)}
        if found:
            yield tuple(found[day] for day in sorted(found))


def _differences(
    workspace: Workspace, kpis: tuple[Definition[Kpi], ...]
) -> Iterator[Contradiction]:
    """Each KPI is compared with the first one that has a value for the day."""
    first: dict[object, Witness] = {}
    for kpi in kpis:
        is_level = workspace.aggregation(kpi) is Aggregation.LAST
        for part in workspace.series(kpi):
            # Of a total, March and the first quarter are different things that end on one day.
            key = part.day if is_level else (part.actual.when, kpi.model.cadence)
            one, other = first.get(key), Witness(kpi, part)
            if one is None:
                first[key] = other
            elif not _agree(workspace, one, other):
                yield Contradiction(part.day, one, other)


def _agree(workspace: Workspace, one: Witness, other: Witness) -> bool:
    """Whether two values are the same, or one is the other as rounded when it was written."""
    unit = workspace.unit(one.kpi)
    same_unit = workspace.unit(other.kpi) == unit
    value = other.part.value
    converted = value if same_unit else workspace.value_in(other.kpi, value, unit)
    if converted is None:
        return True
    step = max(_step(one.part, one.part.value), _step(other.part, converted))
    return abs(one.part.value - converted) <= step / 2


def _step(part: Measurement, value: Decimal) -> Decimal:
    """What the last written digit of a value counts: 100,000 for `1.2M`."""
    digits = "".join(filter(str.isdigit, part.actual.value.text)).lstrip("0")
    return Decimal(1).scaleb(value.adjusted() - max(len(digits), 1) + 1)
