"""What no later value can change, and which values a total still waits for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.models.choices import Aggregation, Cadence
from kpicli.progress.finality import is_settled, lacks_its_end, next_value_due
from kpicli.progress.goals import progress_of
from kpicli.progress.status import ProgressStatus
from progress.commitments import at_least, at_most, within
from repository import workspace

if TYPE_CHECKING:
    from kpicli.models.commitment import Commitment

END = date(2026, 6, 30)
JANUARY_TO_APRIL = "actuals: {2026-01: 14, 2026-02: 14, 2026-03: 14, 2026-04: 14}"


@pytest.mark.parametrize(
    ("last", "cadence", "is_lacking"),
    [
        ("2026-05-31", Cadence.MONTHLY, True),
        ("2026-06-01", Cadence.MONTHLY, False),
        ("2026-06-30", Cadence.MONTHLY, False),
        ("2026-03-31", Cadence.QUARTERLY, True),
        ("2026-06-23", Cadence.WEEKLY, True),
        ("2026-06-24", Cadence.WEEKLY, False),
        ("2026-06-27", Cadence.DAILY, True),
        ("2026-06-28", Cadence.DAILY, False),
    ],
)
def test_a_whole_cadence_without_a_value_is_lacking(
    last: str, cadence: Cadence, *, is_lacking: bool
) -> None:
    assert lacks_its_end(date.fromisoformat(last), cadence, END) is is_lacking


@pytest.mark.parametrize(
    ("commitment", "parts", "expected"),
    [
        (at_least("9"), ["5", "4"], True),
        (at_least("9"), ["5", "3"], False),
        (at_least("9"), ["12", "-1"], False),
        (at_most("9"), ["5", "4"], False),
        (at_most("9"), ["5", "5"], True),
        (at_most("9", strict=True), ["5", "4"], True),
        (within("5", "9"), ["5", "2"], False),
        (within("5", "9"), ["5", "5"], True),
    ],
)  # fmt: skip
def test_a_total_without_a_part_below_0_only_grows(
    commitment: Commitment, parts: list[str], *, expected: bool
) -> None:
    values = [Decimal(part) for part in parts]
    total = sum(values, Decimal(0))
    assert is_settled(commitment, Aggregation.SUM, total, values) is expected
    assert not is_settled(commitment, Aggregation.LAST, total, values)


def status_of(fields: str, as_of: date) -> ProgressStatus:
    goal = f"kpis: [{{id: a, title: A, cadence: monthly, period: 2026-H1, {fields}}}]"
    return progress_of("a", workspace(goal, as_of)).status


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ('"<= 60"', ProgressStatus.STALE),
        ('">= 60"', ProgressStatus.STALE),
        ("40..60", ProgressStatus.STALE),
        ('">= 56"', ProgressStatus.ACHIEVED),
        ('"<= 50"', ProgressStatus.MISSED),
    ],
)
def test_a_total_without_its_last_months_is_not_final(target: str, status: ProgressStatus) -> None:
    fields = f"aggregation: sum, target: {target}, {JANUARY_TO_APRIL}"
    assert status_of(fields, date(2026, 7, 15)) is status


@pytest.mark.parametrize(
    "fields",
    [
        'aggregation: sum, target: "<= 60", actuals: {2026-Q1: 28, 2026-Q2: 28}',
        'aggregation: sum, target: "<= 60", actuals: {2026-Q1: 28, 2026-05-10: 9, 2026-06-20: 9}',
        'aggregation: mean, target: "<= 60", actuals: {2026-04: 28, 2026-06: 28}',
        'target: "<= 60", actuals: {2026-06: 28}',
        'target: "<= 60", actuals: {2026-06-01: 28}',
        "baseline: 10, target: 20, actuals: {2026-05: 28}",  # it was reached in May
    ],
)
def test_what_is_whole_is_final_after_its_period(fields: str) -> None:
    assert status_of(fields, date(2026, 7, 15)) is ProgressStatus.ACHIEVED


@pytest.mark.parametrize(
    "fields",
    [
        'target: ">= 95", actuals: {2026-05: 96}',
        'target: ">= 95", actuals: {2026-05: 94}',
        "target: 45..55, actuals: {2026-05: 50}",
        'aggregation: mean, target: "<= 60", actuals: {2026-05: 28}',
        "baseline: 10, target: 20, actuals: {2026-05: 19}",
        "baseline: 20, target: 20, direction: increase, actuals: {2026-05: 20}",
    ],
)
@pytest.mark.parametrize("as_of", [date(2026, 7, 1), date(2027, 6, 1)])
def test_without_a_value_of_its_end_nothing_is_kept_or_missed(fields: str, as_of: date) -> None:
    assert status_of(fields, as_of) is ProgressStatus.STALE
    assert status_of(fields, date(2026, 6, 30)) is not ProgressStatus.STALE


MONTHS = "2026-01: 9, 2026-02: 9, {} 2026-05: 9, 2026-06: 9"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ('"<= 60"', ProgressStatus.STALE),
        ('">= 60"', ProgressStatus.STALE),
        ("30..60", ProgressStatus.STALE),
        ('">= 36"', ProgressStatus.ACHIEVED),
        ('"<= 30"', ProgressStatus.MISSED),
    ],
)
@pytest.mark.parametrize("hole", ["", "2026-03: 0,"])
def test_a_total_with_a_hole_is_not_final(target: str, status: ProgressStatus, hole: str) -> None:
    fields = f"aggregation: sum, target: {target}, actuals: {{{MONTHS.format(hole)}}}"
    assert status_of(fields, date(2026, 7, 15)) is status


def test_a_total_is_not_final_without_its_end_however_it_is_judged_before() -> None:
    fields = f'aggregation: sum, target: "<= 60", {JANUARY_TO_APRIL}'
    assert status_of(fields, date(2026, 6, 30)) is ProgressStatus.ON_TRACK


@pytest.mark.parametrize(
    ("actuals", "status"),
    [
        ("{2026-01: true}", ProgressStatus.ACHIEVED),
        ("{2026-01: 100%}", ProgressStatus.ACHIEVED),
        ("{2026-01: 99%}", ProgressStatus.STALE),
        ("{2026-01: true, 2026-02: false}", ProgressStatus.STALE),
    ],
)
def test_a_deliverable_that_is_done_is_never_stale(actuals: str, status: ProgressStatus) -> None:
    assert status_of(f"target: complete, actuals: {actuals}", date(2026, 6, 1)) is status


@pytest.mark.parametrize(
    ("aggregation", "commitment", "value", "expected"),
    [
        (Aggregation.MIN, at_least("9"), "8", True),
        (Aggregation.MIN, at_least("9"), "9", False),
        (Aggregation.MIN, at_least("9", strict=True), "9", True),
        (Aggregation.MIN, at_most("9"), "9", True),
        (Aggregation.MIN, at_most("9"), "10", False),
        (Aggregation.MIN, within("5", "9"), "4", True),
        (Aggregation.MIN, within("5", "9"), "10", False),
        (Aggregation.MAX, at_most("9"), "10", True),
        (Aggregation.MAX, at_most("9"), "9", False),
        (Aggregation.MAX, at_most("9", strict=True), "9", True),
        (Aggregation.MAX, at_least("9"), "9", True),
        (Aggregation.MAX, at_least("9"), "8", False),
        (Aggregation.MAX, within("5", "9"), "4", False),
        (Aggregation.MEAN, at_least("9"), "9", False),
    ],
)
def test_the_least_of_the_values_only_falls_and_the_greatest_only_rises(
    aggregation: Aggregation, commitment: Commitment, value: str, *, expected: bool
) -> None:
    parts = [Decimal(value), Decimal(-1)]
    assert is_settled(commitment, aggregation, Decimal(value), parts) is expected


UP, DOWN = "baseline: 5, target: 9", "baseline: 9, target: 5"


@pytest.mark.parametrize(
    ("aggregation", "way", "status"),
    [
        ("mean", UP, ProgressStatus.ON_TRACK),
        ("mean", DOWN, ProgressStatus.ON_TRACK),
        ("min", UP, ProgressStatus.ON_TRACK),
        ("min", DOWN, ProgressStatus.ACHIEVED),
        ("max", UP, ProgressStatus.ACHIEVED),
        ("max", DOWN, ProgressStatus.ON_TRACK),
        ("last", UP, ProgressStatus.ACHIEVED),
        ("last", DOWN, ProgressStatus.ACHIEVED),
    ],
)
def test_what_later_values_can_lose_is_achieved_at_the_end(
    aggregation: str, way: str, status: ProgressStatus
) -> None:
    value = 9 if way is UP else 5
    text = (
        f"kpis: [{{id: a, title: A, period: 2026, cadence: monthly, aggregation: {aggregation},"
        f" {way}, actuals: {{2026-02: {value}, 2026-03: {value}}}}}]"
    )
    assert progress_of("a", workspace(text, date(2026, 4, 5))).status is status
    later = text.replace("}}]", f", 2026-12: {value}}}}}]")
    assert progress_of("a", workspace(later, date(2027, 1, 5))).status is ProgressStatus.ACHIEVED


@pytest.mark.parametrize("aggregation", ["mean", "min"])
def test_what_lacks_its_end_and_could_be_lost_by_it_is_stale(aggregation: str) -> None:
    text = (
        f"kpis: [{{id: a, title: A, period: 2026, cadence: monthly, aggregation: {aggregation},"
        f" {UP}, actuals: {{2026-10: 9, 2026-11: 9}}}}]"
    )
    assert progress_of("a", workspace(text, date(2027, 1, 5))).status is ProgressStatus.STALE


def test_a_floor_that_the_least_value_has_passed_is_missed_however_old_it_is() -> None:
    text = (
        "kpis: [{id: a, title: A, period: 2026, cadence: monthly, aggregation: min,"
        ' target: ">= 9", actuals: {2026-01: 8, 2026-02: 10}}]'
    )
    assert progress_of("a", workspace(text, date(2027, 1, 5))).status is ProgressStatus.MISSED
    assert progress_of("a", workspace(text, date(2026, 9, 5))).status is ProgressStatus.AT_RISK


GOALS = """
    objectives: [{{id: top, title: Top, period: 2026}}]
    kpis:
      - {{id: leads, title: Leads, contributes_to: top, period: 2026, {fields}}}
