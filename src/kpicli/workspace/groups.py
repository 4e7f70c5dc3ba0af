"""Goals by what they have in common: what one title says, it says of all goals that have it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct

from kpicli.models.choices import Indicator
from kpicli.models.goal import Kpi, Objective

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.models.period import Period
    from kpicli.models.target import Form
    from kpicli.workspace.definition import Definition

    Goals = tuple[Definition[Objective | Kpi], ...]
    Kpis = tuple[Definition[Kpi], ...]
    Objectives = tuple[Definition[Objective], ...]

KeyT = TypeVar("KeyT")
MemberT = TypeVar("MemberT")

_LAGGING = Indicator.LAGGING


class Groups(Struct, frozen=True):
    """Goals by what they say, as it was written, and by the form of the target.

    Those that do not say it are under none; a goal stands under each of its tags. KPIs with levels
    have a `commit` or a `stretch`. Each group is in the order of the goals, and the teams of the
    KPIs with a title are in the order of these.
    """

    by_owner: Mapping[str | None, Goals]
    by_team: Mapping[str | None, Goals]
    by_period: Mapping[Period | None, Goals]
    by_tag: Mapping[str, Goals]
    objectives_by_title: Mapping[str, Objectives]
    kpis_by_title: Mapping[str, Kpis]
    teams_by_title: Mapping[str, tuple[str | None, ...]]
    kpis_by_unit: Mapping[str | None, Kpis]
    kpis_by_form: Mapping[Form | None, Kpis]
    kpis_with_levels: Kpis
    lagging_kpis: Kpis


def groups_of(goals: Iterable[Definition[Objective | Kpi]]) -> Groups:
    """The groups of some goals."""
    grouping = Grouping()
    grouping.add(goals)
    return grouping.done()


class Grouping:
    """Puts goals into groups, some at a time."""

    def __init__(self) -> None:
        self._owners: dict[str | None, list[Definition[Objective | Kpi]]] = defaultdict(list)
        self._teams: dict[str | None, list[Definition[Objective | Kpi]]] = defaultdict(list)
        self._periods: dict[Period | None, list[Definition[Objective | Kpi]]] = defaultdict(list)
        self._tags: dict[str, list[Definition[Objective | Kpi]]] = defaultdict(list)
        self._objectives: dict[str, list[Definition[Objective]]] = defaultdict(list)
        self._kpis: dict[str, list[Definition[Kpi]]] = defaultdict(list)
        self._teams_of_kpis: dict[str, list[str | None]] = defaultdict(list)
        self._units: dict[str | None, list[Definition[Kpi]]] = defaultdict(list)
        self._forms: dict[Form | None, list[Definition[Kpi]]] = defaultdict(list)
        self._with_levels: list[Definition[Kpi]] = []
        self._lagging: list[Definition[Kpi]] = []

    def add(self, goals: Iterable[Definition[Objective | Kpi]]) -> None:
        """Adds goals behind those that are there."""
        owners, teams, periods, tags = self._owners, self._teams, self._periods, self._tags
        objectives = self._objectives
        # All in one pass: what takes long is to reach each goal in memory.
        for goal in goals:
            model = goal.model
            owners[model.owner].append(goal)
            teams[model.team].append(goal)
            periods[model.period].append(goal)
            for tag in model.tags:
                tags[tag].append(goal)
            if isinstance(model, Kpi):
                self._add_kpi(cast("Definition[Kpi]", goal))
            else:
                objectives[model.title].append(cast("Definition[Objective]", goal))

    def _add_kpi(self, kpi: Definition[Kpi]) -> None:
        model = kpi.model
        title, target = model.title, model.target
        self._kpis[title].append(kpi)
        self._teams_of_kpis[title].append(model.team)
        self._units[model.unit].append(kpi)
        self._forms[target.form if target else None].append(kpi)
        if target and (target.commit or target.stretch):
            self._with_levels.append(kpi)
        if model.indicator is _LAGGING:
            self._lagging.append(kpi)

    def done(self) -> Groups:
        """The groups of all goals that were added."""
        return Groups(
            _fixed(self._owners),
            _fixed(self._teams),
            _fixed(self._periods),
            _fixed(self._tags),
            _fixed(self._objectives),
            _fixed(self._kpis),
            _fixed(self._teams_of_kpis),
            _fixed(self._units),
            _fixed(self._forms),
            tuple(self._with_levels),
            tuple(self._lagging),
        )


def _fixed(groups: Mapping[KeyT, list[MemberT]]) -> dict[KeyT, tuple[MemberT, ...]]:
    # Most groups are small, and lists have room for more.
    return {key: tuple(members) for key, members in groups.items()}
