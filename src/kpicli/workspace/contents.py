"""What the goal files define, how it hangs together, and whose it is."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from kpicli.models.goal import Kpi, Objective
from kpicli.workspace.cascade import Cascade, Link
from kpicli.workspace.given import Given, given_fields
from kpicli.workspace.groups import Groups, groups_of
from kpicli.workspace.links import Links, links_between
from kpicli.workspace.measured import MeasuredOn, measured_on
from kpicli.workspace.namespaces import TEAM_PREFIX
from kpicli.workspace.teams import department_in, level_of_team, line_of_teams
from kpicli.workspace.texts import Texts, no_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.formulas import Formula
    from kpicli.models.actual import Actuals
    from kpicli.models.choices import Level
    from kpicli.models.metric import Metric
    from kpicli.models.organisation import Person, Team, Tension
    from kpicli.workspace.context import Context
    from kpicli.workspace.definition import Broken, Definition

    Linked = tuple[tuple[Definition["AnyGoal"], Link], ...]
    """Goals at the other ends of links, with the links, in the order of ids."""

AnyGoal = Objective | Kpi

ANY_ID = ""
"""Stands among the ids that are not read for all that a file may define which nobody can read."""

_OF_KPIS_ONLY = frozenset(Kpi.fields).difference(Objective.fields)


class Contents(Struct, frozen=True, eq=False, dict=True):
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
    """The ids that stand in files that are no YAML, or not there: they may well be defined.

    `ANY_ID` is one of them where a file could not be read at all.
    """
    absent: Mapping[str, str] = field(default_factory=dict)
    """Those of them that stand in files which are not checked out, with their paths."""
    paths: tuple[str, ...] = ()
    quiet: frozenset[str] = frozenset()
    """The goal files of which it is known that no comment in them suppresses anything."""
    csv_actuals: dict[str, Actuals] = field(default_factory=dict)
    texts: Texts = no_texts
    doubled: tuple[Definition[AnyGoal | Metric | Team | Person], ...] = ()
    """The definitions whose id has one before them already, which is the one that counts."""

    def know(
        self, kpis: tuple[Definition[Kpi], ...], given: Given, groups: Groups, measured: MeasuredOn
    ) -> None:
        """Take over answers that were worked out beside the reading of files."""
        vars(self).update(kpis=kpis, _given=given, groups=groups, measured=measured)

    @cached_property
    def kpis(self) -> tuple[Definition[Kpi], ...]:
        """All KPIs."""
        return tuple(goal for goal in self.goals.values() if isinstance(goal.model, Kpi))  # type: ignore[misc]

    @cached_property
    def kpi_ids(self) -> frozenset[str]:
        """The ids of all KPIs."""
        return frozenset([kpi.id for kpi in self.kpis])

    @cached_property
    def objectives(self) -> tuple[Definition[Objective], ...]:
        """All objectives."""
        kpis = self.kpi_ids
        return tuple([goal for key, goal in self.goals.items() if key not in kpis])  # type: ignore[misc]

    @property
    def live_goals(self) -> tuple[Definition[AnyGoal], ...]:
        """The goals that are neither closed nor dropped, drafts included."""
        return self._given.live

    @cached_property
    def live_kpis(self) -> tuple[Definition[Kpi], ...]:
        """The KPIs that are neither closed nor dropped, drafts included."""
        if not self.ended_goals:
            return self.kpis
        return tuple(kpi for kpi in self.kpis if not kpi.model.is_over)

    @property
    def ended_goals(self) -> tuple[Definition[AnyGoal], ...]:
        """The goals that are closed or dropped."""
        return self._given.ended

    @cached_property
    def groups(self) -> Groups:
        """The live goals by what they have in common."""
        return groups_of(self.live_goals)

    @property
    def all_by_period(self) -> Iterator[tuple[Definition[AnyGoal], ...]]:
        """All goals in groups of one period or none: the live ones, and each that has ended."""
        yield from self.groups.by_period.values()
        yield from ((goal,) for goal in self.ended_goals)

    @cached_property
    def measured(self) -> MeasuredOn:
        """All KPIs by what they are measured on."""
        return measured_on(self.kpis)

    @cached_property
    def formulas(self) -> Mapping[str, Formula]:
        """The formulas of the metrics that have one, by the metric's id."""
        given = {metric.id: metric.model.formula for metric in self.metrics_with("formula")}
        found = ((key, given[key]) for key in self.metrics if key in given)
        return {key: formula for key, formula in found if formula is not None}

    def goals_with(self, field: str) -> tuple[Definition[AnyGoal], ...]:
        """The live goals that are given a field, by themselves or by the defaults of their file."""
        return self._given.live_with.get(field, ())

    def ended_goals_with(self, field: str) -> tuple[Definition[AnyGoal], ...]:
        """The closed and dropped goals that are given a field, by themselves or by defaults."""
        return self._given.ended_with.get(field, ())

    def kpis_with(self, field: str) -> tuple[Definition[Kpi], ...]:
        """The live KPIs that are given a field, by themselves or by the defaults of their file."""
        if field in _OF_KPIS_ONLY:
            return self.goals_with(field)  # type: ignore[return-value]
        if field not in self._kpis_by_field:
            kpis = [goal for goal in self.goals_with(field) if isinstance(goal.model, Kpi)]
            self._kpis_by_field[field] = tuple(kpis)  # type: ignore[arg-type]
        return self._kpis_by_field[field]

    @cached_property
    def _kpis_by_field(self) -> dict[str, tuple[Definition[Kpi], ...]]:
        return {}  # each is filled in when it is asked for

    @cached_property
    def _given(self) -> Given:
        return given_fields(self.goals.values())

    def metrics_with(self, field: str) -> tuple[Definition[Metric | Kpi], ...]:
        """The metrics that are given a field, those that KPIs define included, closed ones too."""
        kpis = (*self.kpis_with(field), *self.ended_goals_with(field))
        own = (self.metrics[kpi.id] for kpi in kpis if self.metrics.get(kpi.id) is kpi)
        apart = self.metrics_apart
        return (*own, *(metric for metric in apart if field in metric.model.given))

    @cached_property
    def metrics_apart(self) -> tuple[Definition[Metric | Kpi], ...]:
        """The metrics that no KPI defines."""
        goals = self.goals
        return tuple(
            metric for name, metric in self.metrics.items() if goals.get(name) is not metric
        )

    @property
    def is_blind(self) -> bool:
        """Whether a file could not be read at all, so that any id may be defined, and any link."""
        return ANY_ID in self.unread

    def may_be_unread(self, name: str) -> bool:
        """Whether what has an id may stand in a file that could not be read."""
        return self.is_blind or name in self.unread

    @cached_property
    def broken_ids(self) -> frozenset[str]:
        """The ids of goals that could not be understood."""
        sections = {"objectives", "kpis"}
        return frozenset(p.id for p in self.broken if p.id and p.section in sections)

    @cached_property
    def doubled_ids(self) -> frozenset[str]:
        """The ids of goals that are defined more than once."""
        return frozenset(part.id for part in self.doubled if isinstance(part.model, AnyGoal))

    @cached_property
    def misspelled(self) -> tuple[Definition[Any], ...]:
        """The definitions in which a key is misspelled; some KPIs twice, as metrics, too."""
        named = (self.goals, self.metrics, self.teams, self.people)
        definitions = chain(self.tensions, *(kind.values() for kind in named))
        return tuple(part for part in definitions if part.meant)

    # The cascade

    @cached_property
    def cascade(self) -> Cascade:
        """The graph of contributions between the goals that exist."""
        return Cascade(self.goals, self._links.known)

    @cached_property
    def _links(self) -> Links:
        linking = (*self.goals_with("contributes_to"), *self.ended_goals_with("contributes_to"))
        return links_between(self.goals, linking)

    def parents(self, goal: Definition[AnyGoal]) -> Linked:
        """The goals that a goal serves, with the links to them."""
        goals, links = self.goals, self.cascade.parents(goal.id)
        return tuple([(goals[link.parent], link) for link in links]) if links else ()

    def contributors(self, goal: Definition[AnyGoal]) -> Linked:
        """The goals that serve a goal, with the links from them."""
        goals, links = self.goals, self.cascade.contributors(goal.id)
        return tuple([(goals[link.child], link) for link in links]) if links else ()

    @cached_property
    def goals_with_broken_contributors(self) -> frozenset[str]:
        """The goals that something serves which could not be understood, or by a misspelled key."""
        if self.is_blind:
            return frozenset(self.goals)
        broken = chain.from_iterable(part.contributes_to for part in self.broken)
        meant = chain.from_iterable(part.named_by("contributes_to") for part in self.misspelled)
        return frozenset((*broken, *meant, *(p.id for p in self.misspelled if p.means("kpis"))))

    @cached_property
    def goals_with_unknown_parents(self) -> frozenset[str]:
        """The goals that contribute to something that could not be understood or found."""
        linking = (goal.id for goal in self.misspelled if goal.means("contributes_to"))
        return self._links.open_ended.union(linking)

    @property
    def goals_with_weighted_links(self) -> frozenset[str]:
        """The goals that give a contribution a weight of its own, be it to something unknown."""
        return self._links.weighted

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
        return self.department_of_team(goal.model.team or "")

    def department_of_team(self, team: str) -> str | None:
        """The department that a team is or belongs to; none above departments."""
        known = self._departments
        if team not in known:
            known[team] = department_in(self.line_of_teams(team), self._team_levels)
        return known[team]

    @cached_property
    def _departments(self) -> dict[str, str | None]:
        return {}  # each is filled in when it is asked for

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
