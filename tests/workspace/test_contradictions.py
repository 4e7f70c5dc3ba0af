from __future__ import annotations

import pytest

from kpicli.workspace.contradictions import contradictions
from repository import workspace

HEAD = "defaults: {period: 2026}\nmetrics: [{id: m, unit: EUR}]\nkpis:\n"


def days_of(one: str, other: str) -> list[str]:
    """The days on which two KPIs with these actuals differ."""
    kpis = "".join(
        f"  - {{id: {name}, title: A, metric: m, baseline: 1, target: 9, actuals: {{{text}}}}}\n"
        for name, text in (("a", one), ("b", other))
    )
    return [str(day.day) for found in contradictions(workspace(HEAD + kpis)) for day in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12", "12.0"),
        ("12", "12.4"),
        ("1.2M", "1203400"),
        ("1_203_400", "1.2M"),
        ("1300 kEUR", "1.3M"),
        ("€1.25M", "1.2M"),  # half a step: either may have been rounded
        ("0", "0.4"),
        ("0.0", "0.04"),
        ("-3", "-3.2"),
        ("12", "12 days"),  # no value in euros, and so none that differs
    ],
)
def test_a_value_as_rounded_when_it_was_written_agrees(one: str, other: str) -> None:
    pair = (f"2026-06: {one}", f"2026-06: {other}")
    assert days_of(*pair) == []
    assert days_of(*reversed(pair)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("12", "13"), ("12.0", "12.4"), ("1.2M", "1.3M"), ("99.95", "99.5"), ("0", "1"), ("3", "-3")],
)
def test_other_values_differ(one: str, other: str) -> None:
    pair = (f"2026-06: {one}", f"2026-06: {other}")
    assert days_of(*pair) == ["2026-06-30"]
    assert days_of(*reversed(pair)) == ["2026-06-30"]


def test_days_are_in_their_order_however_they_are_written() -> None:
    assert days_of("2026-Q3: 1, 2026-03-31: 2", "2026-03: 5, 2026-09-30: 7, 2026-05: 3") == [
        "2026-03-31",
        "2026-09-30",
    ]
