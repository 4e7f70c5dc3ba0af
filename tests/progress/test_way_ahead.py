from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.progress.way_ahead import WayAhead, way_ahead
from repository import workspace


def ahead(fields: str) -> WayAhead | None:
    """What is left on 2026-09-01 for a KPI over 2026 with some fields."""
    period = "" if "period:" in fields else "period: 2026, "
    loaded = workspace(f"kpis: [{{id: a, title: A, {period}{fields}}}]")
    return way_ahead(loaded, loaded.kpis[0])


def known(fields: str) -> WayAhead:
    found = ahead(fields)
    assert found
    return found


LEVEL = "baseline: 70, target: 80"


def test_a_level_counts_in_days_from_its_last_value() -> None:
    way = known(f"{LEVEL}, actuals: {{2025-12-31: 70, 2026-06-30: 71, 2026-08-31: 73}}")
    assert [way.value, way.gap, way.left] == [73, 7, 122]
    assert [part.value for part in way.inside] == [71, 73]
    assert way.count == 2
    assert len(way.known) == 3
    assert way.slope() == Decimal(2) / 62
    assert way.missing("%") == "+7 pp"


def test_a_total_counts_in_values_from_its_sum() -> None:
    actuals = "{2025-Q4: 9, 2026-Q1: 10, 2026-Q2: 14}"
    way = known(f"aggregation: sum, cadence: quarterly, target: '>= 100', actuals: {actuals}")
    assert [way.value, way.gap, way.left, way.slope()] == [24, 76, 2, 12]
    assert way.missing("EUR") == "+76 EUR"


@pytest.mark.parametrize(
    "fields",
    [
        "target: '>= 80', actuals: {2026-01: 70}",
        "target: 75..80, actuals: {2026-01: 70}",
        "target: complete, actuals: {2026-01: 70%}",
        "target: many, actuals: {2026-01: 70}",
        "baseline: 70, target: 80",
        "baseline: 70, target: 80, actuals: {2026-09-30: 70}",
        "baseline: 70, target: 80, actuals: {2026-01: 80}",
        "baseline: 70, target: 80, period: 2025, actuals: {2025-01: 70}",
        "baseline: 70, target: 80, period: 2027, actuals: {2026-01: 70}",
        "baseline: 70, target: 80, period: 2026-08-01/2026-09-01, actuals: {2026-09-01: 70}",
        "baseline: 70, target: 80, aggregation: mean, actuals: {2026-01: 70}",
        "target: '>= 80', aggregation: sum, actuals: {2026-01: 70}",
        "target: '<= 80', aggregation: sum, cadence: monthly, actuals: {2026-01: 90}",
        "direction: increase, baseline: 90, target: 80, actuals: {2026-01: 70}",
    ],
)
def test_what_has_no_way_ahead(fields: str) -> None:
    assert ahead(fields) is None


@pytest.mark.parametrize(
    ("actuals", "is_on_pace"),
    [
        ("{2026-01-01: 60, 2026-08-31: 75}", True),
        ("{2026-01-01: 70, 2026-08-31: 72}", False),
        ("{2026-01-01: 74, 2026-08-31: 72}", False),
        ("{2026-08-31: 72}", False),
    ],
)
def test_whether_the_ends_keep_the_pace(actuals: str, *, is_on_pace: bool) -> None:
    assert known(f"{LEVEL}, actuals: {actuals}").is_on_pace is is_on_pace


@pytest.mark.parametrize(
    ("values", "was_done"),
    [
        ("68, 67, 69, 70, 72, 73", False),
        ("68, 61, 69, 70, 72, 73", True),  # 8 in 122 days
        ("75, 68, 69, 70, 72, 73", False),  # downward does not count
    ],
)
def test_whether_a_level_did_as_much_before(values: str, *, was_done: bool) -> None:
    days = ("2024-12", "2025-04", "2025-08", "2025-12", "2026-04", "2026-08")
    pairs = zip(days, values.split(", "), strict=True)
    actuals = ", ".join(f"{day}: {value}" for day, value in pairs)
    way = known(f"{LEVEL}, actuals: {{{actuals}}}")
    assert way.was_done_before() is was_done
    assert way.has_history(Decimal("4.9"))
    assert not way.has_history(Decimal(5))


def test_a_history_of_few_stretches_is_none() -> None:
    way = known(f"{LEVEL}, actuals: {{2020-08: 60, 2021-08: 61, 2026-05: 70, 2026-08: 73}}")
    assert way.has_history(Decimal(1))
    assert not way.has_history(Decimal(2))


def test_growth_counts_as_well_as_the_difference() -> None:
    actuals = "{2025-08: 100, 2025-12: 120, 2026-04: 121, 2026-08: 144}"
    assert known(f"baseline: 144, target: 172, actuals: {actuals}").was_done_before()
    actuals = "{2025-08: -5, 2025-12: 120, 2026-04: 121, 2026-08: 144}"
    assert not known(f"baseline: 144, target: 300, actuals: {actuals}").was_done_before()


def test_downward_the_fall_counts() -> None:
    actuals = "{2025-08: 50, 2025-12: 40, 2026-04: 41, 2026-08: 39}"
    assert known(f"baseline: 41, target: 28, actuals: {actuals}").was_done_before() is False
    assert known(f"baseline: 41, target: 32, actuals: {actuals}").was_done_before() is True


def test_a_total_is_held_against_as_many_values_in_a_row() -> None:
    start = "aggregation: sum, cadence: quarterly, target: '>= 100', actuals: "
    way = known(start + "{2024-Q4: 40, 2025-Q1: 36, 2026-Q1: 10, 2026-Q2: 14}")
    assert way.was_done_before()
    assert way.has_history(Decimal(2))
    assert not way.has_history(Decimal("2.1"))
    assert not known(start + "{2024-Q4: 40, 2025-Q1: 35, 2026-Q2: 24}").was_done_before()


def test_where_the_values_lead() -> None:
    three = known(f"{LEVEL}, actuals: {{2026-06: 71, 2026-07: 72, 2026-08: 73}}").forecast()
    assert three
    assert 76 < three.value < 78
    assert known(f"{LEVEL}, actuals: {{2026-08: 73}}").forecast() is None
    total = "aggregation: sum, cadence: monthly, target: '>= 100', "
    flow = known(total + "actuals: {2026-06: 5, 2026-07: 5, 2026-08: 5}").forecast()
    assert flow
    assert flow.value == 35
