"""Levers that two KPIs pull in opposite directions."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.constraints.crowds import best_forks, crowd_of, left_out, most_on_a_side
from kpicli.constraints.forks import Fork, ranked
from kpicli.constraints.levers import Reach
from kpicli.workspace.alike_groups import PulledMetrics, alike_groups
from kpicli.workspace.demands import PullsOn, demands_of, pullers
from kpicli.workspace.settled import are_proved_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.constraints.forks import Demand
    from kpicli.workspace.demands import Puller
    from kpicli.workspace.workspace import Workspace


class Contested(Struct, frozen=True):
    """The forks, the strongest first, and what was left out of the search to keep it bounded."""

    forks: tuple[Fork, ...]
    pairs_left_out: int
    """Pairs of pulls on one lever that were not compared."""
    metrics_cut: tuple[str, ...]
    """The metrics from which more ways lead back than were followed."""


class Contests(Struct, frozen=True):
    """The question which levers are contested: the best opposed fork of each pair of KPIs.

    Left out are pairs on one metric, where the targets themselves are opposed, pairs of which one
    serves the other and is itself the lever, where the contribution is, and pairs that arithmetic
    proves to contradict each other, which says more.
    """

    reach: Reach = field(default_factory=Reach)
    least: Decimal = Decimal("0.3")

    def __call__(self, workspace: Workspace) -> Contested:
        """The forks, the strongest first."""
        # Of groups that stand alike the first one is searched, and its forks are theirs as well.
        groups = alike_groups(workspace)
        crowds = [crowd_of(self._demands(alike[0], workspace), len(alike)) for alike in groups]
        most = most_on_a_side(crowds)
        known = pullers(workspace)
        is_pair = partial(_are_rivals, known)
        forks = [
            fork
            for alike, crowd in zip(groups, crowds, strict=True)
            for fork in _of_all(alike, best_forks(crowd, most, self.least, is_pair))
            if not _is_contribution(workspace, known, fork)
            and not are_proved_apart(workspace, *fork.parties)
        ]
        cut = tuple(metric for alike in groups for metric in self._cut(alike, workspace))
        return Contested(ranked(forks), left_out(crowds, most), cut)

    def _demands(self, group: PulledMetrics, workspace: Workspace) -> Iterator[Demand]:
        pulls = workspace.remembered(PullsOn(self.reach))
        for puller in group.pullers:
            yield from demands_of(puller, pulls)

    def _cut(self, alike: Sequence[PulledMetrics], workspace: Workspace) -> Iterator[str]:
        """The metrics that are not followed back on all ways."""
        pulls, first = workspace.remembered(PullsOn(self.reach)), alike[0]
        metrics = dict.fromkeys(puller.metric for puller in first.pullers)
        bounded = [metric for metric in metrics if pulls[metric].is_bounded]
        for other in alike if bounded else ():
            names = first.metrics_of(other)
            yield from (names[metric] for metric in bounded)


def _of_all(alike: Sequence[PulledMetrics], forks: Sequence[Fork]) -> Iterator[Fork]:
    """The forks of the first of several groups, and what they are in each of the others."""
    first, *others = alike
    yield from forks
    for other in others if forks else ():
        parties, names = first.parties_of(other), first.metrics_of(other)
        yield from (fork.renamed(parties, names) for fork in forks)


def can_meet(one: Puller, other: Puller) -> bool:
    """Whether two KPIs can pull at one thing: in one slice, and at the same time.

    A KPI without a segment means every slice, one without a period any time.
    """
    first, second = one.kpi.model.segment, other.kpi.model.segment
    if first != second and first is not None and second is not None:
        return False
    if one.period is None or other.period is None:
        return True
    return one.period.start <= other.period.end and other.period.start <= one.period.end


def _are_rivals(known: Mapping[str, Puller], one: str, other: str) -> bool:
    if known[one].metric == known[other].metric:
        return False
    return can_meet(known[one], known[other])


def _is_contribution(workspace: Workspace, known: Mapping[str, Puller], fork: Fork) -> bool:
    """Whether one serves the other, and its own metric is the lever."""
    (one, other), lever = fork.parties, fork.lever
    return any(
        link.parent == parent
        for child, parent in ((one, other), (other, one))
        if known[child].metric == lever
        for link in workspace.cascade.parents(child)
    )
