from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from formulas.trees import IDS, names, trees, values
from kpicli.formulas import (
    Formula,
    Node,
    Unit,
    evaluate,
    parse_formula,
    parse_unit,
)
from kpicli.formulas.quantities import evaluate_quantities

QUANTITIES = {
    "revenue": ("5000", "EUR"),
    "cost": ("2", "kEUR"),
    "dollars": ("7", "USD"),
    "churn": ("15", "%"),
    "build": ("3", "days"),
    "wait": ("12", "h"),
    "leads": ("200", "leads"),
    "won": ("50", "customers"),
    "tickets": ("90", "tickets"),
    "handling": ("20", "min/ticket"),
    "plain": ("0.25", None),
    "count": ("8", None),
}
VALUES = {name: Decimal(value) for name, (value, _) in QUANTITIES.items()}
UNITS = {name: parse_unit(text) if text else None for name, (_, text) in QUANTITIES.items()}


def evaluated(text: str, unit: str | None) -> Decimal | None:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), formula
    return evaluate_quantities(formula, VALUES, UNITS, parse_unit(unit) if unit else None)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("revenue + cost", "EUR", "7000"),
        ("revenue + cost", "kEUR", "7"),
        ("cost + revenue", None, "7"),
        ("revenue - cost", "MEUR", "0.003"),
        ("max(revenue, cost)", "EUR", "5000"),
        ("min(cost, revenue)", "EUR", "2000"),
        ("revenue * churn", "EUR", "750"),
        ("revenue / leads", "EUR/lead", "25"),
        ("won / leads", "%", "25"),
        ("won / leads", None, "0.25"),
        ("1 - churn", "%", "85"),
        ("1 - churn", "ratio", "0.85"),
        ("revenue * (1 - churn)", "EUR", "4250"),
        ("build + 2", "days", "5"),
        ("build + wait", "days", "3.5"),
        ("build + wait", "h", "84"),
        ("wait + 1 + build", "h", "85"),
        ("tickets * handling", "h", "30"),
        ("tickets * handling / wait", "ratio", "2.5"),
        ("tickets * handling / wait", "%", "250"),
        ("cost * 1000", "EUR", "2000000"),
        ("plain", "%", "25"),
        ("plain + churn", "%", "40"),
        ("count * revenue", "EUR", "40000"),
        ("count", "lead", "8"),
        ("3 * 4", "days", "12"),
        ("wavg(revenue, won, cost, won)", "EUR", "3500"),
        ("mean(cost, revenue)", None, "3.5"),
        ("leads + won", "leads", "250"),
    ],
)
def test_quantities_convert_where_they_meet(text: str, unit: str | None, value: str) -> None:
    assert evaluated(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("revenue + dollars", "EUR"),
        ("revenue", "USD"),
        ("revenue + build", None),
        ("revenue / (churn - churn)", "EUR"),
        ("revenue + missing", "EUR"),
    ],
)
def test_what_clashes_or_has_no_value_gives_none(text: str, unit: str | None) -> None:
    assert evaluated(text, unit) is None


@given(trees(), values())
def test_without_units_it_is_plain_evaluation(tree: Node, by_name: dict[str, Decimal]) -> None:
    formula = Formula("", tree, names(tree))
    no_units: dict[str, Unit | None] = dict.fromkeys(IDS)
    assert evaluate_quantities(formula, by_name, no_units, None) == evaluate(formula, by_name)
