"""Budgets that are given away more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.models.choices import Lifecycle
from kpicli.models.organisation import Team
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
from kpicli.workspace.definition import by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.findings import Label
    from kpicli.models.quantity import Quantity
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace

_ZERO, _HUNDRED = Decimal(0), Decimal(100)


class Budget(Struct, frozen=True):
    """What a team or a goal has of a resource."""

    holder: Definition[Team] | Definition[AnyGoal]
    key: str
    quantity: Quantity

    @property
    def owner(self) -> str:
        """The id of the team or the goal."""
        return self.holder.id

    @property
    def place(self) -> Label:
        """Where it is written."""
        return self.holder.at("budget", self.key)

    @property
    def takers(self) -> str:
        """In words, who takes from it."""
        if isinstance(self.holder.model, Team):
            return f"the goals of team `{self.owner}`"
        return f"the contributors to `{self.owner}`"

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
    share = 1 + rounding / _HUNDRED
    for found in (_of_teams(workspace), _of_goals(workspace)):
        for budget, takers, loads in found:
            limit = max(budget.quantity.value * share, _ZERO)
            parts = allocations(workspace, takers, budget.key, budget.quantity) if takers else ()
            # Mostly all that anybody ever takes of it together is less than there is.
            if sum(max(part.amount, _ZERO) for part in parts) <= limit:
                continue
            exceeding = ((load, proved) for load, proved in loads(parts) if load.total > limit)
            yield from (OverAllocation(budget, *each) for each in islice(exceeding, 1))


_Parts = tuple[Allocation, ...]
_Loads = Callable[[_Parts], "Iterable[tuple[Load, bool]]"]
"""From what is taken to the loads that it makes, each with whether it is proved."""
_Taken = tuple[Budget, "Sequence[Definition[AnyGoal]]", _Loads]
"""A budget, those who may take from it, and what that comes to."""


def _of_teams(workspace: Workspace) -> Iterator[_Taken]:
    goals = _goals_by_team(workspace)
    for team in workspace.teams.values():
        for key, quantity in team.model.budget.items():
            budget = Budget(team, key, quantity)
            yield budget, goals.get(team.id, ()), partial(_team_loads, workspace, budget)


def _goals_by_team(workspace: Workspace) -> Mapping[str, Sequence[Definition[AnyGoal]]]:
    found: dict[str, list[Definition[AnyGoal]]] = defaultdict(list)
    paying = [goal for goal in workspace.goals_with("budget") if goal.model.team]
    for goal in sorted(paying, key=by_id):
        found[goal.model.team or ""].append(goal)
    return found


def _outermost(workspace: Workspace, parts: Sequence[Allocation]) -> tuple[Allocation, ...]:
    """The allocations of goals that serve no other of them: those are paid from the other's."""
    below = {link.child for part in parts for link in workspace.cascade.contributors(part.goal.id)}
    served = workspace.cascade.serving(below)
    return tuple(part for part in parts if part.goal.id not in served)


def _team_loads(workspace: Workspace, budget: Budget, every: _Parts) -> Iterator[tuple[Load, bool]]:
    """The highest load; of money that of each fiscal year, and then all that a year takes."""
    parts = _outermost(workspace, every)
    if not budget.is_money:
        yield peak(parts), True
        return
    years = by_fiscal_year(parts, workspace.calendar)
    for of_year in years.values():
        yield peak(of_year), True
    for year, of_year in years.items():
        yield total(of_year, year), False


def _of_goals(workspace: Workspace) -> Iterator[_Taken]:
    for goal in workspace.goals_with("budget"):
        period = workspace.period(goal)
        if goal.model.status is not Lifecycle.ACTIVE or period is None:
            continue
        takers = [
            child
            for child, link in workspace.contributors(goal)
            if link.counts and child.model.budget
        ]
        for key, quantity in goal.model.budget.items():
            budget = Budget(goal, key, quantity)
            yield budget, takers, partial(_goal_loads, workspace, budget, period)


def _goal_loads(
    workspace: Workspace, budget: Budget, period: DateRange, every: _Parts
) -> Iterator[tuple[Load, bool]]:
    parts = tuple(part for part in every if _is_paid_by(workspace, budget, part.goal))
    yield total(parts, period) if budget.is_money else peak(_clipped(parts, period)), True


def _is_paid_by(workspace: Workspace, budget: Budget, child: Definition[AnyGoal]) -> bool:
    """Whether no other goal's budget pays for a contributor."""
    parents = (parent for parent, link in workspace.parents(child) if link.counts)
    return [parent.id for parent in parents if _has(parent, budget)] == [budget.owner]


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
