from __future__ import annotations

from kpicli.workspace.unit_clashes import unit_clashes
from repository import workspace


def clashes(content: str) -> list[tuple[str, str, list[str], bool]]:
    return [
        (found.owner.id, found.unit, [part.quantity.text for part in found.parts], found.is_hard)
        for found in unit_clashes(workspace(content))
    ]


def test_the_numbers_of_one_unit_together() -> None:
    kpi = "{id: a, title: A, unit: days, baseline: 4 EUR, target: <= 3 lead, tolerance: 1 EUR}"
    assert clashes(f"kpis: [{kpi}]") == [
        ("a", "days", ["3 lead"], True),
        ("a", "days", ["4 EUR", "1 EUR"], True),
    ]


def test_things_counted_may_be_a_matter_of_words() -> None:
    kpi = "{id: a, title: A, unit: client, target: '>= 3 customers'}"
    assert clashes(f"kpis: [{kpi}]") == [("a", "client", ["3 customers"], False)]


def test_the_limits_of_a_metric_with_and_without_unit() -> None:
    metrics = "metrics: [{id: m, unit: days, range: 0..9 EUR}, {id: n, range: 0..9 EUR}]"
    assert clashes(metrics) == [("m", "days", ["0", "9 EUR"], True)]


def test_the_limits_of_a_kpi_that_is_over_are_left_alone() -> None:
    assert not clashes("kpis: [{id: a, title: A, unit: days, range: 0..9 EUR, status: closed}]")
