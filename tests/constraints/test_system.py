from __future__ import annotations

from decimal import Decimal

import pytest

from constraints.corpus import equation, fact, system
from kpicli.constraints.budget import Budget
from kpicli.constraints.conflict import Contributor, Shortfall, Verdict
from kpicli.constraints.feasibility import check_feasibility
from kpicli.constraints.gives import gives
from kpicli.constraints.system import DefinitionCycle, System, system_of
from kpicli.formulas import BinaryOperation, Name, Number, Operator, Power


def test_a_cycle_of_definitions_is_named_from_its_first_variable() -> None:
    definitions = [equation("c", "a + 1"), equation("b", "c * 2"), equation("a", "b - d")]
    assert system_of(definitions, []) == DefinitionCycle(("a", "b", "c"))
    assert system_of(definitions[::-1], []) == DefinitionCycle(("a", "b", "c"))


def test_a_variable_defined_by_itself_is_a_cycle() -> None:
    assert system_of([equation("a", "a + 1")], []) == DefinitionCycle(("a",))


@pytest.mark.parametrize(
    ("definitions", "bounds"),
    [
        (["1", "2"], [(0, 1)]),
        (["1"], [(0, 1), (0, 1)]),
        (["1"], [(Decimal("NaN"), 1)]),
        (["1"], [(0, Decimal("Infinity"))]),
    ],
)
def test_nonsense_is_refused(
    definitions: list[str], bounds: list[tuple[Decimal | int, Decimal | int]]
) -> None:
    with pytest.raises(ValueError, match=r"two|not finite"):
        system_of(
            [equation("a", text) for text in definitions], [fact("f", "x", b) for b in bounds]
        )


@pytest.mark.parametrize(
    "text",
    [
        "1e99 ** 8 * x",
        "x * 1e99 * 1e99 * 1e99 * 1e99",
        "x / (1e99 * 1e99 * 1e99 * 1e99)",
        "((((x ** 8) ** 8) ** 8) ** 8) ** 8",
        "((((1e99 ** 8) ** 8) ** 8) ** 8) ** 8 - x",
        "x / (y - y)",
        "x / 0",
        "0 / 0",
        "wavg(x, 0)",
        "wavg(x, y, x, -y)",
        "wavg(1, 2, 3, 4)",
        "min(x, x)",
        "max(1, 2)",
        "abs(-3)",
        "-" * 40 + "x",
        "x / x",
        "(x + y) / (x + y)",
        "x - x",
        "+".join(["x"] * 200),
    ],
)
def test_no_formula_is_too_wild(text: str) -> None:
    facts = [fact(n, n, (-1, 7)) for n in ("x", "y", "z")]
    found = check_feasibility(system({"z": text}, facts), Budget(boxes=20))
    assert found.components
    for conflict in found.conflicts:
        assert gives(conflict, Budget(give_boxes=4, give_total=20)).alternatives is not None


@pytest.mark.parametrize("size", ["1e400", "-1e400", "1e-400", "1e308", "-1e-320", "1E+999999"])
def test_no_number_is_too_large_or_small(size: str) -> None:
    number = Decimal(size)
    root = BinaryOperation(Operator.MULTIPLY, Number(number), Power(Name("x"), 8))
    built = system_of([], [fact("x", "x", (number, None))])
    assert isinstance(built, System)
    assert check_feasibility(built).conflicts == ()
    formula = equation("y", "x * x")
    wild = system_of(
        [formula, type(formula)("w", root)],
        [fact("x", "x", (number, number)), fact("w", "w", (0, 1))],
    )
    assert isinstance(wild, System)
    assert check_feasibility(wild).components


def test_a_deep_chain_is_no_recursion() -> None:
    definitions = {f"x{number + 1}": f"x{number} * 1" for number in range(3000)}
    facts = [fact("a", "x0", (None, 1)), fact("b", "x3000", (2, None))]
    (conflict,) = check_feasibility(system(definitions, facts)).conflicts
    assert conflict.facts == ("a", "b")


def test_a_large_conflict_names_the_sum_and_its_greatest_parts() -> None:
    members = [f"x{number}" for number in range(450)]
    text = {f"part{n}": f"sum({', '.join(members[n * 90 : n * 90 + 90])})" for n in range(5)}
    facts = [fact(name, name, (None, 10)) for name in members]
    facts += [fact("total", "total", (5000, None))]
    built = system({**text, "total": "sum(part0, part1, part2, part3, part4)"}, facts)
    (conflict,) = check_feasibility(built).conflicts
    assert not conflict.is_minimised
    assert len(conflict.facts) == 451
    parts = tuple(Contributor(f"part{number}", Decimal(900)) for number in range(5))
    assert conflict.shortfall == Shortfall("total", Decimal(4500), Decimal(5000), parts, 5)
    assert gives(conflict).alternatives == ()
    assert {each.verdict for each in check_feasibility(built).components} == {Verdict.CONFLICT}


def test_a_sum_of_ninety_caps_is_minimised() -> None:
    members = [f"x{number}" for number in range(90)]
    facts = [fact(name, name, (None, 10)) for name in members]
    facts += [fact("total", "total", (901, None))]
    (conflict,) = check_feasibility(
        system({"total": f"sum({', '.join(members)})"}, facts)
    ).conflicts
    assert len(conflict.facts) == 91
    assert conflict.opposed[0].value == 900
