"""What goals say that they contribute to, and where it is written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.findings import Label
from kpicli.workspace.cascade import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from kpicli.source import Key
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal


class Links(Struct, frozen=True):
    """The links between goals that exist, those that are written before those by nesting.

    `open_ended` are the ids of goals that also contribute to something unknown, `weighted` those
    of goals that give a link a weight of its own.
    """

    known: tuple[Link, ...]
    open_ended: frozenset[str]
    weighted: frozenset[str]


def links_between(
    goals: Mapping[str, Definition[AnyGoal]], linking: Iterable[Definition[AnyGoal]]
) -> Links:
    """The links of all goals, by `contributes_to` or by nesting, one to each parent.

    `linking` are those of the goals that are given `contributes_to`; most are nested and no more.
    """
    links: list[Link] = []
    open_ended, weighted = set(), set()
    for goal in linking:
        for index, part in enumerate(goal.model.contributes_to):
            if part.goal in goals:
                links.append(Link(goal.id, part.goal, part.weight, part.rollup, _keys(index)))
            else:
                open_ended.add(goal.id)
            if part.weight is not None:
                weighted.add(goal.id)
    nested, outside = _nested(goals, {(link.child, link.parent) for link in links})
    return Links((*links, *nested), frozenset({*open_ended, *outside}), frozenset(weighted))


@cache
def _keys(index: int) -> tuple[Key, ...]:
    """Where a goal writes its contribution with this number."""
    return "contributes_to", index, "goal"


def _nested(
    goals: Mapping[str, Definition[AnyGoal]], written: AbstractSet[tuple[str, str]]
) -> tuple[list[Link], list[str]]:
    """The links by nesting that are not written too, and the goals nested in something unknown."""
    links, outside = [], []
    for goal in goals.values():
        above = goal.nested_in
        if above is None:
            continue
        if above not in goals:
            outside.append(goal.id)
        elif (goal.id, above) not in written:
            links.append(Link(goal.id, above))
    return links, outside


def link_label(goal: Definition[AnyGoal], link: Link, message: str = "") -> Label:
    """The place of a goal's link, or of the goal's id where nesting makes the link."""
    return Label(goal.path, goal.route.child(*(link.keys or ("id",))), message)
