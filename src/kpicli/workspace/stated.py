"""What goals, ranges and benchmarks state of quantities, and the system that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.constraints.system import DefinitionCycle, Fact, FactKind, System, system_of
from kpicli.models.choices import Aggregation, BenchmarkCertainty, Level
from kpicli.workspace.commitment import Scale
from kpicli.workspace.equations import Instance, instances, name_of, scale_of
from kpicli.workspace.limits import interval_of, of_a_total
from kpicli.workspace.variable import Variable, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from kpicli.models.period import DateRange
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


class Stated(Struct, frozen=True):
    """A fact of the system, where it was written, and the unit that it is told in.

    `field` is `target`, `range` or `benchmark`; `scale` is how many of the base the unit is.
    """

    fact: Fact
    definition: Definition[Any]
    field: str
    unit: str
    scale: Decimal

    @property
    def is_goal(self) -> bool:
        """Whether a goal asks for it."""
        return self.field == "target"


class Posed(Struct, frozen=True):
    """A question to the engine: the formulas, what is stated by its key, and both as a system.

    There is no system without a formula that connects anything.
    """

    parts: tuple[Instance, ...]
    stated: Mapping[str, Stated]
    system: System | None


def posed(
    workspace: Workspace, asked: Mapping[str, Variable], labels: Mapping[DateRange, str]
) -> Posed:
    """Whether goals can be met together, by id with the quantities that they speak of."""
    parts = instances(workspace, asked.values(), labels)
    stated = {part.fact.key: part for part in _stated(workspace, asked, parts, labels)}
    return Posed(parts, stated, _system(parts, [part.fact for part in stated.values()]))


def based(number: Decimal | None, scale: Decimal) -> Decimal | None:
    """A number in the base of its unit."""
    return None if number is None else number * scale


def _system(parts: Iterable[Instance], facts: list[Fact]) -> System | None:
    """The system, without the formulas of a circle, which another rule names."""
    definitions: dict[str, Instance] = {}
    # A variable has one definition; what else it equals is a row.
    rows = [
        part for part in parts if definitions.setdefault(part.equation.variable, part) is not part
    ]
    while definitions or rows:
        system = system_of(
            [part.equation for part in definitions.values()],
            facts,
            [part.equation for part in rows],
        )
        if not isinstance(system, DefinitionCycle):
            return system
        for name in system.variables:
            definitions.pop(name, None)
    return None


def _stated(
    workspace: Workspace,
    asked: Mapping[str, Variable],
    parts: Iterable[Instance],
    labels: Mapping[DateRange, str],
) -> Iterator[Stated]:
    connected = sorted({v for part in parts for v in part.variables}, key=in_order)
    spoken_of = set(connected)
    for key, variable in sorted(asked.items()):
        if variable in spoken_of:
            yield from _target(workspace, workspace.goals[key], name_of(variable, labels))
    for variable in connected:
        yield from _limits(workspace, variable, name_of(variable, labels))


def _target(workspace: Workspace, kpi: Definition[Any], name: str) -> Iterator[Stated]:
    commitment, metric = workspace.commitment(kpi), workspace.metric(kpi)
    unit = workspace.unit(kpi)
    if commitment is None or metric is None or (unit and not metric.model.unit):
        return
    scale, level = scale_of(unit), workspace.level(kpi) or Level.INDIVIDUAL
    low, high = based(commitment.low, scale), based(commitment.high, scale)
    fact = Fact(kpi.id, name, low, high, FactKind.GOAL, (level.rank, kpi.id))
    yield Stated(fact, kpi, "target", unit, scale)


def _limits(workspace: Workspace, variable: Variable, name: str) -> Iterator[Stated]:
    metric = workspace.metrics[variable.metric]
    unit = metric.model.unit or ""
    scale, is_total = scale_of(unit), metric.model.aggregation is Aggregation.SUM
    possible = metric.model.range
    found = interval_of(possible, Scale(unit)) if possible else None
    if found is not None:
        low, high = of_a_total(found) if is_total else (found.low, found.high)
        fact = Fact(f"range:{name}", name, based(low, scale), based(high, scale), FactKind.HARD)
        if low is not None or high is not None:
            yield Stated(fact, metric, "range", unit, scale)
    benchmark = metric.model.benchmark
    found = interval_of(benchmark.value, Scale(unit)) if benchmark and not is_total else None
    if benchmark is None or found is None or found.low == found.high:
        return
    is_fact = benchmark.certainty is BenchmarkCertainty.FACT
    kind = FactKind.HARD if is_fact else FactKind.ASSUMPTION
    low, high = based(found.low, scale), based(found.high, scale)
    yield Stated(Fact(f"benchmark:{name}", name, low, high, kind), metric, "benchmark", unit, scale)
