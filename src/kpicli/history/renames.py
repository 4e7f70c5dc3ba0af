"""Goals that may only have another id: a guess, said as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kpicli.workspace import AnyGoal, Definition, Workspace

_TITLE, _AIM = "title", "aim"
_MOST_NAMED = 5


def renames(before: Workspace, after: Workspace) -> Mapping[str, str]:
    """For ids that are gone the new ids that say the same; each new one is used once.

    Two goals may be one where they are of one kind and have the same title, or the same target on
    the same metric by its id. Where several may be, those with most in common are.
    """
    gone, came = list(_missing(before, after)), list(_missing(after, before))
    if not gone or not came:
        return {}
    by_trait: dict[tuple[object, ...], list[str]] = {}
    for goal in came:
        for trait in _traits(goal):
            by_trait.setdefault(trait, []).append(goal.id)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, old, new in sorted(_pairs(gone, by_trait)):
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return found


def is_unreadable(key: str, workspace: Workspace) -> bool:
    """Whether a goal only seems to be missing, because it cannot be understood."""
    return key in workspace.broken_ids or workspace.may_be_unread(key)


def is_doubled(key: str, *workspaces: Workspace) -> bool:
    """Whether a goal is defined more than once somewhere, so that it cannot be compared."""
    return any(key in workspace.doubled_ids for workspace in workspaces)


def unread_before(before: Workspace, after: Workspace) -> str:
    """The goals whose earlier state cannot be understood, in words; empty where there are none."""
    found = [key for key in after.goals.keys() - before.goals.keys() if is_unreadable(key, before)]
    return few_named(found)


def doubled_in(before: Workspace, after: Workspace) -> str:
    """The goals that are defined more than once on a side, in words; empty without any."""
    return few_named(before.doubled_ids | after.doubled_ids)


def few_named(keys: Collection[str]) -> str:
    """The first few of some ids, and how many more there are; empty without any."""
    named = ", ".join(f"`{key}`" for key in sorted(keys)[:_MOST_NAMED])
    more = len(keys) - _MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def _missing(workspace: Workspace, other: Workspace) -> Iterator[Definition[AnyGoal]]:
    """The goals that the other side does not have."""
    for key, goal in workspace.goals.items():
        if key not in other.goals and not is_unreadable(key, other):
            yield goal


def _pairs(
    gone: list[Definition[AnyGoal]], by_trait: Mapping[tuple[object, ...], list[str]]
) -> Iterator[tuple[int, str, str]]:
    """Goals that have something in common: how little, then the ids that are gone and came."""
    for goal in gone:
        common: dict[str, int] = {}
        for trait in _traits(goal):
            for new in by_trait.get(trait, ()):
                common[new] = common.get(new, 0) + (2 if trait[0] == _TITLE else 1)
        for new, count in common.items():
            yield -count, goal.id, new


def _traits(goal: Definition[AnyGoal]) -> Iterator[tuple[object, ...]]:
    """What tells that two goals are one."""
    model = goal.model
    yield _TITLE, type(model), " ".join(model.title.casefold().split())
    if isinstance(model, Kpi) and model.metric is not None and model.target is not None:
        yield _AIM, model.metric, model.segment, model.target
