from __future__ import annotations

from kpicli.workspace.formula_cycles import formula_cycles
from repository import workspace


def cycles(**formulas: str) -> tuple[tuple[str, ...], ...]:
    lines = [f"  - {{id: {name}, formula: '{text}'}}" for name, text in formulas.items()]
    return formula_cycles(workspace("metrics:\n  - {id: base}\n" + "\n".join(lines)))


def test_a_long_chain_is_no_circle() -> None:
    chain = {f"m{index}": f"m{index + 1} + 1" for index in range(2000)}
    assert cycles(**chain, m2000="base") == ()


def test_of_circles_that_share_metrics_a_shortest_is_named() -> None:
    assert cycles(a="b + c", b="c", c="a") == (("a", "c"),)


def test_circles_that_share_nothing_are_named_each() -> None:
    assert cycles(x="y", y="x", a="a") == (("a",), ("x", "y"))
