from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.workspace.formula_influences import strength_of
from kpicli.workspace.influences import influences_of
from repository import load, workspace


@pytest.mark.parametrize(
    ("change", "strength"),
    [
        ("0.5", "0.9"),
        ("-3", "0.9"),
        ("0.49", "0.6"),
        ("-0.05", "0.6"),
        ("0.049", "0.3"),
        ("-0.01", "0.3"),
        ("0.009", "0"),
    ],
)
def test_an_elasticity_on_the_scale_of_words(change: str, strength: str) -> None:
    assert strength_of(Decimal(change)) == Decimal(strength)


def test_without_an_elasticity_a_formula_counts_as_medium() -> None:
    assert strength_of(None) == Decimal("0.6")


def signs(text: str, metric: str) -> dict[str, tuple[int, Decimal, bool]]:
    found = influences_of(workspace(text))(metric)
    return {part.source: (part.sign, part.strength, part.proved) for part in found if part.exact}


FORMULAS = """
    defaults: {period: 2026}
    metrics:
      - {id: price, unit: EUR, range: ">= 0"}
      - {id: units, unit: unit}
      - {id: fixed, unit: kEUR}
      - {id: sales, unit: EUR, formula: units * price}
      - {id: profit, unit: EUR, formula: sales - fixed}
    kpis:
      - {id: u, title: U, metric: units, baseline: 1000, target: 1100}
      - {id: p, title: P, metric: price, baseline: 10, target: 11}
      - {id: f, title: F, metric: fixed, baseline: 4, target: 3}
"""


def test_a_total_runs_through_formulas_and_converts_units() -> None:
    assert signs(FORMULAS, "profit") == {
        "fixed": (-1, Decimal("0.9"), True),
        "price": (1, Decimal("0.9"), False),
        "sales": (1, Decimal("0.9"), True),
        "units": (1, Decimal("0.9"), True),
    }


def test_without_baselines_the_ranges_tell() -> None:
    found = signs(FORMULAS.replace("baseline: 1000, ", "direction: increase, "), "sales")
    assert found["units"] == (1, Decimal("0.6"), True)
    assert found["price"] == (0, Decimal("0.6"), False)


def test_what_cancels_out_is_no_influence() -> None:
    text = """
        metrics:
          - {id: a}
          - {id: x, formula: a - a + 2 * b}
          - {id: b}
    """
    assert signs(text, "x") == {"b": (1, Decimal("0.6"), True)}


def test_circles_of_formulas_and_names_of_nothing_are_left_out() -> None:
    loaded, _ = load(
        """
        metrics:
          - {id: a, formula: b + c}
          - {id: b, formula: a * 2}
          - {id: c}
          - {id: d, formula: a + c}
          - {id: e, formula: gone + c}
          - {id: f, drivers: [{metric: f, effect: raises}, {metric: gone, effect: lowers}]}
        """
    )
    influences = influences_of(loaded)
    assert influences("a") == influences("b") == influences("d") == influences("f") == ()
    assert [part.source for part in influences("e")] == ["c"]


def test_a_metric_that_rests_on_too_many_has_no_influences_by_formula() -> None:
    names = [f"m{number}" for number in range(420)]
    halves = ", ".join(names[:210]), ", ".join(names[210:])
    lines = [f"  - {{id: {name}}}" for name in names]
    lines += [f'  - {{id: h{i}, formula: "sum({half})"}}' for i, half in enumerate(halves)]
    text = "\n".join(["metrics:", *lines, "  - {id: total, formula: h0 + h1}"])
    loaded = workspace(text)
    assert influences_of(loaded)("total") == ()
    assert len(influences_of(loaded)("h0")) == 210
