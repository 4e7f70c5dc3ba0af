from __future__ import annotations

import pytest

from kpicli.formulas import Formula, parse_formula
from kpicli.formulas.shape import shape_of


def shape(text: str) -> str:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), formula
    return shape_of(formula)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a / b", "x.y / z"), ("min(a, b_1) + a", "min(p, q) + p"), ("a * 1e3", "e3 * 1e3")],
)
def test_formulas_that_differ_in_names_alone_have_one_shape(one: str, other: str) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a / b", "b / a"),
        ("a / b", "a / a"),
        ("min(a, b)", "max(a, b)"),
        ("a * 2", "a * 3"),
        ("a + b", "a + b + b"),
    ],
)
def test_others_do_not(one: str, other: str) -> None:
    assert shape(one) != shape(other)
