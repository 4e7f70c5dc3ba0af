from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.quantified import units
from kpicli.formulas import Compatibility, Unit, compare_units, parse_unit

ONE = parse_unit("1")


@pytest.mark.parametrize(
    ("left", "right", "compatibility"),
    [
        ("EUR", "EUR", Compatibility.SAME),
        ("EUR", "kEUR", Compatibility.SAME),
        ("€", "MEUR", Compatibility.SAME),
        ("%", "pp", Compatibility.SAME),
        ("%", "ratio", Compatibility.SAME),
        ("days", "h", Compatibility.SAME),
        ("month", "years", Compatibility.SAME),
        ("client", "Clients", Compatibility.SAME),
        ("EUR/lead", "k€ per leads", Compatibility.SAME),
        ("customer/lead", "%", Compatibility.SAME),
        ("%", "customer/lead", Compatibility.SAME),
        ("EUR", "USD", Compatibility.CLASH_HARD),
        ("EUR", "EUR/h", Compatibility.CLASH_HARD),
        ("EUR", "%", Compatibility.CLASH_HARD),
        ("EUR", "lead", Compatibility.CLASH_HARD),
        ("EUR", "EUR^2", Compatibility.CLASH_HARD),
        ("day", "month", Compatibility.CLASH_HARD),
        ("lead/day", "lead/month", Compatibility.CLASH_HARD),
        ("days", "ticket", Compatibility.CLASH_HARD),
        ("lead", "ticket", Compatibility.CLASH_SOFT),
        ("lead", "%", Compatibility.CLASH_SOFT),
        ("lead^2/customer", "%", Compatibility.CLASH_SOFT),
        ("EUR", "EUR/lead", Compatibility.CLASH_SOFT),
        ("EUR/lead", "EUR/customer", Compatibility.CLASH_SOFT),
        ("days", "business days", Compatibility.CLASH_SOFT),
        ("customer/lead", "visit/lead", Compatibility.CLASH_SOFT),
    ],
)
def test_units_agree_or_clash(left: str, right: str, compatibility: Compatibility) -> None:
    assert compare_units(parse_unit(left), parse_unit(right)) is compatibility
    assert compare_units(parse_unit(right), parse_unit(left)) is compatibility


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (parse_unit("EUR") / parse_unit("EUR/lead"), "lead"),
        (parse_unit("EUR") / parse_unit("leads"), "EUR/lead"),
        (parse_unit("%") * parse_unit("1"), "%"),
        (parse_unit("%") * parse_unit("EUR"), "1/100 EUR"),
        (parse_unit("1") / parse_unit("s"), "1/s"),
        (parse_unit("1") / parse_unit("h"), "1/3600 1/s"),
        (parse_unit("m") ** 2, "m^2"),
        (parse_unit("EUR") / parse_unit("kEUR"), "1/1000"),
        (parse_unit("EUR") / parse_unit("EUR"), "1"),
    ],
)
def test_a_computed_unit_spells_itself(unit: Unit, text: str) -> None:
    assert unit.text == text


@pytest.mark.parametrize("text", ["EUR", "k$", "MEUR", "eur"])
def test_an_amount_of_money_is_a_currency(text: str) -> None:
    assert parse_unit(text).is_currency


@pytest.mark.parametrize("text", ["EUR/lead", "EUR^2", "1/EUR", "%", "days", "all", ""])
def test_other_units_are_no_currency(text: str) -> None:
    assert not parse_unit(text).is_currency


@pytest.mark.parametrize(
    ("text", "is_percent"),
    [("%", True), ("pp", True), ("ratio", False), ("‰", False), ("%/day", False), ("EUR", False)],
)
def test_percent_counts_hundredths(text: str, is_percent: bool) -> None:  # noqa: FBT001 - a table
    assert parse_unit(text).is_percent is is_percent


def test_the_spelling_plays_no_part_in_equality() -> None:
    assert parse_unit("k€") == parse_unit("1000 EUR")


@given(units(), units())
def test_products_commute(left: Unit, right: Unit) -> None:
    assert left * right == right * left


@given(units(), units(), units())
def test_products_associate(a: Unit, b: Unit, c: Unit) -> None:
    assert (a * b) * c == a * (b * c)


@given(units())
def test_a_unit_by_itself_is_one(unit: Unit) -> None:
    assert unit / unit == ONE
    assert (unit / unit).is_dimensionless


@given(units(), units())
def test_division_undoes_multiplication(left: Unit, right: Unit) -> None:
    assert left * right / right == left


@given(units(), st.integers(1, 8))
def test_a_power_is_a_repeated_product(unit: Unit, exponent: int) -> None:
    repeated = ONE
    for _ in range(exponent):
        repeated *= unit
    assert unit**exponent == repeated


@given(units(), units())
def test_comparing_is_symmetric_and_reflexive(left: Unit, right: Unit) -> None:
    assert compare_units(left, right) is compare_units(right, left)
    assert compare_units(left, left) is Compatibility.SAME
