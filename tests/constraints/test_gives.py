from __future__ import annotations

from decimal import Decimal

import pytest

from constraints.cases import CASES
from constraints.corpus import Bounds, fact, system
from kpicli.constraints.feasibility import check_feasibility
from kpicli.constraints.gives import Gives, gives
from kpicli.constraints.system import FactKind, Side

Expected = dict[str, str]


def gives_of(name: str) -> Gives:
    case = next(each for each in CASES if each.name.startswith(name))
    (conflict,) = check_feasibility(case.system()).conflicts
    return gives(conflict)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("02", {"spend": "150000", "leads": "2000", "cost_per_lead": "33.3333"}),
        (
            "04 customers",
            {
                "customers": "11000",
                "arpu": "95",
                "serve_cost": "35",
                "fixed": "250000",
                "profit": "200000",
            },
        ),
        ("08", {"a": "12.5", "y": "20"}),
        ("14", {"sew": "100", "output": "90"}),
        ("19", {"tickets": "9600", "handling": "0.48", "hours": "156.25", "staff": "41.6667"}),
        ("20", {"y": "4"}),
    ],
)
def test_each_bound_gives_as_much_as_it_takes(name: str, values: Expected) -> None:
    found = {each.fact: each for each in gives_of(name).alternatives}
    assert set(found) == set(values)
    for key, value in values.items():
        assert found[key].value is not None
        assert float(found[key].value or 0) == pytest.approx(float(value), rel=2e-6)
        assert found[key].is_confirmed


MARGIN = {"revenue": "n * p", "cost": "n * c", "margin": "(revenue - cost) / revenue"}
RETURNS = {"gain": "n * p - spend", "cac": "spend / n", "roi": "gain / spend"}
CHURN = {
    "end": "start - lost + new",
    "churn": "lost / start",
    "fresh": "new / start",
    "growth": "end / start",
}
MIX = {"total": "a + b", "share": "a / total", "q": "(a * qa + b * qb) / total"}
CAPITAL = {
    "dso": "recv / rev * 365",
    "dpo": "pay / cogs * 365",
    "gm": "(rev - cogs) / rev",
    "wc": "(recv - pay) / rev",
}


@pytest.mark.parametrize(
    ("definitions", "positive", "goals", "values"),
    [
        (
            MARGIN,
            "n p c",
            {"p": (None, 100), "c": (70, None), "margin": ("0.4", None)},
            {"p": "116.667", "c": "60", "margin": "0.3"},
        ),
        (
            RETURNS,
            "n p spend",
            {"p": (None, 100), "cac": (60, None), "roi": ("0.8", None)},
            {"p": "108", "cac": "55.5556", "roi": "0.66667"},
        ),
        (
            CHURN,
            "start lost new",
            {"churn": ("0.1", None), "fresh": (None, "0.2"), "growth": ("1.15", None)},
            {"churn": "0.05", "fresh": "0.25", "growth": "1.1"},
        ),
        (
            MIX,
            "a b qa qb",
            {"share": (None, "0.5"), "qa": (None, 10), "qb": (None, 5), "q": (8, None)},
            {"share": "0.6", "qa": "11", "qb": "6", "q": "7.5"},
        ),
        (
            CAPITAL,
            "rev recv pay cogs",
            {"dso": (60, None), "dpo": (None, 30), "gm": ("0.3", None), "wc": (None, "0.08")},
            {"dso": "50.2", "dpo": "44", "gm": "-0.026667", "wc": "0.106849"},
        ),
    ],
    ids=["margin", "returns", "churn", "mix", "working capital"],
)
def test_what_ratios_of_amounts_without_an_end_have_to_give_is_confirmed(
    definitions: dict[str, str], positive: str, goals: dict[str, Bounds], values: Expected
) -> None:
    facts = [fact(f"range-{x}", x, (0, None), FactKind.HARD) for x in positive.split()]
    facts += [fact(name, name, bounds) for name, bounds in goals.items()]
    (conflict,) = check_feasibility(system(definitions, facts)).conflicts
    found = gives(conflict)
    assert {each.fact for each in found.alternatives} == set(values)
    for each in found.alternatives:
        assert float(each.value or 0) == pytest.approx(float(values[each.fact]), rel=3e-3)
        assert each.is_confirmed
    assert found.is_share_confirmed


def test_all_give_alike() -> None:
    found = gives_of("02")
    root = (8 - 52**0.5) / 6
    assert found.share is not None
    assert float(found.share) == pytest.approx(root, rel=1e-5)
    assert found.is_share_confirmed


def test_plain_numbers_are_given_where_they_do() -> None:
    assert [each.value for each in gives_of("04 customers").alternatives] == [
        Decimal(95),
        Decimal(11000),
        Decimal(250000),
        Decimal(200000),
        Decimal(35),
    ]


def test_a_bound_at_zero_gives() -> None:
    built = system(
        {"z": "x + y"}, [fact(n, n, (None, 0)) for n in "xy"] + [fact("z", "z", (7, None))]
    )
    (conflict,) = check_feasibility(built).conflicts
    values = {each.fact: each.value for each in gives(conflict).alternatives}
    assert values == {"x": 7, "y": 7, "z": 0}


def test_natural_bounds_never_give() -> None:
    facts = [fact("range", "x", (0, 1), FactKind.HARD), fact("goal", "x", (3, None))]
    (conflict,) = check_feasibility(system({}, facts)).conflicts
    assert [each.fact for each in gives(conflict).alternatives] == ["goal"]


def test_the_end_of_a_range_that_is_in_the_way_gives() -> None:
    facts = [fact("range", "x", (1, 2), FactKind.HARD), fact("goal", "y", (0, 5))]
    (conflict,) = check_feasibility(system({"y": "0 - x"}, facts)).conflicts
    (alternative,) = gives(conflict).alternatives
    assert (alternative.side, alternative.value) == (Side.LOW, Decimal(-1))


def test_a_bound_that_is_still_refuted_when_all_cases_are_looked_at_gives_no_number() -> None:
    facts = [
        fact("range", "x", (None, 200), FactKind.HARD),
        fact("x", "x", (30, 40)),
        fact("y", "y", (10, None)),
    ]
    conflicts = check_feasibility(system({"y": "x / x"}, facts)).conflicts
    found = [gives(each).alternatives for each in conflicts if "x" in each.facts]
    values = [(each.fact, each.side, each.value) for each in found[0]]
    assert values == [("x", Side.LOW, None), ("x", Side.HIGH, None), ("y", Side.LOW, 1)]


def test_where_no_number_helps_there_is_none() -> None:
    facts = [fact("range", "x", (0, None), FactKind.HARD), fact("goal", "x", (None, -1))]
    built = system({"y": "x / (z - z)"}, facts)
    found = [gives(conflict).alternatives for conflict in check_feasibility(built).conflicts]
    assert () in found
