"""Budgets that are given away more than once."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.findings import Label
    from kpicli.models.quantity import Quantity
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace

_HUNDRED = Decimal(100)


class Budget(Struct, frozen=True):
    """What a team or a goal has of a resource; `takers` says in words who takes from it."""

    owner: str
    key: str
    quantity: Quantity
    place: Label
    takers: str

    @property
    def unit(self) -> str:
        """The unit in words: as written, else the name of the resource."""
        return self.quantity.unit or self.key

    @property
    def is_money(self) -> bool:
        """Whether it is a total over a period; else it is a rate on any day."""
        return is_money(self.key, self.quantity)


class OverAllocation(Struct, frozen=True):
    """A budget below what is taken from it.

    What depends on reading a team's money as that of one year is not proved.
    """

    budget: Budget
    load: Load
    is_proved: bool = True


def over_allocations(workspace: Workspace, rounding: Decimal) -> Iterator[OverAllocation]:
    """The budgets of teams, then those of goals, exceeded by more than that per cent of them."""
    for budget, loads in (*_of_teams(workspace), *_of_goals(workspace)):
        limit = budget.quantity.value * (1 + rounding / _HUNDRED)
        found = next(((load, proved) for load, proved in loads if load.total > limit), None)
        if found:
            yield OverAllocation(budget, *found)


_Loads = tuple[Budget, "Iterable[tuple[Load, bool]]"]


def _of_teams(workspace: Workspace) -> Iterator[_Loads]:
    goals = _goals_by_team(workspace)
    for team in workspace.teams.values():
        for key, quantity in team.model.budget.items():
            takers = f"the goals of team `{team.id}`"
            budget = Budget(team.id, key, quantity, team.at("budget", key), takers)
            parts = allocations(workspace, goals.get(team.id, ()), key, quantity)
            yield budget, _team_loads(workspace, budget, _outermost(workspace, parts))


def _goals_by_team(workspace: Workspace) -> Mapping[str, Sequence[Definition[AnyGoal]]]:
    found: dict[str, list[Definition[AnyGoal]]] = defaultdict(list)
    paying = [goal for goal in workspace.goals.values() if goal.model.team and goal.model.budget]
    for goal in sorted(paying, key=attrgetter("id")):
        found[goal.model.team or ""].append(goal)
    return found


def _outermost(workspace: Workspace, parts: Sequence[Allocation]) -> tuple[Allocation, ...]:
    """The allocations of goals that serve no other of them: those are paid from the other's."""
    below = {link.child for part in parts for link in workspace.cascade.contributors(part.goal.id)}
    served = workspace.cascade.serving(below)
    return tuple(part for part in parts if part.goal.id not in served)


def _team_loads(
    workspace: Workspace, budget: Budget, parts: Sequence[Allocation]
) -> Iterator[tuple[Load, bool]]:
    """The highest load; of money that of each fiscal year, and then all that a year takes."""
    if not budget.is_money:
        yield peak(parts), True
        return
    years = by_fiscal_year(parts, workspace.calendar)
    for of_year in years.values():
        yield peak(of_year), True
    for year, of_year in years.items():
        yield total(of_year, year), False


def _of_goals(workspace: Workspace) -> Iterator[_Loads]:
    for goal in workspace.goals.values():
        period = workspace.period(goal) if goal.model.budget else None
        if goal.model.status is not Lifecycle.ACTIVE or period is None:
            continue
        for key, quantity in goal.model.budget.items():
            takers = f"the contributors to `{goal.id}`"
            budget = Budget(goal.id, key, quantity, goal.at("budget", key), takers)
            paid = _paid_by(workspace, goal, budget)
            parts = allocations(workspace, paid, key, quantity)
            load = total(parts, period) if budget.is_money else peak(_clipped(parts, period))
            yield budget, [(load, True)]


def _paid_by(
    workspace: Workspace, goal: Definition[AnyGoal], budget: Budget
) -> Iterator[Definition[AnyGoal]]:
    """The contributors that only this goal's budget pays for."""
    for child, link in workspace.contributors(goal):
        if link.counts and child.model.budget:
            payers = [
                parent.id
                for parent, other in workspace.parents(child)
                if other.counts and _has(parent, budget)
            ]
            if payers == [goal.id]:
                yield child


def _has(goal: Definition[AnyGoal], budget: Budget) -> bool:
    return any(
        amount_of(key, quantity, budget.key, budget.quantity) is not None
        for key, quantity in goal.model.budget.items()
    )


def _clipped(parts: Sequence[Allocation], period: DateRange) -> tuple[Allocation, ...]:
    """The parts of allocations that fall into a period."""
    clipped = (
        replace(
            part,
            period=DateRange(
                max(part.period.start, period.start), min(part.period.end, period.end)
            ),
        )
        for part in parts
    )
    return tuple(part for part in clipped if part.period.start <= part.period.end)
