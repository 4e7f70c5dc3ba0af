from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.trees import IDS, names, trees
from kpicli.formulas import (
    Compatibility,
    Formula,
    Node,
    Unit,
    UnitClash,
    parse_formula,
    parse_unit,
    unit_of,
)

METRICS = {
    "revenue": "EUR",
    "spend": "EUR",
    "cost": "kEUR",
    "sales_us": "USD",
    "cost_per_lead": "EUR/lead",
    "hourly_rate": "EUR/h",
    "tickets": "tickets",
    "leads": "leads",
    "customers": "customers",
    "handling": "min/ticket",
    "hours": "h",
    "days": "days",
    "churn": "%",
}
UNITS: dict[str, Unit | None] = {
    **{name: parse_unit(text) for name, text in METRICS.items()},
    "unmeasured": None,
}
HARD, SOFT = Compatibility.CLASH_HARD, Compatibility.CLASH_SOFT


def inferred(text: str) -> Unit | UnitClash | None:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), formula
    return unit_of(formula, UNITS)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("spend / cost_per_lead", "lead"),
        ("leads * cost_per_lead", "EUR"),
        ("revenue + cost", "EUR"),
        ("cost - revenue", "kEUR"),
        ("hours * hourly_rate * 3", "EUR"),
        ("revenue * churn", "0.01 EUR"),
        ("1 - churn", "%"),
        ("churn + 1", "%"),
        ("max(days, 0)", "day"),
        ("-revenue", "EUR"),
        ("abs(revenue - spend)", "EUR"),
        ("min(unmeasured, revenue)", "EUR"),
        ("unmeasured + 5 + revenue", "EUR"),
        ("revenue ** 2", "EUR^2"),
        ("1 / days", "1/day"),
        ("2 * 3 * hours", "h"),
        ("customers / leads", "customer/lead"),
        ("customers / leads + churn", "customer/lead"),
        ("wavg(revenue, leads, spend, leads)", "EUR"),
        ("wavg(churn, revenue, churn, spend)", "%"),
        ("sum(revenue, spend) / mean(leads, leads)", "EUR/lead"),
    ],
)
def test_a_formula_has_the_unit_of_its_arithmetic(text: str, unit: str) -> None:
    assert inferred(text) == parse_unit(unit)


def test_tickets_by_handling_time_by_hours_are_a_pure_number_of_a_sixtieth() -> None:
    unit = inferred("tickets * handling / hours")
    assert isinstance(unit, Unit)
    assert unit.is_dimensionless
    assert unit.scale == Fraction(1, 60)


@pytest.mark.parametrize(
    "text",
    ["1 + 2", "2 ** 3", "unmeasured", "unmeasured * revenue", "revenue / unmeasured", "nobody + 1"],
)
def test_without_units_there_is_none(text: str) -> None:
    assert inferred(text) is None


@pytest.mark.parametrize(
    ("text", "left", "right", "compatibility"),
    [
        ("revenue + sales_us", "revenue", "sales_us", HARD),
        ("revenue - hourly_rate", "revenue", "hourly_rate", HARD),
        ("leads + days", "leads", "days", HARD),
        ("leads + tickets", "leads", "tickets", SOFT),
        ("2 * (revenue + spend / leads)", "revenue", "spend / leads", SOFT),
        ("max(1, revenue, spend, days)", "revenue", "days", HARD),
        ("wavg(revenue, 1, days, 2)", "revenue", "days", HARD),
        ("wavg(churn, leads, churn, tickets)", "leads", "tickets", SOFT),
        ("unmeasured + revenue + days", "unmeasured + revenue", "days", HARD),
        ("(leads + tickets) * (revenue + days)", "revenue", "days", HARD),
        ("(revenue + days) * (leads + tickets)", "revenue", "days", HARD),
        ("(leads + tickets) * (leads - customers)", "leads", "tickets", SOFT),
        ("(revenue + days) + hours", "revenue", "days", HARD),
    ],
)
def test_the_first_of_the_worst_clashes_is_told(
    text: str, left: str, right: str, compatibility: Compatibility
) -> None:
    clash = inferred(text)
    assert isinstance(clash, UnitClash)
    assert (clash.left.text, clash.right.text) == (left, right)
    assert clash.compatibility is compatibility
    assert text[clash.right.span.start : clash.right.span.end] == right


def test_a_clash_knows_the_units_of_its_operands() -> None:
    clash = inferred("revenue + sales_us")
    assert isinstance(clash, UnitClash)
    assert (clash.left.unit.text, clash.right.unit.text) == ("EUR", "USD")


@pytest.mark.parametrize("metric", ["cost", "leads", "churn"])
def test_astronomic_powers_have_no_unit_instead_of_taking_for_ever(metric: str) -> None:
    assert inferred("(" * 30 + metric + " ** 8)" * 30) is None


def test_astronomic_products_have_no_unit() -> None:
    assert inferred("*".join(["cost ** 8"] * 80)) is None


@given(trees(), st.fixed_dictionaries({i: st.sampled_from(["EUR", "h", "%", "x"]) for i in IDS}))
def test_any_tree_has_a_unit_a_clash_or_neither(tree: Node, texts: dict[str, str]) -> None:
    units = {name: parse_unit(text) for name, text in texts.items()}
    result = unit_of(Formula("", tree, names(tree)), units)
    assert result is None or isinstance(result, Unit | UnitClash)


@given(trees())
def test_with_one_pure_unit_everywhere_nothing_clashes(tree: Node) -> None:
    units = dict.fromkeys(IDS, parse_unit("ratio"))
    assert not isinstance(unit_of(Formula("", tree, names(tree)), units), UnitClash)
