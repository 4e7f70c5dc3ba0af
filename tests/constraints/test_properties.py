"""What holds for every system: no solution is ever refuted, and order changes nothing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.corpus import business_system, fact, random_system, seeded, system, values_of
from formulas.trees import IDS, names, render, trees
from kpicli.constraints.conflict import Verdict
from kpicli.constraints.feasibility import check_feasibility
from kpicli.constraints.system import Equation, System, system_of
from kpicli.formulas import Formula, evaluate

seeds = st.integers(0, 10**6)
slow = settings(max_examples=60)
points = st.fixed_dictionaries({name: st.decimals(-1000, 1000, places=1) for name in IDS})
rooms = st.decimals(0, 100, places=1)


@slow
@given(st.lists(trees(), min_size=1, max_size=3), points, rooms)
def test_a_system_with_a_solution_is_never_refuted(
    roots: list[object], point: dict[str, Decimal], room: Decimal
) -> None:
    equations, facts = [], [fact(n, n, (v - room, v + room)) for n, v in point.items()]
    for number, root in enumerate(roots):
        value = evaluate(Formula("", root, names(root)), point)  # type: ignore[arg-type]
        if value is not None and abs(value) < Decimal("1e60"):
            equations.append(Equation(f"y{number}", root, render(root)))  # type: ignore[arg-type]
            near = abs(value) * Decimal("1e-20")
            facts.append(fact(f"y{number}", f"y{number}", (value - near, value + near)))
    built = system_of(equations, facts)
    assert isinstance(built, System)
    assert check_feasibility(built).conflicts == ()


@slow
@given(seeds, seeds)
def test_order_changes_nothing(seed: int, order: int) -> None:
    built = random_system(seeded(seed))
    definitions, facts = list(built.definitions), list(built.facts)
    seeded(order).shuffle(definitions)
    seeded(order).shuffle(facts)
    shuffled = system_of(definitions, facts)
    assert isinstance(shuffled, System)
    assert check_feasibility(shuffled) == check_feasibility(built)


@slow
@given(seeds)
def test_a_conflict_stands_alone_and_nothing_can_be_left_out(seed: int) -> None:
    for conflict in check_feasibility(random_system(seeded(seed))).conflicts:
        numbers = sorted(conflict.evidence.facts)
        assert conflict.evidence.refutes(numbers)
        for left_out in numbers if conflict.is_minimised else ():
            assert not conflict.evidence.refutes([n for n in numbers if n != left_out])


@slow
@given(seeds)
def test_the_facts_of_a_conflict_have_no_witness(seed: int) -> None:
    built = random_system(seeded(seed))
    for conflict in check_feasibility(built).conflicts:
        mine = [each for each in built.facts if each.key in conflict.facts]
        alone = system_of(built.definitions, mine)
        assert isinstance(alone, System)
        verdicts = {component.verdict for component in check_feasibility(alone).components}
        assert verdicts != {Verdict.CONSISTENT}


@slow
@given(seeds)
def test_a_witness_satisfies_everything(seed: int) -> None:
    built = business_system(seeded(seed))
    found = check_feasibility(built)
    verdicts = {component.verdict for component in found.components}
    if verdicts != {Verdict.CONSISTENT}:
        return
    witness = {name: value for each in found.components for name, value in each.witness.items()}
    defined = {each.variable for each in built.definitions}
    values = values_of(built, {n: v for n, v in witness.items() if n not in defined})
    assert values is not None
    for each in built.facts:
        value = values[each.variable]
        slack = Decimal("1e-6") * max(abs(value), Decimal(1))
        assert each.low is None or value >= each.low - slack
        assert each.high is None or value <= each.high + slack


@slow
@given(st.lists(st.decimals(-100, 100, places=1), min_size=1, max_size=6), rooms)
def test_a_sum_is_in_conflict_exactly_if_its_bounds_are(
    parts: list[Decimal], room: Decimal
) -> None:
    members = [f"x{number}" for number in range(len(parts))]
    facts = [fact(name, name, (None, part)) for name, part in zip(members, parts, strict=True)]
    goal = sum(parts, Decimal(0)) + room
    facts.append(fact("total", "total", (goal, None)))
    found = check_feasibility(system({"total": f"sum({', '.join(members)})"}, facts))
    assert bool(found.conflicts) == (room > 0)
