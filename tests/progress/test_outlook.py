from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.progress.outlook import forecast_of, likely_miss, may_miss, possible_misses
from repository import AS_OF, workspace

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace

FALLING_SHORT = (
    "baseline: 0, target: 100, actuals: {2026-02: 9, 2026-04: 21, 2026-06: 29, 2026-08: 41}"
)
ONE_HALF = Decimal("0.5")


def kpi(fields: str, as_of: date = AS_OF) -> tuple[Definition[Kpi], Workspace]:
    period = "" if "period:" in fields else "period: 2026, "
    loaded = workspace(f"kpis: [{{id: a, title: A, {period}{fields}}}]", as_of)
    return loaded.kpis[0], loaded


def test_the_forecast_is_for_the_end_of_the_period() -> None:
    found = forecast_of(*kpi(FALLING_SHORT))
    assert found is not None
    assert 55 < found.value < 65


def test_what_was_measured_before_the_period_counts_and_what_comes_later_does_not() -> None:
    both = "{2025-08: 9, 2025-12: 21, 2026-04: 29, 2026-10: 90}"
    found = forecast_of(*kpi(f"baseline: 0, target: 100, actuals: {both}"))
    assert found is not None
    assert found.value < 60


def test_a_total_goes_on_by_the_mean_of_its_parts() -> None:
    fields = "aggregation: sum, cadence: monthly, direction: increase, target: 120"
    found = forecast_of(*kpi(f"{fields}, actuals: {{2026-06: 9, 2026-07: 10, 2026-08: 11}}"))
    assert found is not None
    assert found.value == 30 + 4 * 10


SUMMER = "aggregation: sum, cadence: monthly, actuals: {2026-06: 5, 2026-07: 5, 2026-08: 5}"


@pytest.mark.parametrize("fields", [f"{SUMMER}, target: '>= 99'", FALLING_SHORT])
def test_what_comes_in_seasons_is_not_forecast(fields: str) -> None:
    assert forecast_of(*kpi(fields)) is not None
    assert forecast_of(*kpi(f"{fields}, pace: step")) is not None
    assert forecast_of(*kpi(f"{fields}, pace: {{seasonal: [1, 2, 3, 4]}}")) is None


UPTIME = "2026-03: 99.95, 2026-04: 99.97, 2026-05: 99.91, 2026-06: 99.94, 2026-07: 99.98"
BUDGET = "aggregation: sum, cadence: monthly, target: '<= 9'"
TRIPS = f"{BUDGET}, actuals: {{2026-05: 0, 2026-06: 9, 2026-07: 0}}"


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        (f"target: '>= 99.9', range: 0..100, actuals: {{{UPTIME}}}", "99.8", "100"),
        (f"target: '>= 99.9', range: 99.9..200, actuals: {{{UPTIME}}}", "99.9", "100.2"),
        (f"{TRIPS}, range: 0..10", "0", "60"),
    ],
)
def test_a_forecast_keeps_to_what_is_possible(fields: str, low: str, high: str) -> None:
    found = forecast_of(*kpi(f"unit: x, {fields}", date(2026, 8, 1)))
    free = forecast_of(*kpi(f"unit: x, {fields}".replace("range", "meta"), date(2026, 8, 1)))
    assert found is not None
    assert free is not None
    assert Decimal(low) <= found.low <= found.value <= found.high <= Decimal(high)
    assert found != free
    assert found.probability == free.probability


@pytest.mark.parametrize(
    ("fields", "as_of"),
    [
        (FALLING_SHORT, date(2027, 1, 1)),
        ("baseline: 0, actuals: {2026-02: 9, 2026-04: 21, 2026-06: 29}", AS_OF),
        ("baseline: 0, target: 100", AS_OF),
        ("target: complete, actuals: {2026-02: 9%, 2026-04: 21%, 2026-06: 29%}", AS_OF),
        ("aggregation: sum, target: 99, actuals: {2026-02: 9, 2026-04: 2, 2026-06: 2}", AS_OF),
    ],
)
def test_there_is_no_forecast_where_too_little_is_known(fields: str, as_of: date) -> None:
    assert forecast_of(*kpi(fields, as_of)) is None
    assert likely_miss(*kpi(fields, as_of), ONE_HALF) is None


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        (FALLING_SHORT, True),
        (FALLING_SHORT.replace("100", "50"), False),
        ("baseline: 0, target: 100, actuals: {2026-02: 9, 2026-04: 21}", True),
        ("target: many, actuals: {2026-02: 9, 2026-04: 21}", False),
        ("aggregation: sum, target: '>= 100', actuals: {2026-02: 9}", False),
        ("aggregation: sum, cadence: monthly, target: '>= 100', actuals: {2026-02: 9}", True),
        ("aggregation: mean, target: '>= 100', actuals: {2026-02: 9}", False),
        ("target: complete, actuals: {2026-02: 9%, 2026-04: 1%, 2026-06: 1%, 2026-08: 2%}", False),
        (f"{FALLING_SHORT}, period: 2025", False),
    ],
)
def test_a_miss_is_ruled_out_where_the_trend_meets_the_target(fields: str, may: bool) -> None:  # noqa: FBT001 - a column of the table
    only, loaded = kpi(fields)
    assert may_miss(only, loaded) is may
    assert list(possible_misses(loaded, 1)) == [only] * may


def test_possible_misses_have_so_many_values_in_their_period() -> None:
    only, loaded = kpi(FALLING_SHORT.replace("{", "{2025-12: 1, "))
    assert list(possible_misses(loaded, 4)) == [only]
    assert not list(possible_misses(loaded, 5))


def test_a_likely_miss_is_the_forecast() -> None:
    assert likely_miss(*kpi(FALLING_SHORT), ONE_HALF) == forecast_of(*kpi(FALLING_SHORT))


@pytest.mark.parametrize("target", [55, 60, 62])
def test_a_miss_is_as_likely_as_asked(target: int) -> None:
    fields = FALLING_SHORT.replace("100", str(target))
    found = forecast_of(*kpi(fields))
    assert found is not None
    expected = found if found.probability < Decimal("0.2") and found.value < target else None
    assert likely_miss(*kpi(fields), Decimal("0.2")) == expected


def test_what_the_trend_reaches_is_no_likely_miss_however_wide_the_scatter() -> None:
    fields = (
        "baseline: 0, target: 45..46, actuals: {2026-02: 20, 2026-04: 70, 2026-06: 21, 2026-08: 71}"
    )
    assert likely_miss(*kpi(fields), ONE_HALF) is not None  # the trend leads out of the range
    fields = fields.replace("45..46", "40..99")
    found = forecast_of(*kpi(fields))
    assert found is not None
    assert likely_miss(*kpi(fields), ONE_HALF) is None
