from __future__ import annotations

from decimal import Decimal

import pytest

from constraints.cases import CASES, Case
from constraints.corpus import fact, seeded, system, values_of
from kpicli.constraints.budget import Budget
from kpicli.constraints.conflict import Bound, Conflict, Method, Verdict
from kpicli.constraints.feasibility import check_feasibility
from kpicli.constraints.system import Fact, FactKind, Side, System, system_of

by_name = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def soft_facts(built: System, conflict: Conflict) -> str:
    soft = {each.key for each in built.facts if each.kind is not FactKind.HARD}
    return " ".join(sorted(soft.intersection(conflict.facts)))


@by_name
def test_exactly_the_smallest_conflicts_are_found(case: Case) -> None:
    built = case.system()
    found = check_feasibility(built).conflicts
    assert sorted(soft_facts(built, conflict) for conflict in found) == list(case.conflicts)
    assert all(conflict.is_minimised for conflict in found)


@by_name
def test_what_is_not_in_conflict_has_a_witness(case: Case) -> None:
    built = case.system()
    components = check_feasibility(built).components
    expected = Verdict.CONFLICT if case.conflicts else Verdict.CONSISTENT
    assert expected in {component.verdict for component in components}
    assert Verdict.UNDECIDED not in {component.verdict for component in components}
    witness = {name: value for each in components for name, value in each.witness.items()}
    if not case.conflicts:
        check_witness(built, witness)


def check_witness(built: System, witness: dict[str, Decimal]) -> None:
    defined = {each.variable for each in built.definitions}
    inputs = {name: value for name, value in witness.items() if name not in defined}
    values = values_of(built, inputs)
    assert values is not None
    for each in built.facts:
        value = values[each.variable]
        ends = [abs(end) for end in (each.low, each.high) if end is not None]
        slack = Decimal("1e-9") * max(abs(value), *ends)
        assert each.low is None or value >= each.low - slack
        assert each.high is None or value <= each.high + slack


@by_name
def test_no_fact_of_a_conflict_can_be_left_out(case: Case) -> None:
    built = case.system()
    for conflict in check_feasibility(built).conflicts:
        for left_out in conflict.facts:
            kept = [f for f in built.facts if f.key in conflict.facts and f.key != left_out]
            fewer = system_of(built.definitions, kept, built.rows)
            assert isinstance(fewer, System)
            assert check_feasibility(fewer).conflicts == ()


@by_name
def test_the_order_of_the_parts_plays_no_role(case: Case) -> None:
    built = case.system()
    definitions, facts = list(built.definitions), list(built.facts)
    seeded(1).shuffle(definitions)
    seeded(2).shuffle(facts)
    shuffled = system_of(definitions, facts, built.rows[::-1])
    assert isinstance(shuffled, System)
    assert check_feasibility(shuffled) == check_feasibility(built)


def test_a_conflict_is_argued_from_the_operands_to_the_result() -> None:
    case = next(each for each in CASES if each.name.startswith("02"))
    (conflict,) = check_feasibility(case.system()).conflicts
    (step,) = conflict.steps
    assert step.bound == Bound("leads", Side.HIGH, Decimal(2000))
    assert [equation.text for equation in step.equations] == ["spend / cost_per_lead"]
    assert [(each.variable, each.fact) for each in step.premises] == [
        ("spend", "spend"),
        ("cost_per_lead", "cost_per_lead"),
    ]
    derived, goal = conflict.opposed
    assert derived == step.bound
    assert goal == Bound("leads", Side.LOW, Decimal(3000), "leads")
    assert conflict.method is Method.PROPAGATION


def test_a_chain_is_argued_link_by_link() -> None:
    case = next(each for each in CASES if each.name.startswith("18"))
    (conflict,) = check_feasibility(case.system()).conflicts
    assert [step.bound.variable for step in conflict.steps] == [f"x{n}" for n in range(1, 201)]


def test_a_range_takes_part_with_the_end_that_matters() -> None:
    facts = [*(fact(n, n, (0, 1)) for n in "xy"), fact("z", "z", (3, None))]
    built = system({"z": "x + y"}, facts)
    (conflict,) = check_feasibility(built).conflicts
    assert conflict.bounds == (
        Bound("x", Side.HIGH, Decimal(1), "x"),
        Bound("y", Side.HIGH, Decimal(1), "y"),
        Bound("z", Side.LOW, Decimal(3), "z"),
    )


def test_a_conflict_names_the_firmest_facts_that_will_do() -> None:
    facts = [
        fact("goal", "y", (50, None)),
        fact("benchmark", "x", (None, 4), FactKind.ASSUMPTION),
        fact("target", "x", (None, 6)),
        fact("range", "x", (None, 7), FactKind.HARD),
    ]
    (conflict,) = check_feasibility(system({"y": "2 * x"}, facts)).conflicts
    assert conflict.facts == ("range", "goal")


def test_of_two_goals_the_lesser_rank_is_named() -> None:
    facts = [
        system_fact("b", rank=1),
        system_fact("a", rank=2),
        fact("goal", "y", (50, None)),
    ]
    (conflict, *_) = check_feasibility(system({"y": "2 * x"}, facts)).conflicts
    assert set(conflict.facts) == {"b", "goal"}


def system_fact(key: str, rank: int) -> Fact:
    return Fact(key, "x", None, Decimal(5), FactKind.GOAL, (rank,))


def test_equations_can_contradict_each_other_without_any_goal() -> None:
    built = system({"y": "1 / (x - x)"}, [fact("x", "x", (0, 1))], [])
    (conflict,) = check_feasibility(built).conflicts
    assert conflict.facts == ()
    assert [each.variable for each in conflict.equations] == ["y"]


def test_a_conflict_behind_another_is_found() -> None:
    facts = [
        fact("a", "x", (None, 1)),
        fact("b", "y", (10, None)),
        fact("c", "z", (None, 2)),
        fact("d", "y", (None, 1)),
    ]
    built = system({"y": "x + z"}, facts)
    found = {conflict.facts for conflict in check_feasibility(built).conflicts}
    assert ("b", "d") in found
    assert ("a", "b", "c") in found


def test_what_the_budget_does_not_decide_is_undecided() -> None:
    definitions = {"t": "x ** 3 + y ** 3 - 2 * x * y", "u": "x * y * (x - y) + x"}
    facts = [fact("t", "t", (5, 5)), fact("u", "u", (2, 2)), fact("x", "x", (0, 9))]
    built = system(definitions, facts)
    (component,) = check_feasibility(built, Budget(boxes=2)).components
    assert component.verdict is Verdict.UNDECIDED
    assert component.witness == {}
