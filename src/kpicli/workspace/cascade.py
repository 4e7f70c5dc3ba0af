"""The cascade: which goals serve which. The only module that knows networkx."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from functools import cached_property
from itertools import chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    import networkx as nx

    from kpicli.source import Key


class Link(Struct, frozen=True, gc=False):
    """A contribution of one goal to another.

    `weight` is none where the link sets none. A link that does not `count` is shown and adds
    nothing. `keys` lead from the goal's definition to where the link is written, empty where it
    follows from nesting.
    """

    child: str
    parent: str
    weight: Decimal | None = None
    counts: bool = True
    keys: tuple[Key, ...] = ()


class Cascade:
    """The graph of contributions. All answers are in the order of ids, whatever was asked.

    `goals` are ids, each once; they are kept as they are.
    """

    def __init__(self, goals: Collection[str], links: Collection[Link]) -> None:
        self._goals = goals
        # Most goals are at the lower end of the cascade: what has no links is in neither.
        self._up, self._down = _by_child(links), _by_parent(links)

    def parents(self, goal: str) -> tuple[Link, ...]:
        """The links from a goal to those that it serves."""
        return self._up.get(goal, ())

    def contributors(self, goal: str) -> tuple[Link, ...]:
        """The links to a goal from those that serve it."""
        return self._down.get(goal, ())

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The goals that serve no other; of a circle that serves no other, its first goal."""
        tops = [goal for goal in self._goals if goal not in self._up]
        reached = set(self.serving(tops)) if self.cycles else set()
        for circle in self.cycles:
            if circle[0] not in reached:
                tops.append(circle[0])
                reached |= self.serving(circle[:1])
        return tuple(sorted(tops))

    @cached_property
    def serving_several(self) -> tuple[str, ...]:
        """The goals that serve more than one other."""
        return tuple(sorted(goal for goal, links in self._up.items() if len(links) > 1))

    def ancestors(self, goal: str) -> frozenset[str]:
        """All goals that a goal serves, directly or through others."""
        return frozenset(self._spread(map(_parent, self.parents(goal)), self._up, _parent))

    def descendants(self, goal: str) -> frozenset[str]:
        """All goals that serve a goal, directly or through others."""
        return frozenset(self._spread(map(_child, self.contributors(goal)), self._down, _child))

    def serving(self, goals: Iterable[str]) -> frozenset[str]:
        """The given goals and all that serve one of them, directly or through others."""
        return frozenset(self._spread(goals, self._down, _child))

    def served_by(self, goals: Iterable[str]) -> frozenset[str]:
        """The given goals and all that one of them serves, directly or through others."""
        return frozenset(self._spread(goals, self._up, _parent))

    @cached_property
    def bottom_up(self) -> tuple[str, ...]:
        """All goals, each after those that serve it; the goals of a circle in the order of ids."""
        return (*self._free_of_cycles, *self._from_cycles_up)

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """One circle for each set of goals that all reach each other, from its first id on.

        It is a shortest one through that id, each goal followed by one that it serves.
        """
        if not self._has_cycles:
            return ()
        import networkx as nx  # noqa: PLC0415 - it costs more to import than most checks take

        graph = self.graph()
        circles = [
            self._circle_through(min(component), component)
            for component in nx.strongly_connected_components(graph)
            if len(component) > 1 or graph.has_edge(*(2 * tuple(component)))
        ]
        return tuple(sorted(circles))

    def graph(
        self, attributes: Callable[[str], Mapping[str, str]] | None = None
    ) -> nx.DiGraph[str]:
        """The cascade as a networkx graph with an edge from each goal to those that it serves.

        `attributes` gives those of a goal; edges have `weight` and `counts`.
        """
        import networkx as nx  # noqa: PLC0415 - see above

        graph: nx.DiGraph[str] = nx.DiGraph()
        for goal in self._in_order:
            graph.add_node(goal, **(attributes(goal) if attributes else {}))
        for goal in self._in_order:
            for link in self.parents(goal):
                graph.add_edge(link.child, link.parent, weight=link.weight, counts=link.counts)
        return graph

    @cached_property
    def _in_order(self) -> tuple[str, ...]:
        # Few questions are about every goal: the rest need not wait for all to be sorted.
        return tuple(sorted(self._goals))

    @cached_property
    def _has_cycles(self) -> bool:
        # What nothing serves is in no circle, and most goals are such: they are not looked at.
        served = self._down.keys()
        return len(self._upward(served)) < len(served)

    @cached_property
    def _free_of_cycles(self) -> tuple[str, ...]:
        """The goals that no circle serves, each after those that serve it."""
        return self._upward(self._in_order)

    def _upward(self, goals: Collection[str]) -> tuple[str, ...]:
        """The goals among some that no circle of these serves, each after those that serve it.

        All that the given goals serve must be given, too.
        """
        waiting = Counter(link.parent for goal in goals for link in self._up.get(goal, ()))
        order = [goal for goal in goals if goal not in waiting]
        for goal in order:  # which grows meanwhile
            for link in self._up.get(goal, ()):
                waiting[link.parent] -= 1
                if not waiting[link.parent]:
                    order.append(link.parent)
        return tuple(order)

    @cached_property
    def _from_cycles_up(self) -> tuple[str, ...]:
        """The goals of circles and those that a circle serves, each after those that serve it."""
        if len(self._free_of_cycles) == len(self._goals):
            return ()
        import networkx as nx  # noqa: PLC0415 - see above

        placed = set(self._free_of_cycles)
        rest = self.graph().subgraph(goal for goal in self._in_order if goal not in placed)
        parts = [sorted(part) for part in nx.strongly_connected_components(rest)]
        order = nx.lexicographical_topological_sort(
            nx.condensation(rest, parts), key=lambda part: parts[part][0]
        )
        return tuple(goal for part in order for goal in parts[part])

    def _circle_through(self, goal: str, component: set[str]) -> tuple[str, ...]:
        came_from: dict[str, str] = {}
        queue = deque([goal])
        while queue:
            current = queue.popleft()
            for link in self.parents(current):
                if link.parent == goal:
                    return _path(came_from, goal, current)
                if link.parent in component and link.parent not in came_from:
                    came_from[link.parent] = current
                    queue.append(link.parent)
        raise AssertionError("goals of a strongly connected component reach each other")

    @staticmethod
    def _spread(
        start: Iterable[str], along: Mapping[str, Sequence[Link]], end: Callable[[Link], str]
    ) -> set[str]:
        seen = set(start)
        frontier: AbstractSet[str] = seen
        while frontier:
            # One step for all goals at once, so that it takes few steps in Python.
            links = chain.from_iterable(map(along.get, frontier, repeat(())))
            frontier = frozenset(map(end, links)) - seen
            seen |= frontier
        return seen


_child: Callable[[Link], str] = attrgetter("child")
_parent: Callable[[Link], str] = attrgetter("parent")


def _by_child(links: Collection[Link]) -> dict[str, tuple[Link, ...]]:
    """The links of each goal to others, in the order of these; hardly any goal has several."""
    groups: dict[str, tuple[Link, ...]] = {}
    several: set[str] = set()
    for key, link in zip(map(_child, links), zip(links, strict=True), strict=True):
        known = groups.setdefault(key, link)
        if known is not link:
            groups[key] = known + link
            several.add(key)
    return groups | {key: tuple(sorted(groups[key], key=_parent)) for key in several}


def _by_parent(links: Iterable[Link]) -> dict[str, tuple[Link, ...]]:
    """The links of others to each goal, in the order of these."""
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[link.parent].append(link)
    return {
        key: tuple(group) if len(group) == 1 else tuple(sorted(group, key=_child))
        for key, group in groups.items()
    }


def _path(came_from: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
