from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpicli.models.choices import Aggregation
from kpicli.models.period import DateRange
from kpicli.workspace.records import Timetable, all_records, record_of, records_by_time
from repository import workspace

YEAR = DateRange(date(2026, 1, 1), date(2026, 12, 31))
JANUARY, MARCH = date(2026, 1, 31), date(2026, 3, 31)
KPIS = """
kpis:
  - {id: a, title: A, period: 2026, baseline: 1, target: 9, actuals: {2026-01: 3, 2026-12: 9}}
  - {id: b, title: B, period: 2026, target: many, actuals: {2026-01-31: 4}}
  - {id: c, title: C, period: 2025, aggregation: sum, actuals: {2026-01: 5}}
  - {id: d, title: D, target: 9}
  - {id: over, title: E, period: 2026, actuals: {2026-01: 5}, status: dropped}
"""


def test_kpis_measured_on_the_same_days_of_one_period_stand_together() -> None:
    found = records_by_time(workspace(KPIS))
    assert {key: [part.kpi.id for part in parts] for key, parts in found.items()} == {
        Timetable((JANUARY,), YEAR): ["a", "b"],
        Timetable((JANUARY,), DateRange(date(2025, 1, 1), date(2025, 12, 31))): ["c"],
        Timetable((), None): ["d"],
    }


def test_a_record_has_the_aim_and_what_was_measured_by_today() -> None:
    first, second, third, _ = all_records(workspace(KPIS))
    assert first.commitment is not None
    assert first.commitment.target == 9
    assert first.series.values == (Decimal(3),)
    assert second.commitment is None
    assert [first.aggregation, third.aggregation] == [Aggregation.LAST, Aggregation.SUM]


def test_the_record_of_one_kpi_is_the_same() -> None:
    loaded = workspace(KPIS)
    one_by_one = [record_of(kpi, loaded) for kpi in loaded.live_kpis]
    together = [(key, part) for key, parts in records_by_time(loaded).items() for part in parts]
    assert one_by_one == together


@pytest.mark.parametrize(
    ("period", "inside"),
    [
        (YEAR, (JANUARY, MARCH)),
        (DateRange(JANUARY, JANUARY), (JANUARY,)),
        (DateRange(date(2026, 2, 1), date(2026, 2, 28)), ()),
        (DateRange(date(2025, 1, 1), date(2025, 12, 31)), ()),
        (None, (JANUARY, MARCH)),
    ],
)
def test_the_days_of_the_period_both_ends_included(
    period: DateRange | None, inside: tuple[date, ...]
) -> None:
    timetable = Timetable((JANUARY, MARCH), period)
    assert timetable.days_inside == timetable.days[timetable.inside] == inside