"""


def due(fields: str, as_of: str = "2026-09-01") -> str | None:
    loaded = workspace(GOALS.format(fields=fields), date.fromisoformat(as_of))
    (kpi,) = loaded.kpis
    found = next_value_due(kpi, progress_of("leads", loaded).value, loaded)
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("cadence: monthly, baseline: 1, target: 5, actuals: {2026-08: 2}", "2026-09-30"),
        (
            "cadence: monthly, baseline: 1, target: 5, actuals: {2026-06: 2, 2026-10: 3}",
            "2026-07-31",
        ),
        ("cadence: quarterly, baseline: 1, target: 5, actuals: {2026-08-15: 2}", "2026-11-15"),
        ("cadence: weekly, target: '<= 5', actuals: {2026-08-31: 2}", "2026-09-07"),
        ("cadence: monthly, actuals: {2026-08: 2}", "2026-09-30"),
        # A value that is reached is still measured; a total that is reached cannot be lost.
        ("cadence: monthly, baseline: 1, target: 5, actuals: {2026-08: 7}", "2026-09-30"),
        ("cadence: monthly, aggregation: sum, target: '>= 5', actuals: {2026-08: 7}", None),
        ("cadence: monthly, target: complete, actuals: {2026-08: 90%}", "2026-09-30"),
        ("cadence: monthly, target: complete, actuals: {2026-08: 100%}", None),
        ("baseline: 1, target: 5, actuals: {2026-08: 2}", None),
        ("cadence: monthly, baseline: 1, target: 5", None),
        ("cadence: monthly, status: closed, baseline: 1, target: 5, actuals: {2026-08: 2}", None),
        ("cadence: monthly, status: draft, baseline: 1, target: 5, actuals: {2026-08: 2}", None),
    ],
)
def test_it_is_a_cadence_after_the_last_value(fields: str, day: str | None) -> None:
    assert due(fields) == day


@pytest.mark.parametrize(("month", "day"), [("2026-11", "2026-12-31"), ("2026-12", None)])
def test_nothing_is_due_after_the_period(month: str, day: str | None) -> None:
    fields = f"cadence: monthly, baseline: 1, target: 5, actuals: {{{month}: 2}}"
    assert due(fields, "2027-01-15") == day
