"""The verdict on a goal: its status by the usual rules or those of a preset, with its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.preset import Preset
from kpicli.progress.precision import fixed_precision
from kpicli.progress.status import status

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.progress.growth import Path
    from kpicli.progress.status import ProgressStatus, Standing
    from kpicli.workspace import Context


class Verdict(Struct, frozen=True):
    """A status, and the figures of the preset where it has some of its own.

    The figure decides: the grade of `okr`, the R of `sdg` (without a target the growth a year),
    the share of `un2023`, the SPI of `evm`, the satisfaction (-100 to 100) of `jucmnav` and the
    points (0 to 10) of `spider`. The gauge says the same on another scale: the score of `sdg`
    (-5 to 5), the SV of `evm` (a difference of fractions) and the 0 to 100 of `jucmnav`.
    """

    status: ProgressStatus
    figure: Decimal | None = None
    gauge: Decimal | None = None


class Measured(Struct, frozen=True):
    """What some presets judge by besides the standing, none where it is not known.

    `path` is the growth since the baseline; `level` is the value on the preset's own scale.
    """

    path: Path | None = None
    level: Decimal | None = None


_NOTHING = Measured()


@fixed_precision()
def verdict(standing: Standing, context: Context, measured: Measured = _NOTHING) -> Verdict:
    """What a preset says of a standing at the start of the as-of day.

    All presets leave to the usual rules what comes before any colour: lifecycle, start, data and
    age, what is met, what has hardly begun, and, but for `okr`, what is over. Where a preset
    cannot measure, progress over expected progress stands in for its figure.
    """
    usual = status(standing, context.as_of, context.thresholds)
    if context.preset is Preset.DEFAULT:
        return Verdict(usual)
    from kpicli.progress.published import published_verdict  # noqa: PLC0415 - few use a preset

    return published_verdict(usual, standing, context, measured)
