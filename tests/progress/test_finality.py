"""What no later value can change, and which values a total still waits for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.models.choices import Aggregation, Cadence
from kpicli.progress.finality import is_settled, lacks_its_end
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
