from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from kpicli.models.choices import Aggregation, Direction
from kpicli.models.commitment import Commitment
from kpicli.progress.attainment import attainment, score, share_used
from progress.commitments import at_least, at_most, complete, decrease, increase, within

NUMBERS = st.decimals(-1000, 1000, places=2)
SIZES = st.decimals("0.01", 100, places=2)


@st.composite
def commitments(draw: st.DrawFn) -> Commitment:
    """Any stock commitment that a goal file can ask for, without prose."""
    direction = draw(st.sampled_from(Direction))
    target, width = draw(NUMBERS), draw(SIZES)
    if direction is Direction.COMPLETE:
        return complete()
    baseline = draw(st.none() | NUMBERS | st.just(target))
    tolerance = draw(st.none() | SIZES)
    if direction is Direction.WITHIN:
        return within(target, target + width, baseline=baseline, tolerance=tolerance)
    low, high = (target, None) if direction.sign > 0 else (None, target)
    return Commitment(direction, target, low, high, baseline, tolerance, draw(st.booleans()))


@pytest.mark.parametrize(
    ("commitment", "value", "fraction", "clamped"),
    [
        pytest.param(increase(100, 150), "120", "0.4", "0.4", id="increase"),
        pytest.param(decrease(5, 3), "4.5", "0.25", "0.25", id="decrease"),
        pytest.param(increase(-20, 10), "-5", "0.5", "0.5", id="negative baseline"),
        pytest.param(increase(-50, -10), "-60", "-0.25", "0", id="both negative, regress"),
        pytest.param(decrease(4, -4), "0", "0.5", "0.5", id="through zero"),
        pytest.param(increase(100, 150), "170", "1.4", "1", id="overshoot"),
        pytest.param(increase(100, 150), "90", "-0.2", "0", id="regress"),
        pytest.param(increase("99.9", "99.9", tolerance="0.4"), "99.95", "1", "1", id="kept"),
        pytest.param(
            increase("99.9", "99.9", tolerance="0.4"), "99.8", "0.75", "0.75", id="kept, lost"
        ),
        pytest.param(decrease(0, 0), "0", "1", "1", id="none stays none"),
        pytest.param(decrease(0, 0), "1", "0", "0", id="none, lost"),
        pytest.param(decrease(2, 3), "2.5", "1", "1", id="baseline beats the target"),
        pytest.param(decrease(2, 3), "3.4", "0.6", "0.6", id="the same, breached"),
        pytest.param(at_most(3, baseline=2), "2.5", "1", "1", id="threshold with baseline"),
        pytest.param(at_most(3, baseline=2), "3.4", "0.6", "0.6", id="the same, missed"),
        pytest.param(increase(None, 10), "12", "1", "1", id="no baseline, met"),
        pytest.param(within(20, 30, baseline=40), "34", "0.6", "0.6", id="range from above"),
        pytest.param(within(20, 30, baseline=25), "32", "0.6", "0.6", id="range from inside"),
        pytest.param(within(20, 30, baseline=40), "15", "0.5", "0.5", id="range, other side"),
        pytest.param(within(20, 30), "20", "1", "1", id="range, on its bound"),
        pytest.param(complete(), "0.6", "0.6", "0.6", id="deliverable"),
        pytest.param(increase(1, 100), "5", "0.0404", "0.0404", id="1M to 100M, 5M"),
        pytest.param(increase(40, 70), "60", "0.6667", "0.6667", id="NPS 40 to 70, 60"),
        pytest.param(increase(32, 50), "29", "-0.1667", "0", id="new clients"),
        pytest.param(increase(0, 6), "3", "0.5", "0.5", id="six features, three launched"),
    ],
)
def test_a_value_attains_a_fraction(
    commitment: Commitment, value: str, fraction: str, clamped: str
) -> None:
    raw = attainment(commitment, Decimal(value))
    assert raw is not None
    assert round(raw, 4) == Decimal(fraction)
    assert round(score(raw), 4) == Decimal(clamped)


