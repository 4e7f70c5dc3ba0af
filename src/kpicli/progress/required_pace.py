"""Whether what is left can be done at anything like the pace so far."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.progress.aim import gap
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from kpicli.models.commitment import Commitment

_ONE = Decimal(1)
_STRETCH = Decimal("1.5")
_HARD = Decimal(3)


class PaceVerdict(StrEnum):
    """The pace needed against the pace so far."""

    ON_PACE = "on_pace"
    STRETCH = "stretch"
    HARD = "hard"
    UNREALISTIC = "unrealistic"
    AGAINST = "against"


class RequiredPace(Struct, frozen=True):
    """The change still needed for each unit of time, and how many times the pace so far it is.

    `ratio` is none where there was no movement, and negative where it went the wrong way.
    """

    rate: Decimal
    ratio: Decimal | None
    verdict: PaceVerdict


@fixed_precision()
def required_pace(
    commitment: Commitment, value: Decimal, slope: Decimal, left: Decimal
) -> RequiredPace | None:
    """The pace needed from a value to the nearest bound that it misses, 0 where it meets them.

    `slope` is the change so far for each unit of time (a day; a measurement for a total), `left`
    the time to the end in the same unit. None if no time is left.
    """
    if left <= 0:
        return None
    rate = gap(commitment, value) / left
    ratio = rate / slope if slope else None
    return RequiredPace(rate, ratio, _verdict(rate, ratio))


def _verdict(rate: Decimal, ratio: Decimal | None) -> PaceVerdict:
    if not rate:
        return PaceVerdict.ON_PACE
    if ratio is None or ratio > _HARD:
        return PaceVerdict.UNREALISTIC
    if ratio < 0:
        return PaceVerdict.AGAINST
    if ratio > _STRETCH:
        return PaceVerdict.HARD
    return PaceVerdict.STRETCH if ratio > _ONE else PaceVerdict.ON_PACE
