from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.models.choices import Lifecycle
from kpicli.models.thresholds import Thresholds
from kpicli.progress.aim import Aim
from kpicli.progress.staleness import Freshness
from kpicli.progress.status import ProgressStatus, Standing, status
from progress.commitments import decimal

START, END = date(2026, 1, 1), date(2026, 12, 31)
BEFORE, MIDWAY, AFTER = date(2025, 12, 31), date(2026, 7, 1), date(2027, 1, 1)
NUMBERS = st.decimals(-3, 3, places=2)
OPTIONAL = st.none() | NUMBERS


def standing(attained: str | None, due: str | None = "0.5", aim: Aim = Aim.REACH) -> Standing:
    return Standing(START, END, decimal(attained), decimal(due), aim=aim)


def cap(used: str | None, due: str = "0.5", attained: str = "1") -> Standing:
    return replace(standing(attained, due, Aim.CAP), share_used=decimal(used))


@pytest.mark.parametrize(
    ("attained", "due", "verdict"),
    [
        ("1", "0.5", ProgressStatus.ACHIEVED),
        ("0.99", "0.5", ProgressStatus.ON_TRACK),
        ("0.45", "0.5", ProgressStatus.ON_TRACK),
        ("0.4499", "0.5", ProgressStatus.AT_RISK),
        ("0.35", "0.5", ProgressStatus.AT_RISK),
        ("0.3499", "0.5", ProgressStatus.OFF_TRACK),
        ("-0.1667", "0.1863", ProgressStatus.OFF_TRACK),
        ("0", "0.1", ProgressStatus.OFF_TRACK),
        ("0", "0.0999", ProgressStatus.EARLY),
        ("0", "0", ProgressStatus.EARLY),
        ("0.5", "-0.2", ProgressStatus.EARLY),
        ("1", "0", ProgressStatus.ACHIEVED),
        ("1", None, ProgressStatus.ACHIEVED),
        ("0.5", None, ProgressStatus.NO_DATA),
        (None, "0.5", ProgressStatus.NO_DATA),
    ],
)
def test_progress_over_expected_progress_gives_the_colour(
    attained: str | None, due: str | None, verdict: ProgressStatus
) -> None:
    assert status(standing(attained, due), MIDWAY) is verdict


@pytest.mark.parametrize(
    ("as_of", "attained", "verdict"),
    [
        (MIDWAY, "1", ProgressStatus.ON_TRACK),
        (MIDWAY, "0.95", ProgressStatus.AT_RISK),
        (MIDWAY, "0.75", ProgressStatus.AT_RISK),
        (MIDWAY, "0.6", ProgressStatus.OFF_TRACK),
        (START, "0.6", ProgressStatus.OFF_TRACK),
        (END, "1", ProgressStatus.ON_TRACK),
        (AFTER, "1", ProgressStatus.ACHIEVED),
        (AFTER, "0.95", ProgressStatus.MISSED),
    ],
)
def test_what_holds_is_achieved_only_when_the_period_is_over(
    as_of: date, attained: str, verdict: ProgressStatus
) -> None:
    assert status(standing(attained, "1", Aim.HOLD), as_of) is verdict


@pytest.mark.parametrize(
    ("as_of", "attained", "verdict"),
    [
        (END, "0.99", ProgressStatus.ON_TRACK),
        (AFTER, "0.99", ProgressStatus.MISSED),
        (AFTER, None, ProgressStatus.MISSED),
        (AFTER, "1", ProgressStatus.ACHIEVED),
        (AFTER, "1.4", ProgressStatus.ACHIEVED),
    ],
)
def test_a_goal_is_missed_only_when_the_period_is_over(
    as_of: date, attained: str | None, verdict: ProgressStatus
) -> None:
    assert status(standing(attained, "1"), as_of) is verdict


@pytest.mark.parametrize(
    ("used", "due", "attained", "verdict"),
    [
        ("0.5", "0.5", "1", ProgressStatus.ON_TRACK),
        ("0.55", "0.5", "1", ProgressStatus.ON_TRACK),
        ("0.6", "0.5", "1", ProgressStatus.AT_RISK),
        ("0.72", "0.5", "1", ProgressStatus.OFF_TRACK),
        ("1", "0.95", "1", ProgressStatus.ON_TRACK),
        ("1.01", "0.98", "0.99", ProgressStatus.OFF_TRACK),
        ("1", "0.98", "0.99", ProgressStatus.OFF_TRACK),
        ("1.01", "0.05", "0.99", ProgressStatus.OFF_TRACK),
        ("0.4", "0.05", "1", ProgressStatus.EARLY),
        ("0", "0.5", "1", ProgressStatus.ON_TRACK),
        ("-0.2", "0.5", "1", ProgressStatus.ON_TRACK),
        (None, "0.5", "1", ProgressStatus.ON_TRACK),
        (None, "0.5", "-1", ProgressStatus.OFF_TRACK),
        ("0.3", "0.5", "0.4", ProgressStatus.AT_RISK),
        ("0.9", "0.5", "1", ProgressStatus.OFF_TRACK),
    ],
)
def test_a_cap_may_be_used_up_by_and_by(
    used: str | None, due: str, attained: str, verdict: ProgressStatus
) -> None:
    assert status(cap(used, due, attained), MIDWAY) is verdict