@pytest.mark.parametrize(
    ("commitment", "aggregation", "values"),
    [
        pytest.param(at_least(0, strict=True), Aggregation.SUM, (20, 0, -3), id="total"),
        pytest.param(
            replace(increase(5, 5), strict=True), Aggregation.LAST, (6, 5, 4), id="increase"
        ),
        pytest.param(
            replace(increase(-5, -5), strict=True), Aggregation.LAST, (0, -5, -6), id="negative"
        ),
        pytest.param(
            replace(decrease(5, 5), strict=True), Aggregation.LAST, (4, 5, 6), id="decrease"
        ),
        pytest.param(
            replace(decrease(0, 0), strict=True), Aggregation.LAST, (-1, 0, 1), id="below zero"
        ),
    ],
)
def test_a_strict_target_that_starts_on_its_bound_is_met_or_not_begun(
    commitment: Commitment, aggregation: Aggregation, values: tuple[int, int, int]
) -> None:
    found = [attainment(commitment, Decimal(value), aggregation) for value in values]
    assert found == [1, 0, 0]


def test_without_a_baseline_a_target_not_met_has_no_fraction() -> None:
    assert attainment(increase(None, 10), Decimal(5)) is None


@pytest.mark.parametrize(
    ("commitment", "value", "fraction"),
    [
        pytest.param(at_least(95, baseline=80, tolerance=10), "90", "0.5", id="tolerance first"),
        pytest.param(at_least(95, baseline=85), "90", "0.5", id="then the baseline's distance"),
        pytest.param(at_least(80, baseline=80), "60", "0.75", id="then the target's size"),
        pytest.param(at_least(0), "-0.25", "0.75", id="then 1"),
        pytest.param(at_least(95, tolerance=0), "94", "0", id="no miss counts"),
        pytest.param(at_least(95, tolerance=0), "95", "1", id="no miss"),
        pytest.param(
            within(20, 30, baseline=40, tolerance=8), "34", "0.6", id="range: baseline first"
        ),
        pytest.param(within(20, 30, tolerance=8), "34", "0.5", id="range: then tolerance"),
        pytest.param(within(20, 30), "34", "0.2", id="range: then half its width"),
        pytest.param(within(-20, -20), "-21", "0.5", id="range: then a tenth of its bound"),
        pytest.param(within(0, 0), "0.5", "0.5", id="range: then 1"),
    ],
)
def test_what_has_to_hold_falls_with_the_distance_by_its_scale(
    commitment: Commitment, value: str, fraction: str
) -> None:
    assert attainment(commitment, Decimal(value)) == Decimal(fraction)


@pytest.mark.parametrize(
    ("commitment", "value", "fraction"),
    [
        (at_least(95, strict=True), "95", "0.99"),
        (at_least(95, strict=True), "95.001", "1"),
        (at_least(95, strict=True, tolerance=1000), "94.9", "0.99"),
        (at_least(95, strict=True, tolerance=10), "90", "0.5"),
        (at_most(30, strict=True), "30", "0.99"),
    ],
)
def test_a_strict_target_is_almost_there_on_its_bound(
    commitment: Commitment, value: str, fraction: str
) -> None:
    assert attainment(commitment, Decimal(value)) == Decimal(fraction)


@pytest.mark.parametrize(
    ("commitment", "total", "fraction"),
    [
        pytest.param(increase(32, 50), "29", "0.58", id="the baseline does not count"),
        pytest.param(at_least(50), "40", "0.8", id="a threshold adds up"),
        pytest.param(at_least(50, strict=True), "50", "0.99", id="strict"),
        pytest.param(at_most(50), "40", "1", id="a cap holds"),
        pytest.param(at_most(50), "60", "0.8", id="a cap is broken"),
        pytest.param(decrease(80, 50), "60", "0.8", id="less than before is a cap"),
        pytest.param(at_most(-50), "-20", "0.4", id="savings add up below 0"),
        pytest.param(within(40, 55), "20", "0.5", id="a range from below"),
        pytest.param(within(40, 55), "45", "1", id="a range, inside"),
        pytest.param(complete(), "0.6", "0.6", id="a deliverable"),
    ],
)
def test_a_total_counts_from_nothing(commitment: Commitment, total: str, fraction: str) -> None:
    assert attainment(commitment, Decimal(total), Aggregation.SUM) == Decimal(fraction)


