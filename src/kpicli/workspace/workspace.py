"""Everything that the goal files define, and the questions about it by name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from kpicli.measurements import Measurement, Series
from kpicli.measurements.series import between
from kpicli.models.choices import Aggregation
from kpicli.models.goal import Kpi, Objective
from kpicli.models.period import Calendar, DateRange, day_of
from kpicli.models.quantity import Quantity
from kpicli.models.thresholds import Thresholds
from kpicli.workspace.cascade import Cascade, Link
from kpicli.workspace.commitment import Scale, commitment_of, implied_unit, is_deliverable
from kpicli.workspace.references import TEAM_PREFIX
from kpicli.workspace.teams import department_of_team, level_of_team, line_of_teams
from kpicli.workspace.texts import Texts, no_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from kpicli.models.actual import Actual
    from kpicli.models.choices import Level
    from kpicli.models.commitment import Commitment
    from kpicli.models.metric import Metric
    from kpicli.models.organisation import Person, Team, Tension
    from kpicli.workspace.definition import Broken, Definition

AnyGoal = Objective | Kpi
AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Context:
    """What the meaning of goal files depends on besides the files."""

    as_of: date
    calendar: Calendar = field(default_factory=Calendar)
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True)
class QuantityKey:
    """What makes two KPIs speak of the same quantity."""

    metric: str
    segment: str | None
    period: DateRange


@dataclass(frozen=True, eq=False)
class Workspace:
    """All definitions by id, each namespace in the order of files and of places in them.

    `metrics` holds the KPIs that define a metric of their own as well. `broken` holds what could
    not be understood, `paths` the goal files.
    """

    context: Context
    goals: Mapping[str, Definition[AnyGoal]]
    metrics: Mapping[str, Definition[Metric | Kpi]]
    teams: Mapping[str, Definition[Team]]
    people: Mapping[str, Definition[Person]]
    tensions: tuple[Definition[Tension], ...] = ()  # type: ignore[type-var]
    broken: tuple[Broken, ...] = ()
    paths: tuple[str, ...] = ()
    csv_actuals: dict[str, tuple[Actual, ...]] = field(default_factory=dict)
    texts: Texts = no_texts
    _series: dict[str, Series] = field(default_factory=dict)
    _commitments: dict[str, Commitment | None] = field(default_factory=dict)
    _dates: dict[str, DateRange] = field(default_factory=dict, init=False)
    _answers: dict[Callable[[Workspace], object], object] = field(default_factory=dict, init=False)

    @property
    def as_of(self) -> date:
        """The day that counts as today."""
        return self.context.as_of

    @property
    def calendar(self) -> Calendar:
        """The fiscal calendar."""
        return self.context.calendar

    def on(self, day: date) -> Workspace:
        """The same goal files with another day as today."""
        return replace(self, context=replace(self.context, as_of=day))

    def remembered(self, question: Callable[[Workspace], AnswerT]) -> AnswerT:
        """The answer to a question of a room above, which is only asked the first time."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return cast(AnswerT, self._answers[question])

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

    def parents(self, goal: Definition[AnyGoal]) -> Iterator[tuple[Definition[AnyGoal], Link]]:
        """The goals that a goal serves, with the links to them."""
        for link in self.cascade.parents(goal.id):
            yield self.goals[link.parent], link

    def contributors(self, goal: Definition[AnyGoal]) -> Iterator[tuple[Definition[AnyGoal], Link]]:
        """The goals that serve a goal, with the links from them."""
        for link in self.cascade.contributors(goal.id):
            yield self.goals[link.child], link

    @cached_property
    def goals_with_broken_contributors(self) -> frozenset[str]:
        """The goals that some definition serves which could not be understood."""
        return frozenset(parent for part in self.broken for parent in part.contributes_to)

    def links_to_unknown(self, goal: Definition[AnyGoal]) -> bool:
        """Whether a goal contributes to something that could not be understood or found."""
        named = [part.goal for part in goal.model.contributes_to]
        if goal.nested_in is not None:
            named.append(goal.nested_in)
        return any(parent not in self.goals for parent in named)

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

    # Time

    def period(self, goal: Definition[AnyGoal]) -> DateRange | None:
        """The first and last day of a goal's period."""
        written = goal.model.period
        if written is None:
            return None
        dates = self._dates.get(written.text)
        if dates is None:
            dates = self._dates[written.text] = written.dates(self.calendar)
        return dates

    # Numbers

    def metric(self, kpi: Definition[Kpi]) -> Definition[Metric | Kpi] | None:
        """The metric that a KPI commits to: the one it names, or itself."""
        return self.metrics.get(kpi.model.metric) if kpi.model.metric else kpi

    def unit(self, kpi: Definition[Kpi]) -> str:
        """The unit of a KPI's numbers: its metric's, else the one written beside its numbers."""
        if is_deliverable(kpi.model):
            return ""  # its values are shares, so that 60% is 0.6 whatever the unit
        metric = self.metric(kpi)
        return (metric.model.unit if metric else None) or implied_unit(kpi.model)

    def scale(self, kpi: Definition[Kpi]) -> Scale:
        """How quantities of a KPI become numbers in its unit."""
        return Scale(self.unit(kpi))

    def aggregation(self, kpi: Definition[Kpi]) -> Aggregation:
        """How a KPI's values combine over time."""
        metric = self.metric(kpi)
        return metric.model.aggregation if metric else Aggregation.LAST

    def value_in(self, kpi: Definition[Kpi], value: Decimal, unit: str) -> Decimal | None:
        """A value of a KPI as a number of another unit, none where the two do not convert."""
        return Scale(unit).number(Quantity(value, self.unit(kpi), ""))

    def commitment(self, kpi: Definition[Kpi]) -> Commitment | None:
        """What a KPI commits to in numbers, none where that is not known."""
        if kpi.id not in self._commitments:
            self._commitments[kpi.id] = commitment_of(kpi.model, self.scale(kpi))
        return self._commitments[kpi.id]

    def quantity_key(self, kpi: Definition[Kpi]) -> QuantityKey | None:
        """Which quantity a KPI speaks of, none where its metric or period is not known."""
        metric, period = self.metric(kpi), self.period(kpi)
        if metric is None or period is None:
            return None
        return QuantityKey(metric.id, kpi.model.segment, period)

    @cached_property
    def kpis_by_quantity(self) -> Mapping[QuantityKey, tuple[Definition[Kpi], ...]]:
        """The active KPIs of each quantity, in the order of ids."""
        groups: dict[QuantityKey, list[Definition[Kpi]]] = {}
        for kpi in sorted(self.kpis, key=lambda kpi: kpi.id):
            key = self.quantity_key(kpi)
            if key is not None and not kpi.model.is_over and not kpi.model.is_draft:
                groups.setdefault(key, []).append(kpi)
        return {key: tuple(kpis) for key, kpis in groups.items()}

    def series(self, kpi: Definition[Kpi]) -> Series:
        """All measurements of a KPI in its unit, by day; values of another unit are left out."""
        if kpi.id not in self._series:
            self._series[kpi.id] = tuple(self._measurements(kpi))
        return self._series[kpi.id]

    def _measurements(self, kpi: Definition[Kpi]) -> list[Measurement]:
        scale, calendar = self.scale(kpi), self.calendar
        actuals = self.csv_actuals.get(kpi.id) or kpi.model.inline_actuals
        days: dict[date, Measurement] = {}
        for actual in actuals:
            value = scale.number(actual.value)
            if value is not None:
                day = day_of(actual.when, calendar)
                days[day] = Measurement(day, value, actual)
        return [days[day] for day in sorted(days)]

    def series_to_date(self, kpi: Definition[Kpi]) -> Series:
        """The measurements of a KPI on or before the as-of date, those before its period too."""
        series = self.series(kpi)
        if not series or series[-1].day <= self.as_of:
            return series
        return between(series, series[0].day, self.as_of)

    def series_in_period(self, kpi: Definition[Kpi]) -> Series:
        """The measurements inside the KPI's period on or before the as-of date."""
        period = self.period(kpi)
        if period is None:
            return (
                between(self.series(kpi), self.series(kpi)[0].day, self.as_of)
                if self.series(kpi)
                else ()
            )
        return between(self.series(kpi), period.start, min(period.end, self.as_of))
