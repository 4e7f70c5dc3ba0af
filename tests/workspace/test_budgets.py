from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.period import Calendar, DateRange
from kpicli.models.quantity import quantity_of
from kpicli.workspace import AnyGoal, Definition
from kpicli.workspace.budgets import Allocation, amount_of, by_fiscal_year, is_money, peak, total

FIRST = date(2026, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def taken(start: int, end: int, amount: int) -> Allocation:
    goal = cast(Definition[AnyGoal], None)
    return Allocation(goal, "fte", Decimal(amount), DateRange(day(start), day(end)))


ALLOCATIONS = st.lists(
    st.builds(
        lambda start, length, amount: taken(start, start + length, amount),
        st.integers(0, 20),
        st.integers(0, 10),
        st.integers(0, 9),
    ),
    max_size=8,
)


@given(ALLOCATIONS)
def test_the_peak_is_that_of_the_days_one_by_one(parts: list[Allocation]) -> None:
    def on(when: date) -> Decimal:
        return sum(
            (part.amount for part in parts if part.period.start <= when <= part.period.end),
            Decimal(0),
        )

    found = peak(parts)
    assert found.total == max(on(day(number)) for number in range(-1, 40))
    if found.total:
        assert on(found.period.start) == on(found.period.end) == found.total
        assert sum(part.amount for part in found.allocations) == found.total


def test_the_last_day_still_belongs_to_a_period() -> None:
    assert peak([taken(0, 5, 2), taken(5, 9, 2)]).period == (day(5), day(5))
    assert peak([taken(0, 5, 2), taken(6, 9, 2)]).total == 2


def test_without_allocations_nothing_is_taken() -> None:
    assert peak([]).total == 0
    assert not peak([]).allocations


def test_a_total_takes_only_what_lies_within() -> None:
    parts = [taken(0, 5, 2), taken(3, 12, 4), taken(-1, 5, 8)]
    assert total(parts, DateRange(day(0), day(10))).total == 2


@pytest.mark.parametrize(
    ("start", "end", "month", "year"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 1, date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 3, 31), 4, date(2025, 4, 1)),
        (date(2026, 4, 1), date(2027, 3, 31), 4, date(2026, 4, 1)),
        (date(2026, 1, 1), date(2026, 12, 31), 4, None),
        (date(2026, 1, 1), date(2027, 1, 1), 1, None),
    ],
)
def test_a_period_belongs_to_one_fiscal_year_or_to_none(
    start: date, end: date, month: int, year: date | None
) -> None:
    part = taken((start - FIRST).days, (end - FIRST).days, 1)
    found = by_fiscal_year([part], Calendar(month))
    assert [period.start for period in found] == ([year] if year else [])


@pytest.mark.parametrize(
    ("part", "amount", "key", "capacity", "expected"),
    [
        ("eur", "250k", "eur", "1M", 250_000),
        ("eur", "€250k", "eur", "1M", 250_000),
        ("eur", "0.25 MEUR", "eur", "€1M", 250_000),
        ("eur", "250k", "eur", "1 MEUR", "0.25"),
        ("usd", "250k", "eur", "1M", None),
        ("eur", "$250k", "eur", "1M", None),
        ("fte", "3", "fte", "5", 3),
        ("fte", "150%", "fte", "5", "1.5"),
        ("fte", "3", "eur", "5", None),
        ("travel", "€10k", "travel", "€20k", 10_000),
        ("travel", "€10k", "eur", "20k", None),
        ("hours", "90 minutes", "hours", "5 hours", "1.5"),
        ("hours", "5 EUR", "hours", "5 hours", None),
    ],
)
def test_amounts_in_the_unit_of_the_capacity(
    part: str, amount: str, key: str, capacity: str, expected: object
) -> None:
    found = amount_of(part, quantity_of(amount), key, quantity_of(capacity))
    assert found == (None if expected is None else Decimal(str(expected)))


@pytest.mark.parametrize(("key", "amount"), [("eur", "5"), ("EUR", "5"), ("travel", "€5")])
def test_money_is_named_by_the_resource_or_the_unit(key: str, amount: str) -> None:
    assert is_money(key, quantity_of(amount))


def test_people_are_no_money() -> None:
    assert not is_money("fte", quantity_of("5"))
