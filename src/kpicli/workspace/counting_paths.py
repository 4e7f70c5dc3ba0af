"""Goals that a sum counts twice, because they reach it on two paths of contributions."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.formulas import Compatibility, compare_units, parse_unit
from kpicli.models.choices import Lifecycle, Rollup
from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.workspace.cascade import Link
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace

MOST_STEPS = 2_000_000
"""How many goals are looked at in all, from whichever one: cascades of people need a few each."""

_PASSING_ON = {Rollup.SUM, Rollup.WEIGHTED_AVERAGE}


class DoubleCount(Struct, frozen=True):
    """A goal, the summed goal above it, and two ways from one to the other, link by link."""

    child: str
    parent: str
    first: tuple[Link, ...]
    second: tuple[Link, ...]


def double_counts(workspace: Workspace) -> Iterator[DoubleCount]:
    """For each goal that counts in several: the nearest sums in which its ways meet.

    What contributes to such a goal is not named again, nor what lies above such a sum. From each
    goal on every other is visited at most once, so that the number of paths plays no part.
    """
    up, left = _CountingLinks(workspace), MOST_STEPS
    for goal in _serving_several_kpis(workspace):
        if len(up[goal]) > 1 and left > 0:
            search = _Search(workspace, up, goal)
            yield from search.meetings()
            left -= len(search.came)


def _serving_several_kpis(workspace: Workspace) -> Iterator[str]:
    """The goals that serve more than one KPI; most that serve several serve only one."""
    kpis, cascade = workspace.kpi_ids, workspace.cascade
    for goal in cascade.serving_several:
        if len(kpis.intersection([link.parent for link in cascade.parents(goal)])) > 1:
            yield goal


def counting_links(workspace: Workspace, goal: str) -> tuple[Link, ...]:
    """The links by which a KPI's value becomes a part of another's.

    The other one is a sum or an average, or it measures for itself what this one is a part of:
    the same metric, or the same unit.
    """
    child = _active_kpi(workspace, goal)
    if child is None:
        return ()
    return tuple(
        link
        for link in workspace.cascade.parents(goal)
        if link.counts
        and (parent := _active_kpi(workspace, link.parent)) is not None
        and _is_part(workspace, child, parent)
    )


def _active_kpi(workspace: Workspace, goal: str) -> Definition[Kpi] | None:
    found = workspace.goals[goal]
    is_active = found.model.status is Lifecycle.ACTIVE
    return found if is_active and isinstance(found.model, Kpi) else None  # type: ignore[return-value]


def _is_part(workspace: Workspace, child: Definition[Kpi], parent: Definition[Kpi]) -> bool:
    rollup = parent.model.rollup
    if rollup not in _PASSING_ON and rollup is not Rollup.NONE:
        return False
    metric = parent.model.metric
    if metric is not None and metric == child.model.metric:
        return True
    own, above = workspace.unit(child), workspace.unit(parent)
    if own and above:
        return compare_units(parse_unit(own), parse_unit(above)) is Compatibility.SAME
    return rollup in _PASSING_ON


class _CountingLinks(dict[str, "tuple[Link, ...]"]):
    """The links by which each goal counts; few goals have more than one, so only if asked."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def __missing__(self, goal: str) -> tuple[Link, ...]:
        found = self[goal] = counting_links(self._workspace, goal)
        return found


class _Search(Struct, frozen=True):
    """The ways up from a goal: how each goal above was reached first, by which way and link."""

    workspace: Workspace
    up: Mapping[str, tuple[Link, ...]]
    goal: str
    came: dict[str, tuple[int, Link]] = field(default_factory=dict)

    def meetings(self) -> Iterator[DoubleCount]:
        """Breadth first along all ways at once, until all of them have met.

        A goal that a second way reaches is a meeting; ways that met in a sum go on as one.
        """
        queue = deque(enumerate(self.up[self.goal]))
        met = list(range(len(queue)))
        while queue and len(set(met)) > 1:
            way, link = queue.popleft()
            above = link.parent
            if above == self.goal:
                continue
            if above not in self.came:
                self.came[above] = (way, link)
                queue.extend((way, further) for further in self.up[above])
                continue
            other, last = self.came[above]
            if met[other] != met[way] and self._is_sum(above):
                met = [met[other] if part == met[way] else part for part in met]
                yield DoubleCount(self.goal, above, self._way_to(last), self._way_to(link))

    def _is_sum(self, goal: str) -> bool:
        model = self.workspace.goals[goal].model
        return isinstance(model, Kpi) and model.rollup is Rollup.SUM

    def _way_to(self, last: Link) -> tuple[Link, ...]:
        way = [last]
        while way[-1].child != self.goal:
            way.append(self.came[way[-1].child][1])
        return tuple(reversed(way))
