from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.models.choices import Direction
from repository import workspace

if TYPE_CHECKING:
    from kpicli.models.commitment import Commitment


def commitment(fields: str) -> Commitment | None:
    loaded = workspace(f"kpis: [{{id: a, title: A, {fields}}}]")
    return loaded.commitment(loaded.kpis[0])


def numbers(fields: str) -> tuple[str | None, ...]:
    """Direction, target, low, high and baseline."""
    found = commitment(fields)
    assert found is not None
    values = (found.target, found.low, found.high, found.baseline)
    return (str(found.direction), *(None if value is None else f"{value:f}" for value in values))


@pytest.mark.parametrize(
    ("fields", "direction", "target", "low", "high", "baseline"),
    [
        ("baseline: 32, target: 50", "increase", "50", "50", None, "32"),
        ("baseline: 50, target: 32", "decrease", "32", None, "32", "50"),
        ("baseline: -50, target: -32", "increase", "-32", "-32", None, "-50"),
        ("direction: increase, target: 50", "increase", "50", "50", None, None),
        ("direction: decrease, target: 50", "decrease", "50", None, "50", None),
        ("direction: at_least, baseline: 60, target: 50", "at_least", "50", "50", None, "60"),
        ("direction: at_most, baseline: 40, target: 50", "at_most", "50", None, "50", "40"),
        ("direction: increase, baseline: 50, target: 50", "increase", "50", "50", None, "50"),
        ("direction: within, target: 50", "within", "50", "50", "50", None),
        ("direction: within, target: 50, tolerance: 2", "within", "50", "48", "52", None),
        ("target: '>= 95%'", "at_least", "0.95", "0.95", None, None),
        ("target: '<= 30'", "at_most", "30", None, "30", None),
        ("target: '>= 50', direction: increase", "increase", "50", "50", None, None),
        ("target: '<= 50', direction: decrease", "decrease", "50", None, "50", None),
        ("target: 45..55", "within", None, "45", "55", None),
        ("target: 45..55, direction: within", "within", None, "45", "55", None),
        ("target: complete", "complete", "1", "1", None, None),
        ("target: complete, direction: increase", "complete", "1", "1", None, None),
        ("target: 100%, direction: complete", "complete", "1", "1", None, None),
        ("baseline: 200, target: +20%", "increase", "240", "240", None, "200"),
        ("baseline: 200, target: -10%", "decrease", "180", None, "180", "200"),
        ("baseline: -200, target: +20%", "increase", "-160", "-160", None, "-200"),
        ("baseline: -200, target: -10%", "decrease", "-220", None, "-220", "-200"),
        ("baseline: 200, target: +300", "increase", "500", "500", None, "200"),
        ("baseline: 200, target: {change: -300}", "decrease", "-100", None, "-100", "200"),
        ("baseline: 200, target: -300", "decrease", "-300", None, "-300", "200"),
        ("baseline: 0.3, target: {value: -10%}", "decrease", "-0.1", None, "-0.1", "0.3"),
        ("baseline: 30%, target: +5pp", "increase", "0.35", "0.35", None, "0.30"),
        ("unit: '%', baseline: 30%, target: +5pp", "increase", "35", "35", None, "30"),
        ("unit: '%', baseline: 30, target: 35", "increase", "35", "35", None, "30"),
        ("unit: '%', baseline: 30, target: +10%", "increase", "33", "33", None, "30"),
        ("unit: '%', target: '>= 95'", "at_least", "95", "95", None, None),
        ("unit: '%', target: '>= 95%'", "at_least", "95", "95", None, None),
        ("unit: kEUR, baseline: 900, target: EUR 1M", "increase", "1000", "1000", None, "900"),
        ("unit: EUR, baseline: 0.9 MEUR, target: 1000 kEUR", "increase", "1000000", "1000000",
         None, "900000"),
        ("unit: days, target: <= 2 weeks", "at_most", "14", None, "14", None),
        ("target: <= 2 weeks, baseline: 21 days", "at_most", "2", None, "2", "3"),
        ("baseline: 1.5k, target: 2k", "increase", "2000", "2000", None, "1500"),
        ("baseline: '10:1', target: '20:1'", "increase", "20", "20", None, "10"),
    ],
)  # fmt: skip
def test_what_a_target_commits_to(
    fields: str,
    direction: str,
    target: str | None,
    low: str | None,
    high: str | None,
    baseline: str | None,
) -> None:
    expected = (direction, target, low, high, baseline)
    found = numbers(fields)
    assert found[0] == expected[0]
    assert [value and Decimal(value) for value in found[1:]] == [
        value and Decimal(value) for value in expected[1:]
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "baseline: 32",
        "target: 50",
        "baseline: 50, target: 50",
        "target: TBD",
        "target: At or above 95%",
        "target: TBD, direction: increase",
        "target: '>= 50', direction: decrease",
        "target: '>= 50', direction: at_most",
        "target: '>= 50', direction: within",
        "target: '>= 50', direction: complete",
        "target: '<= 50', direction: increase",
        "target: '<= 50', direction: complete",
        "target: 45..55, direction: increase",
        "target: 45..55, direction: at_most",
        "target: complete, direction: decrease",
        "target: complete, direction: within",
        "target: 60%, direction: complete",
        "baseline: 32, target: 50, direction: decrease",
        "baseline: 50, target: 32, direction: increase",
        "baseline: 200, target: -10%, direction: increase",
        "unit: EUR, baseline: 5, target: 10 days",
        "unit: EUR, baseline: 5, target: +5pp",
        "unit: EUR, target: 5 EUR..2 days",
        "unit: days, target: 3 weeks..20 days",
    ],
)
def test_what_commits_to_nothing(fields: str) -> None:
    assert commitment(fields) is None


