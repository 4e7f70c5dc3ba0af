"""Formulas with the same values in another form."""

from __future__ import annotations

import pytest

from kpicli.formulas import Formula, parse_formula
from kpicli.formulas.equal_values import have_equal_values


def are_equal(one: str, other: str) -> bool:
    left, right = parse_formula(one), parse_formula(other)
    assert isinstance(left, Formula)
    assert isinstance(right, Formula)
    return have_equal_values(left, right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(x - y) / x", "1 - y / x"),
        ("(x + y) * 2", "2 * x + 2 * y"),
        ("x * 1.19", "x + x * 19 / 100"),
        ("x / (y / z)", "x * z / y"),
        ("(x + y) ** 2", "x ** 2 + 2 * x * y + y ** 2"),
        ("mean(x, y)", "sum(x, y) / 2"),
        ("wavg(x, 1, y, 3)", "(x + 3 * y) / 4"),
        ("wavg(x, y, z, 1)", "(x * y + z) / (y + 1)"),
        ("-x + y", "y - x"),
        ("x / 4", "0.25 * x"),
    ],
)
def test_the_same_values(one: str, other: str) -> None:
    assert are_equal(one, other)
    assert are_equal(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x - y", "y - x"),
        ("x / y", "y / x"),
        ("x", "1 * x + 0 * y"),
        ("x * 1.19", "x * 1.2"),
        ("x ** 2", "x ** 3"),
        ("x", "-x"),
        ("mean(x, y)", "sum(x, y)"),
        ("max(x, y)", "max(y, x)"),
        ("x + abs(x)", "2 * x"),
        ("x / (y - y)", "2 * x / (y - y)"),
    ],
)
def test_other_values_and_what_cannot_be_told(one: str, other: str) -> None:
    assert not are_equal(one, other)


def test_towers_of_powers_take_no_time() -> None:
    tower = "(" * 40 + "x" + " ** 8)" * 40
    assert are_equal(tower, f"{tower} * 1")
    assert not are_equal(tower, f"{tower} * 2")
