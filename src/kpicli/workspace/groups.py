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
    owners, teams, periods, tags = (defaultdict(list) for _ in range(4))
    objectives: dict[str, list[Definition[Objective]]] = defaultdict(list)
    kpis: dict[str, list[Definition[Kpi]]] = defaultdict(list)
    teams_of_kpis: dict[str, list[str | None]] = defaultdict(list)
    units: dict[str | None, list[Definition[Kpi]]] = defaultdict(list)
    forms: dict[Form | None, list[Definition[Kpi]]] = defaultdict(list)
    with_levels: list[Definition[Kpi]] = []
    lagging: list[Definition[Kpi]] = []
    # All in one pass: what takes long is to reach each goal in memory.
    for goal in goals:
        model = goal.model
        owners[model.owner].append(goal)
        teams[model.team].append(goal)
        periods[model.period].append(goal)
        for tag in model.tags:
            tags[tag].append(goal)
        if isinstance(model, Kpi):
            kpi, target = cast("Definition[Kpi]", goal), model.target
            kpis[model.title].append(kpi)
            teams_of_kpis[model.title].append(model.team)
            units[model.unit].append(kpi)
            forms[target.form if target else None].append(kpi)
            if target and (target.commit or target.stretch):
                with_levels.append(kpi)
            if model.indicator is Indicator.LAGGING:
                lagging.append(kpi)
        else:
            objectives[model.title].append(cast("Definition[Objective]", goal))
    return Groups(
        _fixed(owners),
        _fixed(teams),
        _fixed(periods),
        _fixed(tags),
        _fixed(objectives),
        _fixed(kpis),
        _fixed(teams_of_kpis),
        _fixed(units),
        _fixed(forms),
        tuple(with_levels),
        tuple(lagging),
    )


def _fixed(groups: Mapping[KeyT, list[MemberT]]) -> dict[KeyT, tuple[MemberT, ...]]:
    # Most groups are small, and lists have room for more.
    return {key: tuple(members) for key, members in groups.items()}
