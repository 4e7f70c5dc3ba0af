from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from formulas.trees import names, render, trees, values
from kpicli.formulas import Formula, Node, evaluate, parse_formula

VALUES = {"a": Decimal(6), "b": Decimal("0.5"), "zero": Decimal(0), "n": Decimal(-3)}


def evaluated(text: str, given_values: dict[str, Decimal]) -> Decimal | None:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), formula
    return evaluate(formula, given_values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2", "0.3"),
        ("a + b * 2", "7"),
        ("a - b - 1", "4.5"),
        ("a / b / 2", "6"),
        ("-a ** 2", "-36"),
        ("1.1 ** 2", "1.21"),
        ("n ** 3", "-27"),
        ("zero ** 8", "0"),
        ("min(a, b, n)", "-3"),
        ("max(a, b, n)", "6"),
        ("abs(n)", "3"),
        ("sum(a, b, n)", "3.5"),
        ("mean(a, n)", "1.5"),
        ("wavg(a, 1, n, 2)", "0"),
        ("1 / 3", "0.3333333333333333333333333333"),
        ("1e99 * 1e99", "1e198"),
    ],
)
def test_a_formula_is_computed_on_exact_decimals(text: str, value: str) -> None:
    assert evaluated(text, VALUES) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "a / zero",
        "zero / zero",
        "a / (b - b)",
        "wavg(a, zero)",
        "wavg(a, 1, b, -1)",
        "a + missing",
        "0 * missing",
        "((((1e99 ** 8) ** 8) ** 8) ** 8) ** 8",
    ],
)
def test_what_has_no_value_gives_none(text: str) -> None:
    assert evaluated(text, VALUES) is None


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_value_that_is_no_number_gives_none(value: str) -> None:
    assert evaluated("min(a, 1)", {"a": Decimal(value)}) is None


def test_a_chain_of_250_terms_is_computed() -> None:
    assert evaluated("+".join(["a"] * 250), VALUES) == 1500


@given(trees(), values())
def test_a_tree_and_its_text_have_the_same_value(tree: Node, by_name: dict[str, Decimal]) -> None:
    direct = evaluate(Formula("", tree, names(tree)), by_name)
    assert evaluated(render(tree), by_name) == direct
    assert direct is None or direct.is_finite()
