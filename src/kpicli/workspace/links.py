"""What goals say that they contribute to, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kpicli.findings import Label
from kpicli.workspace.cascade import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal


class Links(NamedTuple):
    """The links between goals that exist, in the order of the goals.

    `open_ended` are the ids of goals that also contribute to something unknown.
    """

    known: tuple[Link, ...]
    open_ended: frozenset[str]


def links_between(goals: Mapping[str, Definition[AnyGoal]]) -> Links:
    """The links of all goals, by `contributes_to` or by nesting, one to each parent."""
    links: list[Link] = []
    open_ended: set[str] = set()
    for goal in goals.values():
        parts, above = goal.model.contributes_to, goal.nested_in
        written = _written(goal, goals) if parts else {}
        links += written.values()
        if above is not None and above in goals and above not in written:
            links.append(Link(goal.id, above))
        if (above is not None and above not in goals) or (
            len(written) < len(parts) and any(part.goal not in goals for part in parts)
        ):
            open_ended.add(goal.id)
    return Links(tuple(links), frozenset(open_ended))


def _written(
    goal: Definition[AnyGoal], goals: Mapping[str, Definition[AnyGoal]]
) -> dict[str, Link]:
    """The links that `contributes_to` makes, by parent; the first counts if it is named twice."""
    found: dict[str, Link] = {}
    for index, part in enumerate(goal.model.contributes_to):
        if part.goal in goals and part.goal not in found:
            keys = ("contributes_to", index, "goal")
            found[part.goal] = Link(goal.id, part.goal, part.weight, part.rollup, keys)
    return found


def link_label(goal: Definition[AnyGoal], link: Link, message: str = "") -> Label:
    """The place of a goal's link, or of the goal's id where nesting makes the link."""
    return Label(goal.path, goal.route.child(*(link.keys or ("id",))), message)