def test_a_cap_is_achieved_or_missed_at_the_end() -> None:
    assert status(cap("0.99", "1"), AFTER) is ProgressStatus.ACHIEVED
    assert status(cap("1.01", "1", "0.99"), AFTER) is ProgressStatus.MISSED


@pytest.mark.parametrize(
    ("lifecycle", "as_of", "freshness", "verdict"),
    [
        (Lifecycle.DRAFT, BEFORE, None, ProgressStatus.DRAFT),
        (Lifecycle.CLOSED, BEFORE, None, ProgressStatus.CLOSED),
        (Lifecycle.DROPPED, AFTER, Freshness.FRESH, ProgressStatus.CLOSED),
        (Lifecycle.ACTIVE, BEFORE, None, ProgressStatus.NOT_STARTED),
        (Lifecycle.ACTIVE, START, None, ProgressStatus.NO_DATA),
        (Lifecycle.ACTIVE, AFTER, None, ProgressStatus.NO_DATA),
        (Lifecycle.ACTIVE, MIDWAY, Freshness.STALE, ProgressStatus.STALE),
        (Lifecycle.ACTIVE, AFTER, Freshness.STALE, ProgressStatus.STALE),
        (Lifecycle.ACTIVE, MIDWAY, Freshness.AGEING, ProgressStatus.ACHIEVED),
    ],
)
def test_lifecycle_start_data_and_age_go_before_any_colour(
    lifecycle: Lifecycle, as_of: date, freshness: Freshness | None, verdict: ProgressStatus
) -> None:
    reached = replace(standing("1.2"), lifecycle=lifecycle, freshness=freshness)
    assert status(reached, as_of) is verdict


def test_thresholds_are_a_choice() -> None:
    strict = Thresholds(Decimal(1), Decimal("0.9"))
    assert status(standing("0.45"), MIDWAY) is ProgressStatus.ON_TRACK
    assert status(standing("0.45"), MIDWAY, strict) is ProgressStatus.AT_RISK
    assert status(standing("0.44"), MIDWAY, strict) is ProgressStatus.OFF_TRACK


@given(st.sampled_from(Aim), OPTIONAL, OPTIONAL, OPTIONAL, st.dates())
def test_every_standing_has_a_status(
    aim: Aim, attained: Decimal | None, due: Decimal | None, used: Decimal | None, as_of: date
) -> None:
    standing = Standing(START, END, attained, due, aim=aim, share_used=used)
    verdict = status(standing, as_of)
    assert (verdict is ProgressStatus.NOT_STARTED) == (as_of < START)
    assert as_of <= END or verdict in {ProgressStatus.ACHIEVED, ProgressStatus.MISSED}


@given(st.sampled_from([Aim.REACH, Aim.HOLD]), NUMBERS, NUMBERS, st.decimals("0.1", 1, places=2))
def test_more_progress_never_looks_worse(
    aim: Aim, one: Decimal, other: Decimal, due: Decimal
) -> None:
    order = [
        ProgressStatus.OFF_TRACK,
        ProgressStatus.AT_RISK,
        ProgressStatus.ON_TRACK,
        ProgressStatus.ACHIEVED,
    ]
    worse, better = (
        order.index(status(Standing(START, END, attained, due, aim=aim), MIDWAY))
        for attained in sorted((one, other))
    )
    assert worse <= better


@pytest.mark.parametrize(
    ("attained", "as_of", "verdict"),
    [
        ("1", MIDWAY, ProgressStatus.ON_TRACK),
        ("0.3", MIDWAY, ProgressStatus.OFF_TRACK),
        ("1", AFTER, ProgressStatus.NO_DATA),
        ("0.3", AFTER, ProgressStatus.NO_DATA),
    ],
)
def test_nothing_is_final_while_more_data_could_change_it(
    attained: str, as_of: date, verdict: ProgressStatus
) -> None:
    assert status(replace(standing(attained), is_certain=False), as_of) is verdict
