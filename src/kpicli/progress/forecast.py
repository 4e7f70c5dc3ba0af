"""Where a series leads by the end of its period, and how likely that meets the target."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.progress.precision import fixed_precision
from kpicli.progress.trend import (
    Prediction,
    day_on_line,
    drift_prediction,
    least_squares_prediction,
    run_rate_prediction,
    theil_sen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kpicli.models.commitment import Commitment
    from kpicli.progress.trend import DayOnLine

_LEAST = 3
_MOST = 100
_UPPER = Decimal("0.9")
_DIGITS = 14
_PLACES = Decimal("1e-6")


class Forecast(Struct, frozen=True):
    """The value expected at the end, its 80 % interval, and the probability, 0..1, of meeting."""

    value: Decimal
    low: Decimal
    high: Decimal
    probability: Decimal

    def bounded(self, low: Decimal | None, high: Decimal | None) -> Forecast:
        """The same within the values that the metric can take, none where there is no bound."""

        def inside(value: Decimal) -> Decimal:
            value = value if low is None else max(value, low)
            return value if high is None else min(value, high)

        return replace(self, value=inside(self.value), low=inside(self.low), high=inside(self.high))


@fixed_precision()
def forecast(
    series: Sequence[tuple[date, Decimal]], end: date, commitment: Commitment
) -> Forecast | None:
    """The forecast of a stock or a ratio from its measurements, at most one for a date.

    Three measurements give the drift from the first to the last. From four on the value comes
    from the Theil-Sen line; the interval and the probability come from the least-squares line,
    the interval widened to hold the value where an outlier parts the two lines. The last 100
    count. None from fewer than three, or if the last one is not before the end.
    """
    points = [(day.toordinal(), value) for day, value in sorted(series)][-_MOST:]
    time = end.toordinal()
    if len(points) < _LEAST or points[-1][0] >= time:
        return None
    scale = max(abs(value) for _, value in points)
    if len(points) == _LEAST:
        prediction = drift_prediction(points, time)
        return _forecast(prediction, prediction.centre, scale, commitment)
    prediction = least_squares_prediction(points, time)
    return _forecast(prediction, theil_sen(points).at(time), scale, commitment)


def trend_end(days: tuple[date, ...], end: date) -> DayOnLine | None:
    """The end of the least-squares line of the last 100 measurements: the middle of a forecast.

    It takes a hundredth of the time of the whole. None from fewer than four, or as above.
    """
    if len(days) <= _LEAST or days[-1] >= end:
        return None
    return day_on_line(days[-_MOST:], end)


@fixed_precision()
def forecast_total(
    total: Decimal, increments: Sequence[Decimal], left: Decimal, commitment: Commitment
) -> Forecast | None:
    """The forecast of a flow: its total of the period so far, and the mean increment carried on.

    `increments` may reach back before the period; the last 100 count. `left` is how many more
    are due. None from fewer than three increments, or if none is due.
    """
    increments = increments[-_MOST:]
    if len(increments) < _LEAST or left <= 0:
        return None
    prediction = run_rate_prediction(total, increments, left)
    scale = max(abs(total), *(abs(each) for each in increments))
    return _forecast(prediction, prediction.centre, scale, commitment)


def _forecast(
    prediction: Prediction, value: Decimal, scale: Decimal, commitment: Commitment
) -> Forecast:
    prediction = replace(prediction, centre=_rounded(prediction.centre, scale))
    from kpicli.progress.student_t import t_quantile  # noqa: PLC0415 - most ends are only lines

    reach = t_quantile(_UPPER, prediction.freedom) * prediction.error
    value = _rounded(value, scale)
    return Forecast(
        value,
        min(value, _rounded(prediction.centre - reach, scale)),
        max(value, _rounded(prediction.centre + reach, scale)),
        _probability(prediction, commitment),
    )


def _probability(prediction: Prediction, commitment: Commitment) -> Decimal:
    """How likely the predicted value lies within the commitment's bounds."""
    if not prediction.error:
        return Decimal(commitment.is_met_by(prediction.centre))
    below_high, below_low = (
        _below(prediction, commitment.high, Decimal(1)),
        _below(prediction, commitment.low, Decimal(0)),
    )
    return (below_high - below_low).quantize(_PLACES)


def _below(prediction: Prediction, bound: Decimal | None, without: Decimal) -> Decimal:
    if bound is None:
        return without
    from kpicli.progress.student_t import t_cdf  # noqa: PLC0415 - the same

    return t_cdf((bound - prediction.centre) / prediction.error, prediction.freedom)


def _rounded(value: Decimal, scale: Decimal) -> Decimal:
    """Without the noise of rounding: to 15 digits of the largest value in the series."""
    return value.quantize(Decimal(1).scaleb(scale.adjusted() - _DIGITS)) if scale else value
