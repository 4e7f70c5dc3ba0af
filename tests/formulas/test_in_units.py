from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.formulas import Formula, fold, in_units, parse_formula, parse_unit
from kpicli.formulas.differentiate import slopes
from kpicli.formulas.quantities import evaluate_quantities
from kpicli.formulas.ranges import exactly

UNITS = {"a": "kEUR", "b": "EUR", "share": "%", "days": "days", "hours": "h", "n": ""}
VALUES = {"a": 2, "b": 500, "share": 10, "days": 3, "hours": 12, "n": 7}


@pytest.mark.parametrize(
    ("text", "into"),
    [
        ("a + b", "EUR"),
        ("a + b", None),
        ("b * (1 - share)", "EUR"),
        ("b / a", "%"),
        ("days + hours", "days"),
        ("days + 2", "h"),
        ("max(a, b) - mean(a, b, 5)", "kEUR"),
        ("wavg(a, share, b, n)", "EUR"),
        ("share ** 2 * n", "%"),
        ("-abs(a)", "MEUR"),
    ],
)
def test_the_tree_computes_what_the_quantities_do(text: str, into: str | None) -> None:
    formula = parse_formula(text)
    assert isinstance(formula, Formula)
    units = {name: parse_unit(unit) if unit else None for name, unit in UNITS.items()}
    values = {name: Decimal(value) for name, value in VALUES.items()}
    unit = parse_unit(into) if into else None
    tree = in_units(formula, units, unit)
    assert tree is not None
    found = slopes(tree, {name: exactly(value) for name, value in values.items()}).value
    expected = evaluate_quantities(formula, values, units, unit)
    assert expected is not None
    assert found.low - Decimal("1e-20") <= expected <= found.high + Decimal("1e-20")


@pytest.mark.parametrize(("text", "into"), [("a + days", None), ("a * 2", "USD")])
def test_units_that_clash_have_no_tree(text: str, into: str | None) -> None:
    formula = parse_formula(text)
    assert isinstance(formula, Formula)
    units = {name: parse_unit(unit) if unit else None for name, unit in UNITS.items()}
    assert in_units(formula, units, parse_unit(into) if into else None) is None


def test_a_formula_without_conversions_keeps_its_tree() -> None:
    formula = parse_formula("b - b * 0.5")
    assert isinstance(formula, Formula)
    tree = in_units(formula, {"b": parse_unit("EUR")}, parse_unit("EUR"))
    assert tree == fold(formula.root, lambda node, _: node)
