from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.models.choices import Aggregation, PaceShape
from kpicli.progress.aim import Aim
from kpicli.progress.expected import Course, course_of, expected, share_of_period
from progress.commitments import at_least, at_most, complete, increase, within

if TYPE_CHECKING:
    from kpicli.progress.pace import Pace

START, END = date(2026, 1, 1), date(2026, 12, 31)
AUGUST = date(2026, 8, 1)
QUARTERS = (
    (date(2026, 3, 31), Decimal(110)),
    (date(2026, 6, 30), Decimal(125)),
    (date(2026, 9, 30), Decimal(140)),
)
PLAIN = Course(START, END, baseline=Decimal(100), target=Decimal(150))
PHASED = replace(PLAIN, interim=QUARTERS)
SEASONS = tuple(Decimal(share) for share in ("0.1", "0.2", "0.3", "0.4"))


@pytest.mark.parametrize(
    ("as_of", "share"),
    [
        (date(2025, 12, 31), "0"),
        (date(2026, 1, 1), "0"),
        (date(2026, 1, 2), "0.0027"),
        (date(2026, 3, 10), "0.1863"),
        (date(2026, 12, 31), "0.9973"),
        (date(2027, 1, 1), "1"),
        (date(2027, 6, 1), "1"),
    ],
)
def test_a_day_counts_at_its_start_and_the_end_belongs_to_the_period(
    as_of: date, share: str
) -> None:
    assert round(share_of_period(START, END, as_of), 4) == Decimal(share)


def test_a_period_of_one_day_begins_and_is_over() -> None:
    assert share_of_period(START, START, START) == 0
    assert share_of_period(START, START, date(2026, 1, 2)) == 1


def test_a_period_may_end_on_the_last_date_there_is() -> None:
    assert 0 < share_of_period(START, date.max, date.max) < 1


@pytest.mark.parametrize(
    ("course", "pace", "share"),
    [
        pytest.param(PLAIN, PaceShape.LINEAR, "0.5808", id="linear"),
        pytest.param(PLAIN, PaceShape.GEOMETRIC, "0.5311", id="geometric"),
        pytest.param(PHASED, PaceShape.STEP, "0.5", id="step"),
        pytest.param(PHASED, PaceShape.LINEAR, "0.6011", id="through the interim targets"),
        pytest.param(PLAIN, SEASONS, "0.3970", id="seasonal"),
        pytest.param(PLAIN, PaceShape.STEP, "0", id="step without interim targets"),
        pytest.param(
            replace(PLAIN, baseline=Decimal(-1)), PaceShape.GEOMETRIC, "0.5808", id="signs differ"
        ),
    ],
)
def test_a_pace_says_what_is_due(course: Course, pace: Pace, share: str) -> None:
    due = expected(replace(course, pace=pace), AUGUST)
    assert due is not None
    assert round(due, 4) == Decimal(share)


@pytest.mark.parametrize(
    ("as_of", "share"),
    [
        (date(2026, 3, 31), "0"),
        (date(2026, 4, 1), "0.2"),
        (date(2026, 9, 30), "0.5"),
        (date(2026, 10, 1), "0.8"),
        (date(2026, 12, 31), "0.8"),
        (date(2027, 1, 1), "1"),
    ],
)
def test_a_step_counts_from_the_day_after_it_is_due(as_of: date, share: str) -> None:
    assert expected(replace(PHASED, pace=PaceShape.STEP), as_of) == Decimal(share)


def test_interim_targets_count_in_the_order_of_their_dates() -> None:
    shuffled = replace(PHASED, interim=QUARTERS[::-1])
    assert expected(shuffled, AUGUST) == expected(PHASED, AUGUST)


@pytest.mark.parametrize("due", [date(2025, 12, 31), date(2026, 12, 31), date(2027, 3, 31)])
def test_interim_targets_outside_the_period_or_on_its_end_do_not_count(due: date) -> None:
    course = replace(PLAIN, interim=((due, Decimal(149)),))
    assert expected(course, AUGUST) == expected(PLAIN, AUGUST)


@pytest.mark.parametrize("pace", [PaceShape.LINEAR, PaceShape.STEP])
@pytest.mark.parametrize("baseline", [None, Decimal(150)])
def test_interim_targets_need_a_baseline_to_count_from(
    pace: PaceShape, baseline: Decimal | None
) -> None:
    assert expected(replace(PHASED, baseline=baseline, pace=pace), AUGUST) is None


@pytest.mark.parametrize("pace", [*PaceShape, SEASONS])
def test_what_has_to_hold_is_due_in_full_once_the_period_has_begun(pace: Pace) -> None:
    course = replace(PHASED, aim=Aim.HOLD, pace=pace)
    assert expected(course, date(2025, 12, 31)) == 0
    assert expected(course, START) == 1


@given(
    st.sampled_from([*PaceShape, SEASONS]),
    st.sampled_from([PLAIN, PHASED]),
    st.dates(date(2025, 12, 1), date(2027, 2, 1)),
    st.dates(date(2025, 12, 1), date(2027, 2, 1)),
)
def test_what_is_due_never_falls(pace: Pace, course: Course, one: date, other: date) -> None:
    early, late = (expected(replace(course, pace=pace), day) for day in sorted((one, other)))
    assert early is not None
    assert late is not None
    assert 0 <= early <= late <= 1


def test_the_course_of_an_increase_leads_from_the_baseline_to_the_target() -> None:
    commitment = increase(100, 150)
    assert course_of(commitment, Aggregation.LAST, (START, END)) == PLAIN
    phased = course_of(commitment, Aggregation.LAST, (START, END), PaceShape.STEP, list(QUARTERS))
    assert phased == replace(PHASED, pace=PaceShape.STEP)


def test_the_course_of_a_total_starts_at_nothing() -> None:
    course = course_of(increase(32, 50), Aggregation.SUM, (START, END))
    assert course == Course(START, END, baseline=Decimal(0), target=Decimal(50))


def test_the_course_of_a_cap_and_of_a_deliverable_is_their_share_of_the_period() -> None:
    cap = course_of(at_most(50), Aggregation.SUM, (START, END))
    deliverable = course_of(complete(), Aggregation.LAST, (START, END))
    assert expected(cap, AUGUST) == expected(deliverable, AUGUST) == expected(PLAIN, AUGUST)


def test_thresholds_and_ranges_are_due_from_the_start() -> None:
    for commitment in (at_least(95), at_most(30), within(20, 30, baseline=40)):
        assert expected(course_of(commitment, Aggregation.LAST, (START, END)), START) == 1
