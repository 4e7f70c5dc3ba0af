"""Budgets that are given away more than once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import Lifecycle
from kpicli.models.period import DateRange
from kpicli.workspace.budgets import (
    Allocation,
    Load,
    allocations,
    amount_of,
    by_fiscal_year,
    is_money,
    peak,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.findings import Label
    from kpicli.models.organisation import Team
    from kpicli.models.quantity import Quantity
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class OverAllocation:
    """A budget below what is taken from it.

    `owner` is the id of the team or goal that has it, at `place`; `subject` says whose budgets
    the load is made of. What depends on reading a team's money as that of one year is not proved.
    """

    owner: str
    subject: str
    key: str
    unit: str
    capacity: Decimal
    place: Label
    load: Load
    is_proved: bool = True


def over_allocations(workspace: Workspace, rounding: Decimal) -> Iterator[OverAllocation]:
    """The budgets of teams, then those of goals, exceeded by more than that per cent of them."""
    goals = _goals_by_team(workspace)
    for team in workspace.teams.values():
        for key, capacity in team.model.budget.items():
            yield from _of_team(workspace, team, goals.get(team.id, ()), key, capacity, rounding)  # type: ignore[arg-type]
    for goal in workspace.goals.values():
        period = workspace.period(goal)
        if goal.model.status is not Lifecycle.ACTIVE or period is None:
            continue
        for key, capacity in goal.model.budget.items():
            yield from _of_goal(workspace, goal, key, capacity, rounding)


def _goals_by_team(workspace: Workspace) -> Mapping[str, Sequence[Definition[AnyGoal]]]:
    """The active goals with a budget of each team, in the order of ids."""
    found: dict[str, list[Definition[AnyGoal]]] = defaultdict(list)
    for key in sorted(workspace.goals):
        goal = workspace.goals[key]
        if goal.model.team and goal.model.budget and goal.model.status is Lifecycle.ACTIVE:
            found[goal.model.team].append(goal)
    return found


def _of_team(
    workspace: Workspace,
    team: Definition[Team],
    goals: Sequence[Definition[AnyGoal]],
    key: str,
    capacity: Quantity,
    rounding: Decimal,
) -> Iterator[OverAllocation]:
    parts = allocations(workspace, goals, key, capacity)
    parts = _outermost(workspace, parts)
    found = OverAllocation(
        team.id,
        f"the goals of team `{team.id}`",
        key,
        capacity.unit or key,
        capacity.value,
        team.at("budget", key),
        Load((), Decimal(0), DateRange(workspace.as_of, workspace.as_of)),
    )
    loads = _money_loads(workspace, parts) if is_money(key, capacity) else _rate_loads(parts)
    for load, is_proved in loads:
        if _exceeds(load, capacity.value, rounding):
            yield replace(found, load=load, is_proved=is_proved)
            return


def _rate_loads(parts: Sequence[Allocation]) -> Iterator[tuple[Load, bool]]:
    load = peak(parts)
    if load is not None:
        yield load, True


def _money_loads(
    workspace: Workspace, parts: Sequence[Allocation]
) -> Iterator[tuple[Load, bool]]:
    """What runs at the same time in each fiscal year, then all of each year."""
    years = by_fiscal_year(parts, workspace.calendar)
    for of_year in years.values():
        load = peak(of_year)
        if load is not None:
            yield load, True
    for year, of_year in years.items():
        yield total(of_year, year), False


def _outermost(workspace: Workspace, parts: tuple[Allocation, ...]) -> tuple[Allocation, ...]:
    """The allocations of goals that serve no other of them: those are paid from the other's."""
    below = {
        link.child for part in parts for link in workspace.cascade.contributors(part.goal.id)
    }
    served = workspace.cascade.serving(below)
    return tuple(part for part in parts if part.goal.id not in served)


def _of_goal(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    key: str,
    capacity: Quantity,
    rounding: Decimal,
) -> Iterator[OverAllocation]:
    period = workspace.period(goal)
    children = [
        child
        for child, link in workspace.contributors(goal)
        if link.counts and _is_paid_here(workspace, child, goal, key, capacity)
    ]
    parts = allocations(workspace, children, key, capacity)
    if period is None or not parts:
        return
    if is_money(key, capacity):
        load: Load | None = total(parts, period)
    else:
        load = peak([part for part in map(_clipped(period), parts) if part is not None])
    if load is not None and _exceeds(load, capacity.value, rounding):
        yield OverAllocation(
            goal.id,
            f"the contributors to `{goal.id}`",
            key,
            capacity.unit or key,
            capacity.value,
            goal.at("budget", key),
            load,
        )
