from __future__ import annotations

import pytest

from kpicli.formulas import Formula, parse_formula
from kpicli.formulas.lengths import adds_up, holds_of_any_length

TOTALS = {"revenue", "cost", "orders", "visits"}


def holds(text: str, *, is_total: bool) -> bool:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), formula
    return holds_of_any_length(formula, TOTALS, is_total=is_total)


@pytest.mark.parametrize(
    "text",
    [
        "revenue - cost",
        "visits * rate",
        "-(orders * price) * 1.2",
        "max(revenue - cost, 0)",
        "mean(revenue, cost) + 0 * heads",
        "orders ** 2 / visits",
        "wavg(revenue, heads, cost, 2)",
        "0",
    ],
)
def test_a_total_of_totals_holds_of_any_period(text: str) -> None:
    assert holds(text, is_total=True)


@pytest.mark.parametrize(
    "text", ["orders / visits * 100", "heads * price + 3", "abs(rate)", "1 - cost / revenue"]
)
def test_so_does_what_is_no_total(text: str) -> None:
    assert holds(text, is_total=False)


@pytest.mark.parametrize(
    ("text", "is_total"),
    [
        ("heads * salary", True),
        ("revenue / heads", False),
        ("receivables / revenue * 365", False),
        ("revenue - 500", True),
        ("revenue - fixed", True),
        ("sum(revenue, heads)", True),
        ("wavg(revenue, orders, cost, heads)", True),
        ("orders ** 2", True),
    ],
)
def test_anything_else_is_of_one_length(text: str, is_total: bool) -> None:  # noqa: FBT001 - of a table
    assert not holds(text, is_total=is_total)


def sums(text: str) -> bool:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), formula
    return adds_up(formula, TOTALS)


@pytest.mark.parametrize(
    "text",
    [
        "revenue - 1.2 * cost",
        "visits * rate / (1 + churn ** 2)",
        "mean(revenue, cost) + max(rate, 0) * orders",
        "wavg(revenue, heads, cost, 2)",
        "heads * price",
        "cost ** 1",
    ],
)
def test_sums_and_shares_of_totals_add_up(text: str) -> None:
    assert sums(text)


@pytest.mark.parametrize(
    "text",
    [
        "max(cost - revenue, 0)",
        "abs(revenue)",
        "orders ** 2 / visits",
        "revenue * orders / visits",
        "price / visits",
        "wavg(revenue, orders, cost, visits)",
    ],
)
def test_what_is_chosen_or_divided_does_not(text: str) -> None:
    assert not sums(text)
