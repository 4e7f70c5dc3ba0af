"""Conflicts that only weighted sums of facts and formulas see, and how they are told."""

from __future__ import annotations

import pytest

from constraints.cases import Case, positive
from constraints.corpus import business_system, seeded
from kpicli.constraints.conflict import Conflict, Method, Verdict
from kpicli.constraints.feasibility import check_feasibility
from kpicli.constraints.gives import gives
from kpicli.constraints.system import Side

_ORDERS = {"orders": "visits * rate", "returns": "orders * share", "kept": "orders - returns"}

CASES = (
    Case(
        "a factor by two ways",
        {"both": "rate * (visits + calls)", "calm": "rate * visits", "loud": "rate * calls"},
        {"both": (None, 100), "calm": (60, None), "loud": (60, None)},
        ("both calm loud",),
        ranges=positive("rate visits calls"),
    ),
    Case(
        "a quotient of what it is a part of",
        {"value": "sales / clients", "cost": "value * sales - fixed", "part": "value / whole"},
        {"sales": (492, None), "part": ("0.0025", None)},
        ("part sales",),
        ranges=positive("fixed clients"),
        rows=(("whole", "cost + fixed"),),
    ),
)


def only(case: Case) -> Conflict:
    (found,) = check_feasibility(case.system()).conflicts
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_conflicts_are_found_with_the_facts_that_make_them(case: Case) -> None:
    found = only(case)
    goals = sorted(key for key in found.facts if not key.startswith("range:"))
    assert (" ".join(goals),) == case.conflicts
    assert found.method is Method.COMBINATION


UNBOUNDED = 10344
"""The seed of a system of products without upper ends."""


def test_a_combination_is_told_as_a_bound_and_what_it_follows_from() -> None:
    (found,) = check_feasibility(business_system(seeded(UNBOUNDED))).conflicts
    assert found.method is Method.COMBINATION
    last = found.steps[-1]
    derived, stated = found.opposed
    assert (derived.variable, derived.side, stated.side) == ("m2", Side.HIGH, Side.LOW)
    assert derived == last.bound
    assert stated.fact == "goal-m2"
    assert {"goal-d2", "goal-d4", "goal-m0"} <= {bound.fact for bound in last.premises}
    assert {each.variable for each in last.equations} == {"m0", "m1", "m2", "m3", "m4"}


def test_what_would_have_to_give_is_where_the_sum_comes_out_even() -> None:
    found = gives(only(CASES[0])).alternatives
    values = {each.variable: each.value for each in found}
    assert values == {"both": 120, "calm": 40, "loud": 40}
    assert all(each.is_confirmed for each in found)


def test_every_fact_of_a_combination_is_needed() -> None:
    (found,) = check_feasibility(business_system(seeded(UNBOUNDED))).conflicts
    numbers = tuple(found.evidence.facts)
    assert found.evidence.refutes(numbers)
    assert not any(
        found.evidence.refutes([each for each in numbers if each != left_out])
        for left_out in numbers
    )


@pytest.mark.parametrize("visits", [40, 41])
def test_what_fits_exactly_is_no_conflict(visits: int) -> None:
    case = Case(
        "kept orders",
        _ORDERS,
        {"kept": (18, None), "visits": (None, visits), "rate": (None, "0.5")},
        ranges={"share": ("0.1", 1), "visits": (0, None), "rate": (0, None)},
    )
    (component,) = check_feasibility(case.system()).components
    assert component.verdict is Verdict.CONSISTENT
