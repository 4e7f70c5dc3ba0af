from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.progress.required_pace import PaceVerdict, required_pace
from progress.commitments import at_most, decrease, increase, within

if TYPE_CHECKING:
    from kpicli.models.commitment import Commitment


@pytest.mark.parametrize(
    ("commitment", "slope", "rate", "ratio", "verdict"),
    [
        (increase(102, 130), "2.6", "2.667", "1.026", PaceVerdict.STRETCH),
        (increase(102, 125), "2.6", "1.833", "0.705", PaceVerdict.ON_PACE),
        (increase(102, 170), "2.6", "9.333", "3.590", PaceVerdict.UNREALISTIC),
        (increase(102, 126), "2", "2", "1", PaceVerdict.ON_PACE),
        (increase(102, 132), "2", "3", "1.5", PaceVerdict.STRETCH),
        (increase(102, 133), "2", "3.167", "1.583", PaceVerdict.HARD),
        (increase(102, 150), "2", "6", "3", PaceVerdict.HARD),
        (increase(102, 150), "-2", "6", "-3", PaceVerdict.AGAINST),
        (increase(102, 110), "-2", "0", "0", PaceVerdict.ON_PACE),
        (decrease(120, 102), "-2", "-2", "1", PaceVerdict.ON_PACE),
        (at_most(102), "2", "-2", "-1", PaceVerdict.AGAINST),
        (within(90, 102), "-1", "-2", "2", PaceVerdict.HARD),
    ],
)
def test_what_is_left_is_compared_with_the_pace_so_far(
    commitment: Commitment, slope: str, rate: str, ratio: str, verdict: PaceVerdict
) -> None:
    pace = required_pace(commitment, Decimal(114), Decimal(slope), Decimal(6))
    assert pace is not None
    assert pace.ratio is not None
    assert (round(pace.rate, 3), round(pace.ratio, 3)) == (Decimal(rate), Decimal(ratio))
    assert pace.verdict is verdict


@pytest.mark.parametrize(
    ("target", "verdict"), [(130, PaceVerdict.UNREALISTIC), (110, PaceVerdict.ON_PACE)]
)
def test_without_any_movement_there_is_no_ratio(target: int, verdict: PaceVerdict) -> None:
    pace = required_pace(increase(102, target), Decimal(114), Decimal(0), Decimal(6))
    assert pace is not None
    assert pace.ratio is None
    assert pace.verdict is verdict


@pytest.mark.parametrize("left", ["0", "-3"])
def test_without_time_no_pace_is_enough(left: str) -> None:
    assert required_pace(increase(102, 130), Decimal(114), Decimal(2), Decimal(left)) is None
