"""The UN's share, earned value, and the scales of other tools, by published figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.models.choices import ObjectiveRollup
from kpicli.progress.attainment import attainment, score
from kpicli.progress.earned_value import schedule_performance, schedule_variance
from kpicli.progress.gauges import hundredth, satisfaction, scorecard_points
from kpicli.progress.growth import Path, growth_rate
from kpicli.progress.rollup import Part, roll_up_scores
from kpicli.progress.sdg import sdg_rate
from kpicli.progress.un_chart import share_ahead, value_ahead
from progress.commitments import increase

POVERTY = Path(-1, Decimal("14.5"), Decimal("10.2"), Decimal(8), Decimal("7.25"), Decimal(15))


def rounded(value: Decimal | None, places: int) -> Decimal | None:
    return None if value is None else round(value, places)


def test_the_share_ahead_of_the_canadian_poverty_rate() -> None:
    rate = growth_rate(POVERTY.baseline, POVERTY.value, POVERTY.years)
    assert rounded(rate, 7) == Decimal("-0.0430174")
    assert rounded(value_ahead(POVERTY), 5) == Decimal("7.49770")
    assert rounded(share_ahead(POVERTY), 5) == Decimal("0.96583")


def test_linear_progress_of_the_same_for_comparison() -> None:
    way = (POVERTY.value - POVERTY.baseline) / (Decimal("7.25") - POVERTY.baseline)
    time = POVERTY.years / POVERTY.target_years
    assert (round(way, 5), round(time, 5)) == (Decimal("0.59310"), Decimal("0.53333"))
    assert rounded(schedule_performance(way, time), 5) == Decimal("1.11207")


@pytest.mark.parametrize(
    ("baseline", "value", "target", "share"),
    [
        ("4", "8", "16", "1"),
        ("-4", "-2", "-1", "1"),
        ("4", "2", "16", "-0.25"),
        ("4", "0", "1", "1.3333"),
        ("4", "8", "4", None),
        ("4", "1", "-4", None),
        ("4", "-1", "8", None),
        ("-1", "-2", "1", None),
    ],
)
def test_the_share_ahead_needs_a_way_that_keeps_its_sign(
    baseline: str, value: str, target: str, share: str | None
) -> None:
    path = Path(1, Decimal(baseline), Decimal(value), Decimal(1), Decimal(target), Decimal(2))
    found = share_ahead(path)
    assert rounded(found, 4) == (None if share is None else Decimal(share))


def test_on_its_last_day_the_value_ahead_is_the_value() -> None:
    path = Path(-1, Decimal(4), Decimal(0), Decimal(2), Decimal(1), Decimal(2))
    assert value_ahead(path) == 0


def test_a_rate_beyond_all_numbers_is_none() -> None:
    for value in ("2", "1e900"):
        huge = Path(1, Decimal(1), Decimal(value), Decimal("1e-5"), Decimal(3), Decimal(9))
        assert (value_ahead(huge), sdg_rate(huge)) == (None, None)


@pytest.mark.parametrize(
    ("earned", "planned", "index", "variance"),
    [
        ("500", "450", "1.1111", "50"),
        ("40000", "60000", "0.6667", "-20000"),
        ("2400000", "2600000", "0.9231", "-200000"),
        ("1250000", "1150000", "1.0870", "100000"),
        ("2000", "3000", "0.6667", "-1000"),
        ("5", "0", None, "5"),
    ],
)
def test_earned_value(earned: str, planned: str, index: str | None, variance: str) -> None:
    done, due = Decimal(earned), Decimal(planned)
    found = rounded(schedule_performance(done, due), 4)
    assert found == (None if index is None else Decimal(index))
    assert schedule_variance(done, due) == Decimal(variance)


@pytest.mark.parametrize(
    ("value", "levels", "satisfied", "shown"),
    [
        ("120", ("150", "100", "50"), "40", "70"),
        ("75", ("150", "100", "50"), "-50", "25"),
        ("100", ("150", "100", "50"), "0", "50"),
        ("3.5", ("3", "4", "6"), "50", "75"),
        ("5", ("3", "4", "6"), "-50", "25"),
        ("6.5", ("3", "4", "6"), "-100", "0"),
        ("2", ("3", "4", "6"), "100", "100"),
    ],
)
def test_satisfaction_between_target_threshold_and_worst(
    value: str, levels: tuple[str, str, str], satisfied: str, shown: str
) -> None:
    target, threshold, worst = map(Decimal, levels)
    found = satisfaction(Decimal(value), target, threshold, worst)
    assert (found, hundredth(found)) == (Decimal(satisfied), Decimal(shown))


@pytest.mark.parametrize(
    ("value", "points"),
    [("300", "0"), ("500", "3.33"), ("600", "5"), ("700", "6.67"), ("900", "10"), ("950", "10")],
)
def test_points_between_red_flag_and_goal(value: str, points: str) -> None:
    assert round(scorecard_points(Decimal(value), Decimal(700), Decimal(500)), 2) == Decimal(points)
    less_is_better = scorecard_points(-Decimal(value), Decimal(-700), Decimal(-500))
    assert round(less_is_better, 2) == Decimal(points)


def test_levels_out_of_order_have_no_scale() -> None:
    with pytest.raises(ValueError, match="100 is not between 100 and 150"):
        satisfaction(Decimal(1), Decimal(150), Decimal(100), Decimal(100))
    with pytest.raises(ValueError, match="both 5"):
        scorecard_points(Decimal(1), Decimal(5), Decimal(5))


@pytest.mark.parametrize(
    ("baseline", "target", "achieved", "grade"),
    [
        ("1e6", "100e6", "5e6", "0.040"),  # graded 0.4 by hand
        ("40", "70", "60", "0.667"),  # graded 0.7 by hand
        ("0", "6", "3", "0.500"),  # three of six features launched
    ],
)
def test_grades_that_hands_get_wrong(baseline: str, target: str, achieved: str, grade: str) -> None:
    found = attainment(increase(baseline, target), Decimal(achieved))
    assert found is not None
    assert round(score(found), 3) == Decimal(grade)


def test_the_grade_of_an_objective_is_the_average_of_its_key_results() -> None:
    parts = [Part(Decimal(1), Decimal(grade)) for grade in ("0.4", "0.2", "0.1")]
    rolled = roll_up_scores(parts, ObjectiveRollup.WEIGHTED_AVERAGE)
    assert rounded(rolled.score, 2) == Decimal("0.23")
