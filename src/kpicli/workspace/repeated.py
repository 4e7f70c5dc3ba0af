"""Goals that can plainly be met, found out once for all that ask alike of metrics alike."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.constraints.pattern import Pattern, pattern_of
from kpicli.constraints.system import FactKind
from kpicli.models.choices import Level
from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.equations import scale_of
from kpicli.workspace.stated import Posed, based, posed

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from kpicli.constraints.system import Fact
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace.clusters import Cluster
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.equations import Variable
    from kpicli.workspace.workspace import Workspace


class Plain(Struct, frozen=True):
    """Goals that can be met together with all others that have to do with them."""

    goals: AbstractSet[str]
    quantities: int
    """How many quantities formulas connect with those that they speak of."""


class _Wish(NamedTuple):
    """What a goal asks, but for its numbers and names."""

    place: int
    """Of its metric among those of the cluster."""
    segment: str | None
    period: DateRange
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
    questions: dict[Hashable, _Question] = {}
    plain: set[str] = set()
    quantities = 0
    for cluster, goals in _by_cluster(workspace, asked).items():
        asks = [_wish(workspace, cluster, goal, asked[goal]) for goal in goals]
        wishes, ends = zip(*asks, strict=True)
        question = questions.get((cluster.kind, wishes))
        if question is None:
            some = posed(workspace, {goal: asked[goal] for goal in goals}, labels)
            question = questions[cluster.kind, wishes] = _question(some, goals, wishes)
        if question.is_plainly_met(ends):
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


def _wish(
    workspace: Workspace, cluster: Cluster, goal: str, variable: Variable
) -> tuple[_Wish, _Ends]:
    kpi: Definition[Kpi] = workspace.goals[goal]  # type: ignore[assignment]  # it has a number
    commitment = workspace.commitment(kpi)
    assert commitment is not None
    low, high = commitment.low, commitment.high
    rank = (workspace.level(kpi) or Level.INDIVIDUAL).rank
    wish = _Wish(
        bisect_left(cluster.metrics, variable.metric),
        variable.segment,
        variable.period,
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
