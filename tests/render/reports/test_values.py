from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.render.numbers import compact_number_text, number_text, short_number_text
from kpicli.render.reports.columns import columns
from kpicli.render.reports.values import beside_target, fitting_number
from kpicli.render.symbols import ASCII
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from render.progress_reports import CLIENTS, OBJECTIVE, report

if TYPE_CHECKING:
    from kpicli.reports.goal import GoalReport

WAYS = (number_text, short_number_text, compact_number_text)
_NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, places=2)
_STYLES = st.tuples(st.integers(20, 220), st.booleans()).map(
    lambda parts: Style(parts[0], unicode=parts[1])
)
_UNITS = st.sampled_from(["", "EUR", "EUR/order", "kg CO₂e/shipment", "日本円"])


def valued(value: str, target: str, unit: str = "EUR") -> GoalReport:
    return replace(CLIENTS, value=Decimal(value), target=Decimal(target), unit=unit)


def shown(goals: list[GoalReport], style: Style) -> tuple[str, ...]:
    return columns(goals, report(), style)["value"].texts


REVENUE = valued("116600", "120000")


@pytest.mark.parametrize(
    ("goals", "room", "text"),
    [
        ([REVENUE], 21, "116,600 / 120,000 EUR"),
        ([REVENUE], 20, "116.6k / 120k EUR"),
        ([REVENUE], 5, "116.6k / 120k EUR"),
        ([REVENUE, valued("1234567", "2000000", "")], 21, "116,600 / 120,000 EUR"),
        # What is short enough follows the others, so that the numbers of a report compare.
        ([REVENUE, valued("1234567", "200000", "EUR/week")], 21, "116.6k / 120k EUR"),
        # No number makes this one shorter.
        ([REVENUE, valued("9", "10", "kg CO₂e a shipment")], 21, "116,600 / 120,000 EUR"),
    ],
)
def test_numbers_get_short_for_a_value_that_needs_it(
    goals: list[GoalReport], room: int, text: str
) -> None:
    assert beside_target(REVENUE, fitting_number(goals, room, WAYS)) == text


def test_signs_are_measured_as_they_are_drawn() -> None:
    held = replace(REVENUE, direction="at_least")
    assert fitting_number([held], 23, WAYS) is number_text
    assert fitting_number([held], 23, WAYS, ASCII) is compact_number_text


def test_an_objective_has_no_value() -> None:
    assert beside_target(OBJECTIVE, number_text) == ""


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (80, "116.6k / 120k EUR"),
        (100, "116.6k / 120k EUR"),
        (120, "116,600 / 120,000 EUR"),
        (200, "116,600 / 120,000 EUR"),
    ],
)
def test_a_narrow_table_has_short_numbers(width: int, text: str) -> None:
    assert shown([REVENUE], Style(width)) == (text,)


@given(
    st.lists(st.tuples(_NUMBERS, _NUMBERS, _UNITS), min_size=1, max_size=5),
    _STYLES,
)
def test_a_unit_is_cut_only_where_no_shorter_number_would_do(
    parts: list[tuple[Decimal, Decimal, str]], style: Style
) -> None:
    goals = [replace(CLIENTS, value=one, target=two, unit=unit) for one, two, unit in parts]
    for goal, text in zip(goals, shown(goals, style), strict=True):
        if text.endswith(style.symbols.ellipsis):
            shortest = min(cell_width(beside_target(goal, way, style.symbols)) for way in WAYS)
            assert shortest > max(20, style.width // 4)


@given(
    st.lists(st.tuples(_NUMBERS, _NUMBERS, _UNITS), min_size=1, max_size=5),
    st.sampled_from([80, 120, 200]),
)
def test_all_numbers_of_a_report_are_written_in_one_way(
    parts: list[tuple[Decimal, Decimal, str]], width: int
) -> None:
    goals = [replace(CLIENTS, value=one, target=two, unit=unit) for one, two, unit in parts]
    texts = [text.removesuffix("…") for text in shown(goals, Style(width))]
    assert any(
        all(
            beside_target(goal, way).startswith(text)
            for goal, text in zip(goals, texts, strict=True)
        )
        for way in WAYS
    )
