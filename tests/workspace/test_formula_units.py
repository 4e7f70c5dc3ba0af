from __future__ import annotations

import pytest

from kpicli.workspace.formula_units import formula_clash, formula_clashes
from repository import workspace

METRICS = """\
  - {id: eur, unit: EUR}
  - {id: keur, unit: kEUR}
  - {id: usd, unit: USD}
  - {id: rate, unit: EUR/month}
  - {id: days, unit: days}
  - {id: leads, unit: lead}
  - {id: clients, unit: client}
  - {id: share, unit: "%"}
  - {id: bare}
"""


def clash(unit: str, formula: str) -> tuple[str, str, bool] | None:
    loaded = workspace(
        f"metrics:\n{METRICS}  - {{id: x, unit: '{unit}', formula: '{formula}'}}"
        if unit
        else f"metrics:\n{METRICS}  - {{id: x, formula: '{formula}'}}"
    )
    found = formula_clash(loaded, loaded.metrics["x"])
    return (found.left, found.right, found.is_hard) if found else None


@pytest.mark.parametrize(
    ("unit", "formula", "expected"),
    [
        ("", "eur + days", ("`eur` in EUR", "`days` in days", True)),
        ("", "sum(keur, usd)", ("`keur` in kEUR", "`usd` in USD", True)),
        ("", "eur / 3 + usd - eur", ("`eur / 3 + usd` in USD", "`eur` in EUR", True)),
        ("USD", "eur", ("its formula gives EUR", "its unit is USD", True)),
        ("%", "eur - keur", ("its formula gives EUR", "its unit is %", True)),
        ("EUR", "eur / keur", ("its formula gives a pure number", "its unit is EUR", True)),
        ("days", "eur / rate", ("its formula gives month", "its unit is days", False)),
        ("client", "leads - leads", ("its formula gives lead", "its unit is client", False)),
    ],
)
def test_what_cannot_be_meant(unit: str, formula: str, expected: tuple[str, str, bool]) -> None:
    assert clash(unit, formula) == expected


@pytest.mark.parametrize(
    ("unit", "formula"),
    [
        ("EUR", "eur + keur"),
        ("EUR", "eur * 3"),
        ("days", "eur / keur * 365"),
        ("EUR", "days * 80"),
        ("EUR", "80 * days + eur"),
        ("EUR", "-(80 * days)"),
        ("USD", "min(2 * eur, 3 * eur)"),
        ("USD", "(eur / 3) ** 2"),
        ("client", "leads * share"),
        ("point", "share - share"),
        ("%", "leads / clients"),
        ("%/month", "leads / clients"),
        ("EUR/month", "eur"),
        ("EUR", "eur / clients"),
        ("", "leads + clients"),
        ("USD", "bare - eur * bare"),
        ("USD", "bare * eur"),
        ("client", "3"),
        ("months", "eur / rate"),
    ],
)
def test_what_may_well_be_meant(unit: str, formula: str) -> None:
    assert clash(unit, formula) is None


def test_the_unit_of_a_kpi_that_defines_its_metric() -> None:
    loaded = workspace(
        "metrics: [{id: x, unit: USD, formula: a}]\nkpis: [{id: a, title: A, target: <= 5 EUR}]"
    )
    assert formula_clash(loaded, loaded.metrics["x"])
    assert formula_clash(loaded, loaded.metrics["a"]) is None


def test_of_formulas_that_are_alike_each_clash_is_found() -> None:
    teams = [("a", "EUR"), ("b", "EUR"), ("c", "USD"), ("d", "USD"), ("e", "EUR")]
    loaded = workspace(
        "metrics:\n"
        + "".join(
            f"  - {{id: {team}.cost, unit: {unit}}}\n  - {{id: {team}.sales, unit: EUR}}\n"
            f"  - {{id: {team}.profit, unit: EUR, formula: {team}.sales - {team}.cost}}\n"
            for team, unit in teams
        )
    )
    assert [metric.id for metric, _ in formula_clashes(loaded)] == ["c.profit", "d.profit"]


def test_a_formula_without_names_has_no_clash() -> None:
    loaded = workspace("metrics: [{id: x, unit: USD, formula: 2 + 3}]")
    assert list(formula_clashes(loaded)) == []
