"""Goals that can plainly be met, found out once for all that ask alike of metrics alike."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.constraints.pattern import Pattern, pattern_of
from kpicli.constraints.system import FactKind
from kpicli.models.choices import Level
from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.connections import connections
from kpicli.workspace.equations import scale_of
from kpicli.workspace.stated import Posed, based, posed

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from kpicli.constraints.system import Fact
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace.clusters import Cluster
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.variable import Variable
    from kpicli.workspace.workspace import Workspace


class Plain(Struct, frozen=True):
    """Goals that can be met together with all others that have to do with them."""

    goals: AbstractSet[str]
    quantities: int
    """How many quantities formulas connect with those that they speak of."""


class _Place(Struct, frozen=True):
    """A quantity, but for the names of the cluster: the place of its metric among the others."""

    metric: int
    segment: str | None
    period: DateRange


class _Ties(Struct, frozen=True):
    """How the quantities that goals speak of are connected, and which of the goals are, by number.

    What others ask of quantities that nothing connects has nothing to do with it.
    """

    connected: tuple[Hashable, ...]
    goals: tuple[int, ...]


class _Wish(Struct, frozen=True):
    """What a goal asks, but for its numbers and names."""

    quantity: _Place
    unit: str
    rank: int
    has_least: bool
    has_most: bool


_Ends = tuple["Decimal | None", "Decimal | None"]
"""The least and the greatest number that a goal allows, in its own unit."""


class _Question(Struct, frozen=True):
    """A system as it is posed by many, and the answers to those who posed it in their numbers."""

    pattern: Pattern | None
    facts: tuple[Fact, ...]
    askers: tuple[int | None, ...]
    """For each fact the goal that states it, by number; none for the ranges of metrics."""
    scales: tuple[Decimal, ...]
    quantities: int
    _answers: dict[tuple[_Ends, ...], bool] = field(default_factory=dict)

    def is_plainly_met(self, ends: tuple[_Ends, ...]) -> bool:
        """Whether it is plain that all can be met, with these numbers for those of the goals."""
        known = self._answers.get(ends)
        if known is None:
            facts = [self._fact(number, ends) for number in range(len(self.facts))]
            known = self._answers[ends] = self.pattern is None or self.pattern.admits(facts)
        return known

    def _fact(self, number: int, ends: tuple[_Ends, ...]) -> Fact:
        asker = self.askers[number]
        if asker is None:
            return self.facts[number]
        low, high = (based(end, self.scales[asker]) for end in ends[asker])
        return replace(self.facts[number], low=low, high=high)


def plainly_met(
    workspace: Workspace, asked: Mapping[str, Variable], labels: Mapping[DateRange, str]
) -> Plain:
    """The goals of clusters of metrics where the middle of what bounds leave meets all of them.

    Of the others a search may say the same.
    """
    ties: dict[Hashable, _Ties] = {}
    questions: dict[Hashable, _Question] = {}
    plain: set[str] = set()
    quantities = 0
    for cluster, goals in _by_cluster(workspace, asked).items():
        variables = [asked[goal] for goal in goals]
        places = tuple([_place(cluster, variable) for variable in variables])
        tied = ties.get((cluster.kind, places))
        if tied is None:
            tied = ties[cluster.kind, places] = _ties(workspace, cluster, variables)
        asks = [_wish(workspace, goals[number], places[number]) for number in tied.goals]
        case = cluster.kind, tied.connected, tuple([wish for wish, _ in asks])
        question = questions.get(case)
        if question is None:
            some = posed(workspace, dict(zip(goals, variables, strict=True)), labels)
            question = questions[case] = _question(some, [goals[n] for n in tied.goals], case[-1])
        if question.is_plainly_met(tuple([ends for _, ends in asks])):
            plain.update(goals)
            quantities += question.quantities
    return Plain(plain, quantities)


def _by_cluster(workspace: Workspace, asked: Mapping[str, Variable]) -> dict[Cluster, list[str]]:
    """The goals on the metrics of each cluster, in the order of ids."""
    clusters = clusters_of(workspace)
    found: dict[Cluster, list[str]] = {}
    for goal in sorted(asked):
        cluster = clusters.get(asked[goal].metric)
        if cluster is not None:
            found.setdefault(cluster, []).append(goal)
    return found


def _place(cluster: Cluster, variable: Variable) -> _Place:
    place = bisect_left(cluster.metrics, variable.metric)
    return _Place(place, variable.segment, variable.period)


def _ties(workspace: Workspace, cluster: Cluster, variables: Sequence[Variable]) -> _Ties:
    found = connections(workspace, variables)
    connected = {variable for each in found for variable in each.variables}
    return _Ties(
        tuple(
            (each.formula is None, *(_place(cluster, variable) for variable in each.variables))
            for each in found
        ),
        tuple(number for number, variable in enumerate(variables) if variable in connected),
    )


def _wish(workspace: Workspace, goal: str, quantity: _Place) -> tuple[_Wish, _Ends]:
    kpi: Definition[Kpi] = workspace.goals[goal]  # type: ignore[assignment]  # it has a number
    commitment = workspace.commitment(kpi)
    assert commitment is not None
    low, high = commitment.low, commitment.high
    rank = (workspace.level(kpi) or Level.INDIVIDUAL).rank
    wish = _Wish(
        quantity,
        workspace.unit(kpi),
        rank,
        low is not None,
        high is not None,
    )
    return wish, (low, high)


def _question(some: Posed, goals: list[str], wishes: tuple[_Wish, ...]) -> _Question:
    facts = some.system.facts if some.system else ()
    askers = {goal: number for number, goal in enumerate(goals)}
    return _Question(
        pattern_of(some.system) if some.system else None,
        facts,
        tuple(askers[fact.key] if fact.kind is FactKind.GOAL else None for fact in facts),
        tuple(scale_of(wish.unit) for wish in wishes),
        len({variable for part in some.parts for variable in part.variables}),
    )
