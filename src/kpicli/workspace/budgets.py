"""What goals may take of a resource, and what they take together."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.formulas import Compatibility, compare_units, convert, parse_unit
from kpicli.models.choices import Lifecycle
from kpicli.models.period import DateRange
from kpicli.workspace.commitment import Scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.models.period import Calendar
    from kpicli.models.quantity import Quantity
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import AnyGoal, Workspace

_ZERO = Decimal(0)


class Allocation(Struct, frozen=True):
    """What one goal takes of a resource, in the unit of what it is taken from, and when."""

    goal: Definition[AnyGoal]
    key: str
    amount: Decimal
    period: DateRange


class Load(Struct, frozen=True):
    """Allocations that fall together, their sum, and the days on which they do."""

    allocations: tuple[Allocation, ...]
    total: Decimal
    period: DateRange


def is_money(key: str, quantity: Quantity) -> bool:
    """Whether a resource is money, by its name or by the unit of its amount."""
    return parse_unit(key).is_currency or parse_unit(quantity.unit).is_currency


def allocations(
    workspace: Workspace, goals: Iterable[Definition[AnyGoal]], key: str, capacity: Quantity
) -> tuple[Allocation, ...]:
    """What active goals with a period take of a resource; what does not convert is left out."""
    return tuple(
        Allocation(goal, part, amount, period)
        for goal in goals
        if goal.model.status is Lifecycle.ACTIVE and (period := workspace.period(goal)) is not None
        for part, quantity in goal.model.budget.items()
        if (amount := amount_of(part, quantity, key, capacity)) is not None
    )


def amount_of(part: str, quantity: Quantity, key: str, capacity: Quantity) -> Decimal | None:
    """An amount in the unit of a capacity; none where it is another resource, or no such unit."""
    if part == key and quantity.unit == capacity.unit:
        return quantity.value
    own, whole = parse_unit(part), parse_unit(key)
    if part != key and not (own.is_currency and whole.is_currency):
        return None
    if not is_money(key, capacity):
        return Scale(capacity.unit).number(quantity)
    own = parse_unit(quantity.unit) if quantity.unit else own
    whole = parse_unit(capacity.unit) if capacity.unit else whole
    if not own.is_currency or compare_units(own, whole) is not Compatibility.SAME:
        return None
    return convert(quantity.value, own, whole)


def peak(parts: Sequence[Allocation]) -> Load:
    """The first stretch of days on which the allocations are highest together; 0 without any."""
    best, running, start = _ZERO, _ZERO, date.min
    for day, change in _changes(parts):
        running += change
        if running > best:
            best, start = running, day
    falling = tuple(part for part in parts if part.period.start <= start <= part.period.end)
    end = min((part.period.end for part in falling), default=start)
    return Load(falling, best, DateRange(start, end))


def _changes(parts: Sequence[Allocation]) -> Iterator[tuple[date, Decimal]]:
    """How the sum changes, day by day; the day after a period's end gives back what it took."""
    events = [(part.period.start, part.amount) for part in parts]
    events += [(part.period.end + timedelta(days=1), -part.amount) for part in parts]
    events.sort(key=lambda event: event[0])
    for day, group in groupby(events, key=lambda event: event[0]):
        yield day, sum((change for _, change in group), _ZERO)


def total(parts: Sequence[Allocation], within: DateRange) -> Load:
    """The sum of the allocations that lie wholly within a period."""
    inside = tuple(part for part in parts if _lies_in(part.period, within))
    return Load(inside, sum((part.amount for part in inside), _ZERO), within)


def by_fiscal_year(
    parts: Sequence[Allocation], calendar: Calendar
) -> Mapping[DateRange, tuple[Allocation, ...]]:
    """The allocations of each fiscal year; those that belong to no single one are left out."""
    years: dict[DateRange, list[Allocation]] = defaultdict(list)
    for part in parts:
        year = _fiscal_year(part.period.start, calendar.fiscal_year_start)
        if _lies_in(part.period, year):
            years[year].append(part)
    return {year: tuple(years[year]) for year in sorted(years)}


def _fiscal_year(day: date, month: int) -> DateRange:
    first = date(day.year if day.month >= month else day.year - 1, month, 1)
    return DateRange(first, first.replace(year=first.year + 1) - timedelta(days=1))


def _lies_in(period: DateRange, whole: DateRange) -> bool:
    return whole.start <= period.start and period.end <= whole.end
