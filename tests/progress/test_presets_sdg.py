"""Open SDG's method, by what Statistics Canada publishes of its Canadian indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.models.thresholds import Thresholds
from kpicli.progress.growth import Path
from kpicli.progress.sdg import SdgGrade, sdg_grade, sdg_rate, sdg_score
from progress.commitments import decimal

DIGITS = Decimal("1e-12")


def path(
    sign: int,
    start: tuple[str, int],
    now: tuple[str, int],
    target: tuple[str, int] | None = None,
    limit: str | None = None,
) -> Path:
    aim, due = target or (None, start[1])
    return Path(
        sign,
        Decimal(start[0]),
        Decimal(now[0]),
        Decimal(now[1] - start[1]),
        decimal(aim),
        Decimal(due - start[1]),
        decimal(limit),
    )


PUBLISHED = {
    "1-1-1": (
        path(-1, ("14.5", 2015), ("10.2", 2023), ("7.25", 2030)),
        ("0.9525901792032172", "2.5185563910306596", "substantial"),
    ),
    "11-3-1": (
        path(1, ("63", 2005), ("74", 2020), ("85", 2030)),
        ("0.8949392974311927", "2.106761907621266", "moderate"),
    ),
    "12-1-1": (
        path(1, ("0.37", 2015), ("14.63", 2024), ("60", 2030)),
        ("1.249622415033452", "4.640227948342444", "substantial"),
    ),
    "15-4-1": (
        path(1, ("10.1", 2015), ("13.7", 2023), ("30", 2030)),
        ("0.5160064971944834", "-0.34995572813974585", "limited"),
    ),
    "11-6-1": (
        path(-1, ("699", 2014), ("683.4", 2022), ("490", 2030)),
        ("0.12830416881599752", "-1.9653950197943832", "limited"),
    ),
    "15-2-1": (
        path(1, ("42", 2019), ("40", 2024), ("60", 2026)),
        ("-0.18576295071190677", "-3.274018486731302", "deterioration"),
    ),
    "1-2-1": (
        path(1, ("66.6", 2016), ("71.4", 2023), limit="100"),
        ("0.009991483690946268", "1.739752850099936", "moderate"),
    ),
    "15-1-1": (
        path(1, ("79.82", 2015), ("80", 2020), limit="100"),
        ("0.0004506085041826591", "-2.1437311547039553", "limited"),
    ),
    "16-6-1": (
        path(-1, ("87.93", 2015), ("77.78", 2023)),
        ("0.015215151249107883", "2.6075756245539417", "substantial"),
    ),
    "11-2-1": (
        path(-1, ("11.3", 2018), ("11.6", 2022)),
        ("-0.006572095158251079", "-3.321511894781385", "deterioration"),
    ),
}


def is_near(found: Decimal | None, published: str) -> bool:
    number = Decimal(published)
    return found is not None and abs(found / number - 1) < DIGITS


@pytest.mark.parametrize("series", PUBLISHED)
def test_every_published_series_comes_out_to_twelve_digits(series: str) -> None:
    known, (rate, score, grade) = PUBLISHED[series]
    assert is_near(sdg_rate(known), rate)
    assert is_near(sdg_score(known), score)
    assert sdg_grade(known) == grade


@pytest.mark.parametrize(
    ("known", "rate"),
    [
        (path(1, ("0", 2020), ("0.002", 2021), ("0.004", 2022)), "1"),
        (path(-1, ("0.004", 2020), ("0.002", 2021), ("0", 2022)), "1"),
        (path(1, ("-4", 2020), ("-2", 2021), ("-1", 2022)), "1"),
        (path(-1, ("-4", 2020), ("-2", 2021), ("-16", 2022)), "-0.5"),
        (path(1, ("4", 2020), ("0", 2021), ("16", 2022)), "-1"),
    ],
)
def test_zero_counts_as_a_thousandth_and_a_negative_base_turns_the_sign(
    known: Path, rate: str
) -> None:
    found = sdg_rate(known)
    assert found is not None
    if known.baseline == 0 or known.target == 0:
        assert found > 0
    else:
        assert found == Decimal(rate)


@pytest.mark.parametrize(
    "known",
    [
        path(-1, ("4", 2020), ("1", 2021), ("-4", 2022)),
        path(-1, ("4", 2020), ("-1", 2021), ("-4", 2022)),
        path(1, ("4", 2020), ("-1", 2021), ("8", 2022)),
        path(1, ("0", 2020), ("-1", 2021), ("8", 2022)),
        path(1, ("4", 2020), ("5", 2020), ("8", 2022)),
    ],
)
def test_a_change_of_sign_or_no_time_is_not_assessed(known: Path) -> None:
    assert (sdg_rate(known), sdg_grade(known), sdg_score(known)) == (None, None, None)


def test_a_target_that_is_met_is_achieved_however_it_got_there() -> None:
    for value in ("7.25", "7", "-3"):
        known = path(-1, ("14.5", 2015), (value, 2023), ("7.25", 2030))
        assert sdg_grade(known) is SdgGrade.ACHIEVED
        assert sdg_score(known) == 5
    assert sdg_grade(path(-1, ("14.5", 2015), ("7.26", 2023), ("7.25", 2030))) != "achieved"


def test_a_baseline_that_is_the_target_can_only_be_kept_or_lost() -> None:
    assert sdg_grade(path(-1, ("3", 2015), ("3", 2023), ("3", 2030))) is SdgGrade.ACHIEVED
    lost = path(-1, ("3", 2015), ("4", 2023), ("3", 2030))
    assert (sdg_rate(lost), sdg_grade(lost)) == (None, SdgGrade.DETERIORATION)


@pytest.mark.parametrize(
    ("baseline", "limit", "sign", "value", "grade"),
    [
        ("50", None, 1, "50.70", "moderate"),
        ("50", "100", 1, "50.75", "substantial"),
        ("99", "100", 1, "99.1", "substantial"),
        ("99", None, 1, "99.1", "limited"),
        ("100", "100", 1, "100", "substantial"),
        ("120", "100", 1, "119", "deterioration"),
        ("11", "10", -1, "10.95", "moderate"),
        ("30", "10", -1, "29.95", "limited"),
        ("-5", "100", 1, "-4.99", "limited"),
    ],
)
def test_near_a_limit_less_growth_is_enough(
    baseline: str, limit: str | None, sign: int, value: str, grade: str
) -> None:
    assert sdg_grade(path(sign, (baseline, 2020), (value, 2021), limit=limit)) == grade


def test_thresholds_are_a_choice() -> None:
    known, _ = PUBLISHED["11-3-1"]
    assert sdg_grade(known, Thresholds(Decimal("0.85"), Decimal("0.6"))) == "substantial"
    assert sdg_grade(known, Thresholds(Decimal("0.95"), Decimal("0.9"))) == "limited"


NUMBERS = st.decimals(-1000, 1000, places=3)
YEARS = st.decimals("0.003", 50, places=3)


PATHS = st.tuples(
    st.sampled_from([1, -1]),
    NUMBERS,
    NUMBERS,
    YEARS,
    st.none() | NUMBERS,
    YEARS,
    st.none() | NUMBERS,
).map(lambda parts: Path(*parts))


@given(PATHS)
def test_every_path_has_an_answer(known: Path) -> None:
    score, grade = sdg_score(known), sdg_grade(known)
    assert grade is not None or score is None
    assert score is None or known.target is None or -5 <= score <= 5
