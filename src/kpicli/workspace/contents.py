"""What the goal files define, how it hangs together, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kpicli.models.goal import Kpi, Objective
from kpicli.workspace.cascade import Cascade, Link
from kpicli.workspace.references import TEAM_PREFIX
from kpicli.workspace.teams import department_of_team, level_of_team, line_of_teams
from kpicli.workspace.texts import Texts, no_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.models.actual import Actual
    from kpicli.models.choices import Level
    from kpicli.models.metric import Metric
    from kpicli.models.organisation import Person, Team, Tension
    from kpicli.workspace.context import Context
    from kpicli.workspace.definition import Broken, Definition

    Linked = tuple[tuple[Definition["AnyGoal"], Link], ...]
    """Goals at the other ends of links, with the links, in the order of ids."""

AnyGoal = Objective | Kpi


@dataclass(frozen=True, eq=False)
class Contents:
    """All definitions by id, each namespace in the order of files and of places in them.

    `metrics` holds the KPIs that define a metric of their own as well. `broken` holds what could
    not be understood, `paths` the goal files.
    """

    context: Context
    goals: Mapping[str, Definition[AnyGoal]]
    metrics: Mapping[str, Definition[Metric | Kpi]]
    teams: Mapping[str, Definition[Team]]
    people: Mapping[str, Definition[Person]]
    tensions: tuple[Definition[Tension], ...] = ()
    broken: tuple[Broken, ...] = ()
    unread: frozenset[str] = frozenset()
    """The ids that stand in files that are no YAML: what they name is not known to be missing."""
    paths: tuple[str, ...] = ()
    csv_actuals: dict[str, tuple[Actual, ...]] = field(default_factory=dict)
    texts: Texts = no_texts

    @cached_property
    def kpis(self) -> tuple[Definition[Kpi], ...]:
        """All KPIs."""
        return tuple(goal for goal in self.goals.values() if isinstance(goal.model, Kpi))  # type: ignore[misc]

    @cached_property
    def objectives(self) -> tuple[Definition[Objective], ...]:
        """All objectives."""
        return tuple(goal for goal in self.goals.values() if isinstance(goal.model, Objective))  # type: ignore[misc]

    @cached_property
    def live_goals(self) -> tuple[Definition[AnyGoal], ...]:
        """The goals that are neither closed nor dropped, drafts included."""
        return tuple(goal for goal in self.goals.values() if not goal.model.is_over)

    @cached_property
    def live_kpis(self) -> tuple[Definition[Kpi], ...]:
        """The KPIs that are neither closed nor dropped, drafts included."""
        return tuple(kpi for kpi in self.kpis if not kpi.model.is_over)

    @cached_property
    def broken_ids(self) -> frozenset[str]:
        """The ids of goals that could not be understood."""
        sections = {"objectives", "kpis"}
        return frozenset(part.id for part in self.broken if part.section in sections)

    # The cascade

    @cached_property
    def cascade(self) -> Cascade:
        """The graph of contributions between the goals that exist."""
        return Cascade(self.goals, self._links())

    def _links(self) -> Iterator[Link]:
        for goal in self.goals.values():
            parents: set[str] = set()
            for index, part in enumerate(goal.model.contributes_to):
                if part.goal in self.goals and part.goal not in parents:
                    parents.add(part.goal)
                    keys = ("contributes_to", index, "goal")
                    yield Link(goal.id, part.goal, part.weight, part.rollup, keys)
            above = goal.nested_in
            if above is not None and above in self.goals and above not in parents:
                yield Link(goal.id, above)

    def parents(self, goal: Definition[AnyGoal]) -> Linked:
        """The goals that a goal serves, with the links to them."""
        return self._parents.get(goal.id, ())

    @cached_property
    def _parents(self) -> Mapping[str, Linked]:
        goals, links = self.goals, self.cascade.parents
        return {
            goal: tuple((goals[link.parent], link) for link in found)
            for goal in goals
            if (found := links(goal))
        }

    def contributors(self, goal: Definition[AnyGoal]) -> Linked:
        """The goals that serve a goal, with the links from them."""
        return self._contributors.get(goal.id, ())

    @cached_property
    def _contributors(self) -> Mapping[str, Linked]:
        goals, links = self.goals, self.cascade.contributors
        return {
            goal: tuple((goals[link.child], link) for link in found)
            for goal in goals
            if (found := links(goal))
        }

    @cached_property
    def goals_with_broken_contributors(self) -> frozenset[str]:
        """The goals that some definition serves which could not be understood."""
        return frozenset(parent for part in self.broken for parent in part.contributes_to)

    def links_to_unknown(self, goal: Definition[AnyGoal]) -> bool:
        """Whether a goal contributes to something that could not be understood or found."""
        if goal.nested_in is not None and goal.nested_in not in self.goals:
            return True
        return any(part.goal not in self.goals for part in goal.model.contributes_to)

    # The organisation

    def level(self, goal: Definition[AnyGoal]) -> Level | None:
        """The goal's own level, else its team's; none where neither is known."""
        if goal.model.level is not None:
            return goal.model.level
        return self.team_level(goal.model.team) if goal.model.team else None

    def team_level(self, team: str) -> Level | None:
        """The level of a team, none where there is no such team."""
        return self._team_levels.get(team)

    @cached_property
    def _team_levels(self) -> Mapping[str, Level | None]:
        return {team: level_of_team(self.teams, team) for team in self.teams}

    def department(self, goal: Definition[AnyGoal]) -> str | None:
        """The department of the goal's team, none above departments."""
        return self._departments.get(goal.model.team or "")

    @cached_property
    def _departments(self) -> Mapping[str, str | None]:
        return {team: department_of_team(self.teams, team) for team in self.teams}

    def line_of_teams(self, team: str) -> tuple[str, ...]:
        """The team and those above it, from the team up."""
        return line_of_teams(self.teams, team)

    def owner(self, goal: Definition[AnyGoal]) -> str | None:
        """Who answers for a goal: its owner, else the lead of its own team.

        `team:<id>` stands for the team itself where it has no lead.
        """
        owner = goal.model.owner
        if owner is None:
            team = self.teams.get(goal.model.team or "")
            return team.model.lead if team else None
        team = (
            self.teams.get(owner.removeprefix(TEAM_PREFIX))
            if owner.startswith(TEAM_PREFIX)
            else None
        )
        return (team.model.lead or owner) if team else owner
