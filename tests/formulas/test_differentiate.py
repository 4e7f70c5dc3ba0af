from __future__ import annotations

from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.formulas import Formula, evaluate, parse_formula
from kpicli.formulas.differentiate import slopes
from kpicli.formulas.ranges import EVERYTHING, Range, exactly
from kpicli.formulas.totals import elasticity, total_slopes

POSITIVE = Range(Decimal(0), EVERYTHING.high)
SHARE = Range(Decimal(0), Decimal(1))


def formula(text: str) -> Formula:
    parsed = parse_formula(text)
    assert isinstance(parsed, Formula), parsed
    return parsed


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("spend / cost", {"spend": 1, "cost": -1}),
        ("a * (1 - share)", {"a": 1, "share": -1}),
        ("-a + b - 3", {"a": -1, "b": 1}),
        ("a * b - a", {"a": 0, "b": 1}),
        ("(a + b) ** 3", {"a": 1, "b": 1}),
        ("min(a, b) - max(a, 5)", {"a": 0, "b": 1}),
        ("abs(a - b)", {"a": 0, "b": 0}),
        ("abs(-a)", {"a": 1}),
        ("sum(a, b, c) / mean(a, b)", {"a": 0, "b": 0, "c": 1}),
        ("wavg(a, w, b, v)", {"a": 1, "b": 1, "v": 0, "w": 0}),
        ("min(a, 3 + a, -1 - b)", {"a": 0, "b": -1}),
        ("a - a", {"a": 0}),
    ],
)
def test_signs_over_positive_numbers(text: str, signs: dict[str, int]) -> None:
    root = formula(text).root
    ranges = {"share": SHARE} | dict.fromkeys(set(signs) - {"share"}, POSITIVE)
    found = slopes(root, ranges).by_name
    assert {name: slope.sign for name, slope in found.items()} == signs


def test_without_ranges_only_sums_have_a_sign() -> None:
    found = slopes(formula("a - b + c * d").root, {}).by_name
    assert {name: slope.sign for name, slope in found.items()} == {"a": 1, "b": -1, "c": 0, "d": 0}


TEXTS = (
    "a / b + c * a",
    "(a - c) ** 3 / b",
    "wavg(a, b, c, 2) * abs(c)",
    "max(a, c) - min(b, c, 3)",
    "mean(a, b, c) * -(a + 1) ** 2",
)
POINTS = st.tuples(*[st.decimals("0.5", 9, places=2) for _ in range(3)])


@given(st.sampled_from(TEXTS), POINTS)
def test_at_a_point_a_slope_is_the_difference_quotient(
    text: str, point: tuple[Decimal, Decimal, Decimal]
) -> None:
    parsed, step = formula(text), Decimal("1e-9")
    values = dict(zip("abc", point, strict=True))
    found = slopes(parsed.root, {name: exactly(value) for name, value in values.items()})
    assert evaluate(parsed, values) == pytest.approx(found.value.low, rel=Decimal("1e-20"))
    for name, slope in found.by_name.items():
        ends = [evaluate(parsed, values | {name: values[name] + x}) for x in (-step, step)]
        assert ends[0] is not None
        assert ends[1] is not None
        quotient, room = (ends[1] - ends[0]) / (2 * step), Decimal("1e-4")
        assert slope.low - room <= quotient <= slope.high + room


PRICING = {
    "units": "base * (1 + 2.5 * discount)",
    "price": "list * (1 - discount)",
    "revenue": "units * price",
    "cost": "units * unit_cost",
    "gross_profit": "revenue - cost",
    "margin": "gross_profit / revenue",
}
LEAVES = {"base": "1000", "discount": "0.1", "list": "100", "unit_cost": "60"}


@pytest.mark.parametrize(
    ("metric", "expected"),
    [("revenue", "0.0889"), ("gross_profit", "-0.1333"), ("margin", "-0.2222"), ("units", "0.2")],
)
def test_totals_are_exact_over_parallel_ways(metric: str, expected: str) -> None:
    values = {name: exactly(Decimal(value)) for name, value in LEAVES.items()}
    order = {name: place for place, name in enumerate((*LEAVES, *PRICING))}
    by_metric = {}
    for name, text in PRICING.items():
        here = slopes(formula(text).root, values)
        values[name], by_metric[name] = here.value, here.by_name
    totals = total_slopes(metric, by_metric, order)
    assert totals is not None
    change = elasticity(totals["discount"], values["discount"], values[metric])
    assert change is not None
    assert round(change, 4) == Decimal(expected)


@pytest.mark.parametrize(
    ("slope", "source", "result"),
    [
        (EVERYTHING, exactly(Decimal(1)), exactly(Decimal(1))),
        (exactly(Decimal(2)), SHARE, exactly(Decimal(1))),
        (exactly(Decimal(2)), exactly(Decimal(1)), exactly(Decimal(0))),
        (exactly(Decimal(0)), exactly(Decimal(1)), exactly(Decimal(1))),
    ],
)
def test_no_elasticity_without_numbers(slope: Range, source: Range, result: Range) -> None:
    assert elasticity(slope, source, result) is None


def test_an_elasticity_has_the_sign_of_the_slope() -> None:
    loss, source = exactly(Decimal(-50)), exactly(Decimal(10))
    assert elasticity(exactly(Decimal(2)), source, loss) == Decimal("0.4")


def test_names_without_a_place_and_too_many_names() -> None:
    one = exactly(Decimal(1))
    assert total_slopes("m", {"m": {"x": one, "gone": one}}, {"m": 1, "x": 0}) == {"x": one}
    many = {f"x{number}": one for number in range(500)}
    order = {"m": 500} | {name: place for place, name in enumerate(many)}
    assert total_slopes("m", {"m": many}, order) is None


@pytest.mark.parametrize(
    "text",
    [
        "+".join(["x ** 8"] * 160),
        "(" * 49 + "x" + ") ** 8" * 49,
        "*".join(["1e99"] * 200 + ["x"]),
        "x" + " / 1e99" * 200,
        "max(" + ",".join(["x"] * 480) + ")",
    ],
)
def test_hostile_formulas_take_no_time(text: str) -> None:
    root, start = formula(text).root, perf_counter()
    for ranges in ({}, {"x": POSITIVE}, {"x": exactly(Decimal("1e99"))}):
        found = slopes(root, ranges)
        assert not any(part.low.is_nan() or part.high.is_nan() for part in found.by_name.values())
    assert perf_counter() - start < 2
