from __future__ import annotations

from decimal import Decimal

import pytest

from constraints.cases import CASES
from constraints.corpus import fact, system
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
