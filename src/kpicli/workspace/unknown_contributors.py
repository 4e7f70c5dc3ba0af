"""What serves goals and counts with nothing, since it could not be understood."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kpicli.models.choices import Lifecycle
from kpicli.models.goal import Kpi, Objective

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace

_GOALS = frozenset({"objectives", "kpis"})


def unknown_contributors(goal: Definition[AnyGoal], workspace: Workspace) -> tuple[str, ...]:
    """The ids of what serves a goal, as far as can be read, and could not be understood.

    Those are broken definitions, goals whose link stands under a misspelled key, and second
    definitions of an id, whose first one alone is known. In the order of ids.
    """
    return workspace.remembered(_by_goal).get(goal.id, ())


def _by_goal(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for child, parent in _links(workspace):
        found[parent].append(child)
    return {parent: tuple(sorted(children)) for parent, children in found.items()}


def _links(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """What may serve a goal beside what does, with that goal; each pair as often as it is found."""
    for part in workspace.broken:
        if part.section in _GOALS:
            yield from ((part.id, parent) for parent in dict.fromkeys(part.contributes_to))
    misspelled = {goal.id: goal for goal in _that_may_count(workspace.misspelled)}
    for goal in misspelled.values():
        known = {link.parent for link in workspace.cascade.parents(goal.id)}
        named = dict.fromkeys(goal.named_by("contributes_to"))
        yield from ((goal.id, parent) for parent in named if parent not in known)
    for goal in _that_may_count(workspace.doubled):
        links = {link.goal: link.rollup for link in goal.model.contributes_to}
        if goal.nested_in:
            links.setdefault(goal.nested_in, True)
        yield from ((goal.id, parent) for parent, counts in links.items() if counts)


def _that_may_count(definitions: Iterable[Definition[Any]]) -> Iterator[Definition[AnyGoal]]:
    """Those of goals that would count; drafts and dropped ones do not."""
    for part in definitions:
        is_goal = isinstance(part.model, Kpi | Objective)
        if is_goal and part.model.status not in {Lifecycle.DRAFT, Lifecycle.DROPPED}:
            yield part