@pytest.mark.parametrize(
    ("commitment", "total", "share"),
    [(at_most(50), 40, "0.8"), (at_most(50), 60, "1.2"), (within(40, 50), 40, "0.8")],
)
def test_a_cap_is_used_up_to_a_share(commitment: Commitment, total: int, share: str) -> None:
    assert share_used(commitment, Decimal(total)) == Decimal(share)


def test_a_cap_of_nothing_has_no_share() -> None:
    assert share_used(at_most(0), Decimal(3)) is None


@given(NUMBERS, NUMBERS)
def test_progress_is_0_at_the_baseline_and_1_at_the_target(
    baseline: Decimal, target: Decimal
) -> None:
    commitment = _towards(baseline, target)
    assert attainment(commitment, target) == 1
    assert attainment(commitment, baseline) == (1 if baseline == target else 0)


@given(commitments(), NUMBERS, NUMBERS)
def test_better_values_never_attain_less(
    commitment: Commitment, one: Decimal, other: Decimal
) -> None:
    worse, better = sorted((one, other), key=partial(_goodness, commitment))
    low, high = attainment(commitment, worse), attainment(commitment, better)
    assert high is None or low is None or low <= high
    assert high is not None or low is None


@given(commitments(), NUMBERS, st.sampled_from(Aggregation))
def test_a_fraction_of_1_means_met(
    commitment: Commitment, value: Decimal, aggregation: Aggregation
) -> None:
    fraction = attainment(commitment, value, aggregation)
    assert (fraction is not None and fraction >= 1) == commitment.is_met_by(value)


@given(commitments(), NUMBERS)
def test_a_score_lies_in_0_to_1(commitment: Commitment, value: Decimal) -> None:
    fraction = attainment(commitment, value)
    assert fraction is None or 0 <= score(fraction) <= 1


@given(NUMBERS, NUMBERS, NUMBERS, SIZES, SIZES, NUMBERS)
def test_progress_does_not_depend_on_the_unit(
    baseline: Decimal,
    target: Decimal,
    value: Decimal,
    tolerance: Decimal,
    factor: Decimal,
    shift: Decimal,
) -> None:
    def there(number: Decimal) -> Decimal:
        return number * factor + shift

    here = attainment(_towards(baseline, target, tolerance), value)
    moved = _towards(there(baseline), there(target), tolerance * factor)
    assert _close(attainment(moved, there(value)), here)


@given(commitments(), NUMBERS, SIZES)
def test_attainment_does_not_depend_on_the_scale(
    commitment: Commitment, value: Decimal, factor: Decimal
) -> None:
    assume(commitment.direction is not Direction.COMPLETE and commitment.target != 0)
    assert _close(
        attainment(_scaled(commitment, factor), value * factor), attainment(commitment, value)
    )


def _towards(baseline: Decimal, target: Decimal, tolerance: Decimal | None = None) -> Commitment:
    build = increase if target >= baseline else decrease
    return build(baseline, target, tolerance=tolerance)


def _scaled(commitment: Commitment, factor: Decimal) -> Commitment:
    def times(number: Decimal | None) -> Decimal | None:
        return None if number is None else number * factor

    return Commitment(
        commitment.direction,
        times(commitment.target),
        times(commitment.low),
        times(commitment.high),
        times(commitment.baseline),
        times(commitment.tolerance),
        commitment.strict,
    )


def _goodness(commitment: Commitment, value: Decimal) -> Decimal:
    """How good a value is, in the commitment's own direction."""
    if commitment.direction.sign:
        return commitment.direction.sign * value
    assert commitment.low is not None
    assert commitment.high is not None
    return -max(commitment.low - value, Decimal(0), value - commitment.high)


def _close(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= Decimal("1e-15") * max(Decimal(1), abs(one))
