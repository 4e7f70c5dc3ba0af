"""Whether the goals can all be met: what they ask, and what formulas and ranges allow."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.constraints.budget import Budget
from kpicli.constraints.system import FactKind
from kpicli.models.choices import Aggregation, Direction
from kpicli.models.goal import Kpi
from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.equations import name_of, scale_of
from kpicli.workspace.related import related_quantities
from kpicli.workspace.repeated import plainly_met
from kpicli.workspace.stated import Stated, posed
from kpicli.workspace.variable import Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from kpicli.constraints.conflict import Component, Conflict
    from kpicli.models.period import DateRange, Period
    from kpicli.workspace.equations import Instance
    from kpicli.workspace.workspace import Workspace


_MOST_SEARCHED = 2_000


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
    """What is proved about goals together.

    By the name of a quantity, `quantities` are what it means, `metrics` their ids and `units` how
    they are told; `variables` are the quantities that goals speak of, by id. Of the goals that can
    plainly be met nothing is in here but `plain`, what they speak of: ask `reasoning_about` for
    them.
    """

    cases: tuple[Case, ...]
    components: tuple[Component, ...]
    quantities: Mapping[str, Variable]
    metrics: Mapping[str, str]
    units: Mapping[str, tuple[str, Decimal]]
    variables: Mapping[str, str]
    plain: Mapping[str, Variable] = {}

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
    asked = workspace.remembered(_asked)
    plain = plainly_met(workspace, asked, workspace.remembered(_labels))
    rest = {goal: variable for goal, variable in asked.items() if goal not in plain.goals}
    found = _reasoned(workspace, rest, plain.quantities)
    return replace(found, plain={goal: asked[goal] for goal in plain.goals})


def reasoning_about(workspace: Workspace, goal: str) -> Reasoning:
    """What is proved about a goal together with all those that formulas connect with its own."""
    whole = workspace.remembered(reasoning)
    if goal not in whole.plain:
        return whole
    cluster = clusters_of(workspace)[whole.plain[goal].metric]
    return workspace.remembered(_About(cluster.metrics))


class _About(Struct, frozen=True):
    """The question what is proved about the goals on some metrics that are a world of their own."""

    metrics: tuple[str, ...]

    def __call__(self, workspace: Workspace) -> Reasoning:
        asked = workspace.remembered(_asked)
        among = {goal: each for goal, each in asked.items() if each.metric in self.metrics}
        return _reasoned(workspace, among, 0)


def _reasoned(workspace: Workspace, asked: Mapping[str, Variable], besides: int) -> Reasoning:
    """What is proved about these goals; `besides` are the quantities that others speak of."""
    labels = workspace.remembered(_labels)
    question = posed(workspace, asked, labels)
    parts, stated, system = question.parts, question.stated, question.system
    units = _units(workspace, parts, labels)
    quantities = {name_of(v, labels): v for part in parts for v in part.variables}
    metrics = {name: variable.metric for name, variable in quantities.items()}
    if system is None:
        return Reasoning((), (), quantities, metrics, units, {})
    from kpicli.constraints.feasibility import check_feasibility  # noqa: PLC0415 - most goals are plainly met

    # A search is worth its time on systems that a person can oversee; chains of bounds always are.
    is_large = len(metrics) + besides > _MOST_SEARCHED
    budget = Budget(boxes=0, hidden_boxes=0) if is_large else Budget()
    result = check_feasibility(system, budget, workspace.context.solver)
    cases = (Case(each, tuple(stated[key] for key in each.facts)) for each in result.conflicts)
    told = tuple(case for case in cases if case.goals and case.conflict.equations)
    variables = {part.fact.key: part.fact.variable for part in stated.values() if part.is_goal}
    return Reasoning(told, result.components, quantities, metrics, units, variables)


def _labels(workspace: Workspace) -> dict[DateRange, str]:
    """How each stretch of time is written; of several ways the first in the alphabet."""
    labels: dict[DateRange, str] = {}
    for period in _periods(workspace):
        dates = period.dates(workspace.calendar)
        labels[dates] = min(period.text, labels.get(dates, period.text))
    return labels


def _periods(workspace: Workspace) -> Iterator[Period]:
    """The periods of KPIs as they are written."""
    for period, goals in workspace.groups.by_period.items():
        if period is not None and any(isinstance(goal.model, Kpi) for goal in goals):
            yield period
    for goal in workspace.ended_goals:
        if goal.model.period is not None and isinstance(goal.model, Kpi):
            yield goal.model.period


def _asked(workspace: Workspace) -> dict[str, Variable]:
    """The quantities that goals ask something of that formulas or sub-periods connect with others.

    By the id of the goal.
    """
    clusters, metrics = clusters_of(workspace), workspace.metrics
    quantities = Counter(key.metric for key in related_quantities(workspace))
    found: dict[str, Variable] = {}
    for key, kpis in related_quantities(workspace).items():
        is_alone = quantities[key.metric] == 1
        if key.metric not in clusters and (
            is_alone or metrics[key.metric].model.aggregation is not Aggregation.SUM
        ):
            continue
        variable = Variable(key.metric, key.segment, key.period)
        for kpi in kpis:
            commitment = workspace.commitment(kpi)
            if commitment is not None and commitment.direction is not Direction.COMPLETE:
                found[kpi.id] = variable
    return found


def _units(
    workspace: Workspace, parts: Iterable[Instance], labels: Mapping[DateRange, str]
) -> dict[str, tuple[str, Decimal]]:
    units: dict[str, tuple[str, Decimal]] = {}
    for part in parts:
        for variable in part.variables:
            unit = workspace.metrics[variable.metric].model.unit or ""
            units[name_of(variable, labels)] = (unit, scale_of(unit))
    return units
