from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.progress.pace import geometric_share, seasonal_share

SHARES = st.decimals(0, 1, places=3)
WEIGHTS = st.lists(st.decimals(0, 1, places=2), min_size=1, max_size=12)
POSITIVE = st.decimals("0.1", 1000, places=1)


@pytest.mark.parametrize(
    ("baseline", "target", "share"),
    [
        (100, 400, "0.3333"),
        (400, 100, "0.6667"),
        (-100, -400, "0.3333"),
        (100, 100, "0.5"),
        (0, 100, "0.5"),
        (100, 0, "0.5"),
        (-100, 400, "0.5"),
        (None, 400, "0.5"),
        (100, None, "0.5"),
    ],
)
def test_growth_needs_two_ends_of_one_sign(
    baseline: int | None, target: int | None, share: str
) -> None:
    ends = [None if end is None else Decimal(end) for end in (baseline, target)]
    assert round(geometric_share(Decimal("0.5"), *ends), 4) == Decimal(share)


def test_growth_below_the_last_digit_is_linear() -> None:
    ends = Decimal(10**30), Decimal(10**30 + 1)
    assert geometric_share(Decimal("0.5"), *ends) == Decimal("0.5")


@given(SHARES, SHARES, POSITIVE, POSITIVE)
def test_growth_is_monotone_from_0_to_1(
    one: Decimal, other: Decimal, baseline: Decimal, target: Decimal
) -> None:
    early, late = (geometric_share(time, baseline, target) for time in sorted((one, other)))
    assert 0 <= early <= late <= 1


@pytest.mark.parametrize(
    ("time", "share"), [("0", "0"), ("0.25", "0.1"), ("0.375", "0.2"), ("0.5", "0.3"), ("1", "1")]
)
def test_seasons_add_up_slice_by_slice(time: str, share: str) -> None:
    shares = [Decimal(each) for each in ("0.1", "0.2", "0.3", "0.4")]
    assert seasonal_share(Decimal(time), shares) == Decimal(share)


def test_seasons_need_not_add_up_to_1() -> None:
    assert seasonal_share(Decimal("0.5"), [Decimal(1), Decimal(3)]) == Decimal("0.25")


def test_seasons_without_any_weight_are_linear() -> None:
    assert seasonal_share(Decimal("0.3"), [Decimal(0), Decimal(0)]) == Decimal("0.3")


@given(SHARES, SHARES, WEIGHTS)
def test_seasons_are_monotone_from_0_to_1(
    one: Decimal, other: Decimal, shares: list[Decimal]
) -> None:
    early, late = (seasonal_share(time, shares) for time in sorted((one, other)))
    assert 0 <= early <= late <= 1
