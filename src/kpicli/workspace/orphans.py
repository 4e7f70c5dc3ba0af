"""Goals that serve nothing at the top of the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Level
from kpicli.workspace.levels import goals_by_level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Label
    from kpicli.workspace.cascade import Cascade
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace

_FEW = 5


class Orphan(Struct, frozen=True):
    """A goal from which no chain of contributions reaches the organisation's goals.

    `end` is where its chain ends: itself if it contributes to nothing, a goal of a circle if the
    chain never ends. `tops` are the ids of the organisation's goals that it may serve.
    """

    goal: Definition[AnyGoal]
    end: Definition[AnyGoal]
    tops: tuple[str, ...] = ()

    @property
    def goals(self) -> tuple[str, ...]:
        """The ids of the orphan and of the end of its chain."""
        return tuple(dict.fromkeys((self.goal.id, self.end.id)))

    @property
    def related(self) -> tuple[Label, ...]:
        """The place of the end of the chain, where that is another goal."""
        return () if self.end is self.goal else (self.end.at("id", message="the chain ends here"),)


def orphan_words(workspace: Workspace, orphan: Orphan) -> str:
    """What makes a goal an orphan, in words."""
    name, end = orphan.goal.id, orphan.end.id
    if not has_teams(workspace):
        return f"`{name}` contributes to nothing, and nothing contributes to it"
    if workspace.cascade.parents(end):
        return f"what `{name}` contributes to runs in a circle through `{end}`"
    if name != end:
        return f"`{name}` serves `{end}`, which serves nothing at organisation level"
    return f"`{name}` contributes to nothing, so it serves nothing at organisation level"


def orphan_remedy(workspace: Workspace, orphan: Orphan) -> str:
    """How to link the end of the chain, with the goals on top of the organisation if few."""
    end, tops = f"`{orphan.end.id}`", orphan.tops
    if not has_teams(workspace):
        return f"say with `contributes_to:` what {end} serves, or let another goal contribute to it"
    if not tops:
        return (
            "there is no organisation-level goal: give one to the team at level `organization`, "
            f"and let {end} contribute to it"
        )
    listed = ", ".join(f"`{goal}`" for goal in tops) if len(tops) <= _FEW else f"{len(tops)} goals"
    return f"say with `contributes_to:` what {end} serves; at organisation level: {listed}"


def organisation_goals(workspace: Workspace) -> tuple[str, ...]:
    """The ids of the goals at the level of the organisation, sorted, ended ones included."""
    live = goals_by_level(workspace).get(Level.ORGANIZATION, ())
    ended = [goal for goal in workspace.ended_goals if workspace.level(goal) is Level.ORGANIZATION]
    return tuple(sorted(goal.id for goal in (*live, *ended)))


def has_teams(workspace: Workspace) -> bool:
    """Whether the repository describes its organisation, be it in a broken definition."""
    return bool(workspace.teams) or any(part.section == "teams" for part in workspace.broken)


def orphans(workspace: Workspace) -> tuple[Orphan, ...]:
    """The goals that are proved to be orphans, in the order of the workspace, in linear time.

    Nothing is proved of a goal that is, or serves, one whose link or team is broken or unknown.
    Where no goal at all is at the level of the organisation, the end of each chain stands for the
    whole chain. Without teams nothing tells what is on top, so an orphan is a goal without links.
    """
    return workspace.remembered(_orphans)


def _orphans(workspace: Workspace) -> tuple[Orphan, ...]:
    return tuple(_found(workspace))


def _found(workspace: Workspace) -> Iterator[Orphan]:
    cascade = workspace.cascade
    tops = organisation_goals(workspace)
    has_organisation = has_teams(workspace)
    lost = _lost(workspace) if has_organisation else ()
    harmless = {*tops, *workspace.goals_with_unknown_parents, *lost}
    if harmless.issuperset(cascade.roots):
        return  # each chain ends at one of them, so that none needs to be followed
    proved_otherwise = cascade.serving(harmless)
    left = [goal for name, goal in workspace.goals.items() if name not in proved_otherwise]
    if not has_organisation:
        yield from (Orphan(goal, goal) for goal in left if _is_alone(workspace, goal))
    elif not tops:
        roots = set(cascade.roots)
        yield from (Orphan(goal, goal) for goal in left if goal.id in roots)
    else:
        ends = _ends(cascade, sorted(goal.id for goal in left))
        best = _uppermost(workspace, tops)
        yield from (Orphan(goal, workspace.goals[ends[goal.id]], best) for goal in left)


def _lost(workspace: Workspace) -> Iterator[str]:
    """The goals whose level cannot be told because their team is broken, unknown or misspelled."""
    for goal in (*goals_by_level(workspace).get(None, ()), *workspace.ended_goals):
        team = goal.model.team
        if goal.model.level is None and team is not None and team not in workspace.teams:
            yield goal.id
    misspelled = {part.id for part in workspace.misspelled if part.means("team")}
    yield from misspelled & workspace.goals.keys()


def _uppermost(workspace: Workspace, tops: tuple[str, ...]) -> tuple[str, ...]:
    """The active ones that serve no other goal; all of them where there are none such."""
    return (
        tuple(
            top
            for top in tops
            if not (workspace.cascade.parents(top) or workspace.goals[top].model.is_over)
        )
        or tops
    )


def _is_alone(workspace: Workspace, goal: Definition[AnyGoal]) -> bool:
    cascade = workspace.cascade
    return not (
        cascade.parents(goal.id)
        or cascade.contributors(goal.id)
        or goal.id in workspace.goals_with_broken_contributors
    )


def _ends(cascade: Cascade, goals: list[str]) -> dict[str, str]:
    """Where the first chain of each goal ends, by id."""
    ends: dict[str, str] = {}
    for goal in goals:
        walked = {goal: None}
        current = goal
        while current not in ends:
            links = cascade.parents(current)
            if not links or links[0].parent in walked:
                ends[current] = current
                break
            current = links[0].parent
            walked[current] = None
        ends.update(dict.fromkeys(walked, ends[current]))
    return ends
