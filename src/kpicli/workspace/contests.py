"""Levers that two KPIs pull in opposite directions."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.constraints.forks import Fork, opposed_forks
from kpicli.constraints.levers import Reach
from kpicli.workspace.demands import Demands, PullsOn, pullers
from kpicli.workspace.settled import are_proved_apart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

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
        demands = workspace.remembered(Demands(self.reach))
        pulls = workspace.remembered(PullsOn(self.reach))
        known = pullers(workspace)
        forks = opposed_forks(demands, self.least, partial(_are_rivals, known))
        links = {(key, link.parent) for key in known for link in workspace.cascade.parents(key)}
        return Contested(
            tuple(
                fork
                for fork in forks.best
                if not _is_contribution(links, known, fork)
                and not are_proved_apart(workspace, *fork.parties)
            ),
            forks.left_out,
            tuple(metric for metric, found in pulls.items() if found.is_bounded),
        )


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


def _is_contribution(
    links: AbstractSet[tuple[str, str]], known: Mapping[str, Puller], fork: Fork
) -> bool:
    """Whether one serves the other, and its own metric is the lever."""
    one, other = fork.parties
    return any(
        (child, parent) in links and known[child].metric == fork.lever
        for child, parent in ((one, other), (other, one))
    )