@pytest.mark.parametrize(
    ("fields", "levels"),
    [
        ("baseline: 32, target: {commit: 40, target: 50, stretch: 65}", [40, 50, 65]),
        ("baseline: 100, target: {commit: +5%, target: +10%, stretch: +15%}", [105, 110, 115]),
        ("baseline: 100, target: {commit: {change: -5}, target: {change: -10}}", [95, 90, None]),
        ("target: {commit: 90%, target: '>= 95%'}", [Decimal("0.9"), Decimal("0.95"), None]),
        ("unit: kEUR, baseline: 1, target: {target: 2, stretch: EUR 3000}", [None, 2, 3]),
    ],
)
def test_three_levels(fields: str, levels: list[object]) -> None:
    found = commitment(fields)
    assert found is not None
    assert [found.commit, found.target, found.stretch] == levels


@pytest.mark.parametrize(
    ("target", "value", "is_met"),
    [
        (">= 95", "95", True),
        ("> 95", "95", False),
        ("> 95", "95.01", True),
        ("<= 30", "30", True),
        ("< 30", "30", False),
        ("45..55", "45", True),
        ("45..55", "55.1", False),
    ],
)
def test_strict_bounds_leave_themselves_out(target: str, value: str, is_met: bool) -> None:  # noqa: FBT001 - a table's column
    found = commitment(f"target: '{target}'")
    assert found is not None
    assert found.is_met_by(Decimal(value)) is is_met


@pytest.mark.parametrize(
    ("content", "unit"),
    [
        ("unit: EUR, target: 5 kEUR, direction: increase", "EUR"),
        ("target: <= 30 days", "days"),
        ("baseline: €5, target: 8", "€"),
        ("target: 5..8 weeks", "weeks"),
        ("target: '>= 95%'", ""),
        ("baseline: 5, target: +5pp", ""),
        ("target: complete, unit: '%'", ""),
        ("target: TBD", ""),
    ],
)
def test_the_unit_is_the_metrics_or_the_one_written_beside_the_numbers(
    content: str, unit: str
) -> None:
    loaded = workspace(f"kpis: [{{id: a, title: A, {content}}}]")
    assert loaded.unit(loaded.kpis[0]) == unit


def test_the_unit_of_the_metric_named() -> None:
    loaded = workspace("""
        metrics: [{id: m, unit: kEUR, aggregation: sum}]
        kpis:
          - {id: a, title: A, metric: m, baseline: 1, target: EUR 2500}
          - {id: b, title: B, metric: a_own, target: ">= 5"}
          - {id: a_own, title: Own, unit: days}
    """)
    first, second, _ = loaded.kpis
    found = loaded.commitment(first)
    assert found is not None
    assert (found.target, found.direction) == (Decimal("2.5"), Direction.INCREASE)
    assert (loaded.aggregation(first), loaded.aggregation(second)) == ("sum", "last")
    assert loaded.unit(second) == "days"
    assert loaded.value_in(first, Decimal(2), "EUR") == 2000
    assert loaded.value_in(first, Decimal(2), "days") is None


def test_kpis_of_one_quantity_go_together() -> None:
    loaded = workspace("""
        metrics: [{id: m}]
        kpis:
          - {id: b, title: B, metric: m, period: 2026}
          - {id: a, title: A, metric: m, period: 2026-01-01/2026-12-31}
          - {id: c, title: C, metric: m, period: 2026, segment: emea}
          - {id: d, title: D, metric: m, period: 2026, status: draft}
          - {id: e, title: E, metric: m, period: 2026, status: closed}
          - {id: f, title: F, metric: m}
          - {id: g, title: G, period: 2026}
    """)
    groups = [[kpi.id for kpi in kpis] for kpis in loaded.kpis_by_quantity.values()]
    assert groups == [["a", "b"], ["c"], ["g"]]
