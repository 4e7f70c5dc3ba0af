"""Which formulas say the same in another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.formulas import Formula, parse_formula
from kpicli.formulas.normal import normal_form

if TYPE_CHECKING:
    from collections.abc import Hashable


def form(text: str) -> Hashable:
    """The normal form of a formula by its text."""
    formula = parse_formula(text)
    assert isinstance(formula, Formula)
    return normal_form(formula.root)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x + y", "y + x"),
        ("x * y", "y * x"),
        ("x + (y + z)", "(z + x) + y"),
        ("x - y + z", "z + x - y"),
        ("x - (y - z)", "x + z - y"),
        ("-(x + y)", "-y - x"),
        ("x / y * z", "z * x / y"),
        ("x / y / z", "x / (z * y)"),
        ("-x * y", "-(y * x)"),
        ("x * -y", "-x * y"),
        ("(x + y) * z", "z * (y + x)"),
        ("(x)", "x"),
        ("100 * x", "x * 100.0"),
        ("min(x, y)", "min(y, x)"),
        ("max(x, y + 1)", "max(1 + y, x)"),
        ("mean(x, y)", "mean(y, x)"),
        ("sum(x, y)", "y + x"),
        ("wavg(x, v, y, w)", "wavg(y, w, x, v)"),
        ("(x + y) ** 2", "(y + x) ** 2"),
        ("abs(x + y)", "abs(y + x)"),
        ("x + x", "x + x"),
    ],
)
def test_another_order_says_the_same(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x - y", "y - x"),
        ("x / y", "y / x"),
        ("x / (y / z)", "x * z / y"),
        ("x + y", "x * y"),
        ("x + x", "x"),
        ("x * x", "x"),
        ("x ** 2", "x ** 3"),
        ("(x + y) ** 2", "x ** 2 + y ** 2"),
        ("x * (y + z)", "x * y + z"),
        ("-x", "x"),
        ("min(x, y)", "max(x, y)"),
        ("min(x, x, y)", "min(x, y)"),
        ("mean(x, y)", "mean(x, y, y)"),
        ("wavg(x, v, y, w)", "wavg(x, w, y, v)"),
        ("x + 2", "x + 3"),
        ("x + y", "x + z"),
        ("x - x + y", "y"),
    ],
)
def test_another_value_or_none_at_some_place_is_another_formula(one: str, other: str) -> None:
    assert form(one) != form(other)


def test_the_longest_chains_have_a_form() -> None:
    names = [f"m{number}" for number in range(240)]
    assert form(" + ".join(names)) == form(" + ".join(reversed(names)))
    assert form(" * ".join(names)) == form(" * ".join(reversed(names)))
