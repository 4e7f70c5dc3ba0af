"""Whether the goals can all be met: what they ask, and what formulas and ranges allow."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.constraints.budget import Budget
from kpicli.constraints.feasibility import check_feasibility
from kpicli.constraints.system import DefinitionCycle, Fact, FactKind, System, system_of
from kpicli.models.choices import Aggregation, BenchmarkCertainty, Direction, Level
from kpicli.workspace.commitment import Scale
from kpicli.workspace.equations import Instance, Variable, in_order, instances, name_of, scale_of
from kpicli.workspace.limits import interval_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.constraints import Interval
    from kpicli.constraints.conflict import Component, Conflict
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


_MOST_SEARCHED = 2_000


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


class Case(Struct, frozen=True):
    """A conflict, with what its facts state: natural bounds, goals, then assumptions."""

    conflict: Conflict
    stated: tuple[Stated, ...]

    @property
    def goals(self) -> tuple[Stated, ...]:
        """What goals ask."""
        return tuple(part for part in self.stated if part.is_goal)

    @property
    def is_assumed(self) -> bool:
        """Whether a benchmark that may be wrong is among the reasons."""
        return any(part.fact.kind is FactKind.ASSUMPTION for part in self.stated)


class Reasoning(Struct, frozen=True, dict=True):
    """What is proved about all goals together.

    By the name of a quantity, `metrics` are their ids and `units` how they are told; `variables`
    are the quantities that goals speak of, by id.
    """

    cases: tuple[Case, ...]
    components: tuple[Component, ...]
    metrics: Mapping[str, str]
    units: Mapping[str, tuple[str, Decimal]]
    variables: Mapping[str, str]

    @cached_property
    def _places(self) -> Mapping[str, Component]:
        return {name: part for part in self.components for name in part.variables}

    def witness_of(self, quantity: str) -> Mapping[str, Decimal]:
        """Values of all quantities that formulas connect with one, if some meet all goals there."""
        part = self._places.get(quantity)
        return part.witness if part else {}


def reasoning(workspace: Workspace) -> Reasoning:
    """The conflicts of goals, formulas, ranges and benchmarks; ask `remembered` for it.

    Goals without numbers take no part, nor do drafts and what is closed. A conflict of goals on
    one quantity alone is left to the rule that compares them, and one of ranges alone is none.
    """
    labels = _labels(workspace)
    asked = {kpi.id: variable for kpi, variable in _asked(workspace)}
    parts = instances(workspace, asked.values(), labels)
    stated = {part.fact.key: part for part in _stated(workspace, asked, parts, labels)}
    system = _system(parts, [part.fact for part in stated.values()])
    units = _units(workspace, parts, labels)
    metrics = {name_of(v, labels): v.metric for part in parts for v in part.variables}
    if system is None:
        return Reasoning((), (), metrics, units, {})
    # A search is worth its time on systems that a person can oversee; chains of bounds always are.
    is_large = len(metrics) > _MOST_SEARCHED
    budget = Budget(boxes=0, hidden_boxes=0) if is_large else Budget()
    result = check_feasibility(system, budget, workspace.context.solver)
    cases = (Case(each, tuple(stated[key] for key in each.facts)) for each in result.conflicts)
    told = tuple(case for case in cases if case.goals and case.conflict.equations)
    variables = {part.fact.key: part.fact.variable for part in stated.values() if part.is_goal}
    return Reasoning(told, result.components, metrics, units, variables)


def _labels(workspace: Workspace) -> dict[DateRange, str]:
    """How each stretch of time is written; of several ways the first in the alphabet."""
    labels: dict[DateRange, str] = {}
    for kpi in workspace.kpis:
        period = workspace.period(kpi)
        if period is not None and kpi.model.period is not None:
            text = kpi.model.period.text
            labels[period] = min(text, labels.get(period, text))
    return labels


def _asked(workspace: Workspace) -> Iterator[tuple[Definition[Kpi], Variable]]:
    for key, kpis in workspace.kpis_by_quantity.items():
        for kpi in kpis:
            commitment = workspace.commitment(kpi)
            if commitment is not None and commitment.direction is not Direction.COMPLETE:
                yield kpi, Variable(key.metric, key.segment, key.period)


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
    low, high = _based(commitment.low, scale), _based(commitment.high, scale)
    fact = Fact(kpi.id, name, low, high, FactKind.GOAL, (level.rank, kpi.id))
    yield Stated(fact, kpi, "target", unit, scale)


def _limits(workspace: Workspace, variable: Variable, name: str) -> Iterator[Stated]:
    metric = workspace.metrics[variable.metric]
    unit = metric.model.unit or ""
    scale, is_total = scale_of(unit), metric.model.aggregation is Aggregation.SUM
    possible = metric.model.range
    found = interval_of(possible, Scale(unit)) if possible else None
    if found is not None:
        low, high = _of_a_total(found) if is_total else (found.low, found.high)
        fact = Fact(f"range:{name}", name, _based(low, scale), _based(high, scale), FactKind.HARD)
        if low is not None or high is not None:
            yield Stated(fact, metric, "range", unit, scale)
    benchmark = metric.model.benchmark
    found = interval_of(benchmark.value, Scale(unit)) if benchmark and not is_total else None
    if benchmark is None or found is None or found.low == found.high:
        return
    is_fact = benchmark.certainty is BenchmarkCertainty.FACT
    kind = FactKind.HARD if is_fact else FactKind.ASSUMPTION
    low, high = _based(found.low, scale), _based(found.high, scale)
    yield Stated(Fact(f"benchmark:{name}", name, low, high, kind), metric, "benchmark", unit, scale)


def _of_a_total(possible: Interval) -> tuple[Decimal | None, Decimal | None]:
    """What a range of single values says of their total: only that it keeps their sign."""
    zero = Decimal(0)
    low = zero if possible.low is not None and possible.low >= 0 else None
    high = zero if possible.high is not None and possible.high <= 0 else None
    return low, high


def _based(number: Decimal | None, scale: Decimal) -> Decimal | None:
    return None if number is None else number * scale


def _units(
    workspace: Workspace, parts: Iterable[Instance], labels: Mapping[DateRange, str]
) -> dict[str, tuple[str, Decimal]]:
    units: dict[str, tuple[str, Decimal]] = {}
    for part in parts:
        for variable in part.variables:
            unit = workspace.metrics[variable.metric].model.unit or ""
            units[name_of(variable, labels)] = (unit, scale_of(unit))
    return units
