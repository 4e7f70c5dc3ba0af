"""What a solver of somebody else's may add to our own search, and what it may not."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from constraints.corpus import fact, system
from kpicli.constraints.budget import Budget
from kpicli.constraints.conflict import Feasibility, Method, Verdict
from kpicli.constraints.feasibility import check_feasibility
from kpicli.constraints.gives import gives
from kpicli.constraints.solver import Answer, Solver
from kpicli.constraints.system import FactKind, Side, System

NONE = Budget(boxes=0, hidden_boxes=0)


@dataclass(slots=True)
class Scripted:
    """Gives answers, the last one for ever, and keeps what it was asked."""

    answers: list[Answer]
    name: str = "oracle"
    asked: list[System] = field(default_factory=list)

    def answer(self, system: System) -> Answer:
        self.asked.append(system)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


@dataclass(frozen=True, slots=True)
class Knowing:
    """Refutes what contains all facts and equations that it knows to be impossible together."""

    facts: frozenset[str]
    equations: frozenset[str]
    name: str = "oracle"

    def answer(self, system: System) -> Answer:
        keys = {each.key for each in system.facts}
        texts = {each.text for each in system.equations}
        is_refuted = self.facts <= keys and self.equations <= texts
        return Answer(Verdict.CONFLICT if is_refuted else Verdict.UNDECIDED)


def hard() -> System:
    """Two equations that propagation alone does not settle, and one beside them."""
    return system(
        {"t": "x ** 3 + y ** 3 - 2 * x * y", "u": "x * y * (x - y) + x", "v": "x + y"},
        [
            fact("t", "t", (5, 5)),
            fact("u", "u", (2, 2)),
            fact("v", "v", (None, 900)),
            fact("x", "x", (0, 9), FactKind.HARD),
        ],
    )


def verdict(found: Feasibility) -> Verdict:
    (component,) = found.components
    return component.verdict


def test_a_solver_is_not_asked_about_what_is_decided() -> None:
    solver = Scripted([Answer(Verdict.UNDECIDED)])
    feasible = system({"z": "x + y"}, [fact("x", "x", (0, 1)), fact("z", "z", (2, None))])
    refuted = system({"z": "2 * x"}, [fact("x", "x", (0, 1)), fact("z", "z", (3, None))])
    for each in (feasible, refuted):
        check_feasibility(each, solver=solver)
    assert solver.asked == []


def test_a_verdict_names_the_solver() -> None:
    found = check_feasibility(hard(), NONE, Scripted([Answer(Verdict.UNDECIDED)]))
    assert verdict(found) is Verdict.UNDECIDED
    assert found.components[0].solver == "oracle"
    assert check_feasibility(hard(), NONE).components[0].solver == ""


def test_what_it_refutes_is_made_smallest_by_leaving_out() -> None:
    solver: Solver = Knowing(frozenset({"t", "u"}), frozenset({"x * y * (x - y) + x"}))
    found = check_feasibility(hard(), NONE, solver)
    (conflict,) = found.conflicts
    assert conflict.facts == ("t", "u")
    assert [each.text for each in conflict.equations] == ["x * y * (x - y) + x"]
    assert (conflict.method, conflict.solver) == (Method.SOLVER, "oracle")
    assert conflict.steps == ()
    assert verdict(found) is Verdict.CONFLICT


def test_values_count_only_if_they_stand_up_to_our_own_arithmetic() -> None:
    wrong = Answer(Verdict.CONSISTENT, {"x": Decimal(1), "y": Decimal(1), "t": Decimal(5)})
    assert verdict(check_feasibility(hard(), NONE, Scripted([wrong]))) is Verdict.UNDECIDED
    without = Answer(Verdict.CONSISTENT)
    assert verdict(check_feasibility(hard(), NONE, Scripted([without]))) is Verdict.UNDECIDED


def test_z3_proves_what_our_own_search_leaves_open() -> None:
    pytest.importorskip("z3")
    from kpicli.constraints.z3_solver import Z3Solver  # noqa: PLC0415 - after the skip

    ranges = {"w": (2, 3), "a": (2, 3), "v": (-2, 8), "b": (1, 2)}
    facts = [fact(f"range-{x}", x, ends, FactKind.HARD) for x, ends in ranges.items()]
    built = system(
        {"y": "wavg(0, v, (a - b) / (a + a), w)"}, [*facts, fact("goal", "y", ("-0.6", "-0.5"))]
    )
    assert verdict(check_feasibility(built)) is Verdict.UNDECIDED
    found = check_feasibility(built, solver=Z3Solver())
    (conflict,) = found.conflicts
    assert "goal" in conflict.facts
    assert [(each.variable, each.side) for each in conflict.bounds if each.fact == "goal"] == [
        ("y", Side.HIGH)
    ]
    assert conflict.solver == "z3"
    (way,) = gives(conflict).alternatives
    assert way.fact == "goal"
    assert way.value is not None
    assert abs(way.value) < Decimal("0.001")


def test_z3_gives_the_same_answer_each_time() -> None:
    pytest.importorskip("z3")
    from kpicli.constraints.z3_solver import Z3Solver  # noqa: PLC0415 - after the skip

    built = system({"p": "x * y", "q": "x - y"}, [fact("p", "p", (2, 3)), fact("q", "q", (1, 1))])
    first = Z3Solver().answer(built)
    assert first.verdict is Verdict.CONSISTENT
    Z3Solver().answer(system({"q": "a * b"}, [fact("q", "q", (1, 2))]))
    assert Z3Solver().answer(built) == first
    assert Z3Solver(steps=10).answer(hard()).verdict is Verdict.UNDECIDED


def test_numbers_beyond_writing_out_are_left_alone() -> None:
    pytest.importorskip("z3")
    from kpicli.constraints.z3_solver import Z3Solver  # noqa: PLC0415 - after the skip

    built = system({"y": "2 * x"}, [fact("y", "y", ("1e900000", None))])
    assert Z3Solver().answer(built).verdict is Verdict.UNDECIDED


def test_every_kind_of_formula_is_understood() -> None:
    pytest.importorskip("z3")
    from kpicli.constraints.z3_solver import Z3Solver  # noqa: PLC0415 - after the skip

    text = "min(x, 2) + max(x, y, 1) - abs(-x) + mean(x, y) / sum(x, y) + wavg(x, 1, y, 3) ** 2"
    facts = [fact("x", "x", (3, 3)), fact("y", "y", (1, 1))]
    value = Decimal("4.75")  # 2 + 3 - 3 + 2/4 + 1.5 ** 2
    for low, expected in ((value, Verdict.CONSISTENT), (value + 1, Verdict.CONFLICT)):
        built = system({"z": text}, [*facts, fact("z", "z", (low, None))])
        assert Z3Solver().answer(built).verdict is expected
