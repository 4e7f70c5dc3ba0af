"""What a running KPI still has to do, and what its series did so far."""

from __future__ import annotations

from collections import deque
from decimal import Context, Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.interval import shown
from kpicli.models.choices import Aggregation, Direction
from kpicli.progress.aim import Aim, aim_of, gap
from kpicli.progress.cadence_steps import steps_between
from kpicli.progress.clock import clock_of, come_to
from kpicli.progress.even_steps import has_even_steps
from kpicli.progress.forecast import Forecast, forecast, forecast_total
from kpicli.progress.precision import fixed_precision
from kpicli.progress.trend import theil_sen
from kpicli.workspace.records import record_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kpicli.measurements import Series
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.progress.clock import Clock
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.records import Record, Timetable

# By names of their own, since all KPIs ask for them: an enum is slow to hand out its members.
_INCREASE, _DECREASE, _LAST = Direction.INCREASE, Direction.DECREASE, Aggregation.LAST
_MOST = 100
_SLACK = Decimal("1.1")
_ZERO = Decimal(0)
_READABLE = Context(prec=6)


class WayAhead(Struct, frozen=True):
    """A KPI on its way to a target that its last value does not meet.

    `value` is the last value, or of a flow the total of the period so far, and `gap` what is
    missing from there to the target, with its sign. `left` is the time from the last measurement
    to the end of the period, and `spent` that from the first to the last measurement of the period:
    in days, of a flow in measurements.
    `known` are all measurements up to the as-of date; those of the period begin at `first`.
    """

    kpi: Definition[Kpi]
    commitment: Commitment
    is_flow: bool
    value: Decimal
    gap: Decimal
    left: Decimal
    spent: Decimal
    end: date
    known: Series
    first: int

    @property
    def inside(self) -> Series:
        """The measurements of the period."""
        return self.known[self.first :]

    @property
    def count(self) -> int:
        """How many measurements the period has so far."""
        return len(self.known.days) - self.first

    def missing(self, unit: str) -> str:
        """The gap in words, to six digits and with its sign; of a share in percentage points."""
        change = self.gap.normalize(_READABLE)
        sign = "+" if change > 0 else ""
        return f"{sign}{shown(change)} {'pp' if unit == '%' else unit}".rstrip()

    @property
    def is_on_pace(self) -> bool:
        """Whether the first and the last value of the period alone keep the pace still needed.

        It is quick to tell, and most series do.
        """
        if not self.spent:
            return False
        done = self.value if self.is_flow else self.value - self.known.values[self.first]
        return keeps_pace(done, self.spent, self.gap, self.left)

    @fixed_precision()
    def slope(self) -> Decimal:
        """The change so far in the period, by day; of a flow the mean of a measurement.

        By day it is the Theil-Sen slope, of at least two and at most the last 100 measurements.
        """
        values = self.inside.values
        if self.is_flow:
            return sum(values, Decimal(0)) / len(values)
        return theil_sen(points_of(self.inside)).slope

    def forecast(self) -> Forecast | None:
        """Where the period's measurements lead by its end; none from fewer than three."""
        days, values = self.inside.days, self.inside.values
        if self.is_flow:
            return forecast_total(self.value, values, self.left, self.commitment)
        return forecast([*zip(days, values, strict=True)], self.end, self.commitment)

    def has_history(self, times: Decimal) -> bool:
        """Whether what is known is that many times as long as what is left.

        Of a level it must hold as many stretches of that length between two measurements, too.
        """
        days = self.known.days
        if self.is_flow:
            return len(days) >= times * self.left
        if (days[-1] - days[0]).days < times * self.left:
            return False
        return self._count_of_stretches() >= times

    @fixed_precision()
    def was_done_before(self) -> bool:
        """Whether any stretch of the past, as long as what is left or shorter, closed such a gap.

        A tenth longer counts too: months differ. It may have been the difference or, where all
        values are positive, the growth: a tenth more of a larger number is nothing new.
        """
        sign = self.commitment.direction.sign
        needed = abs(self.gap)
        if self.is_flow:
            return any(total * sign >= needed for total in _totals(self.known, int(self.left)))
        ends = [(first * sign, last * sign) for first, last in self._stretches()]
        if any(last - first >= needed for first, last in ends):
            return True
        if self.value <= 0 or any(value <= 0 for value in self.known.values):
            return False
        growth = (self.value + self.gap) / self.value
        return any((last / first - growth) * sign >= 0 for first, last in self._stretches())

    @fixed_precision()
    def _count_of_stretches(self) -> int:
        return sum(1 for _ in self._stretches())

    def _stretches(self) -> Iterator[tuple[Decimal, Decimal]]:
        """For each measurement, the worst value before it within the time left, and its own."""
        sign, longest = self.commitment.direction.sign, self.left * _SLACK
        worst: deque[tuple[int, Decimal]] = deque()
        for date_of_value, value in zip(self.known.days, self.known.values, strict=True):
            day = date_of_value.toordinal()
            while worst and worst[0][0] < day - longest:
                worst.popleft()
            if worst:
                yield worst[0][1], value
            while worst and worst[-1][1] * sign >= value * sign:
                worst.pop()
            worst.append((day, value))


def keeps_pace(done: Decimal, spent: Decimal, missing: Decimal, left: Decimal) -> bool:
    """Whether what was done in the time spent, carried on, makes up for what is missing."""
    kept, needed = done * left, missing * spent
    return kept >= needed > 0 if missing > 0 else kept <= needed < 0


def way_ahead(workspace: Workspace, kpi: Definition[Kpi]) -> WayAhead | None:
    """What a KPI still has to do at the as-of date.

    None for what has to hold (guards, caps), for deliverables and ranges, outside the period,
    without a measurement, once the target is met, and where no time is left. A flow needs a
    cadence, and values that cover a step of it each; other ways to combine values over time than
    `last` and `sum` have no pace.
    """
    timetable, record = record_of(kpi, workspace)
    commitment, clock = record.commitment, clock_of(timetable, workspace.as_of)
    if clock is None or commitment is None or not moves(commitment, record.aggregation):
        return None
    if record.aggregation is Aggregation.SUM and not _goes_on_alike(workspace, record, timetable):
        return None
    return _way(record, commitment, clock)


def _goes_on_alike(workspace: Workspace, record: Record, timetable: Timetable) -> bool:
    cadence, period = record.kpi.model.cadence, timetable.period
    if cadence is None or period is None:
        return False
    return has_even_steps(record.series, cadence, period.start, workspace.calendar)


def moves(commitment: Commitment, aggregation: Aggregation) -> bool:
    """Whether a KPI has a way to a number: an increase or a decrease of a level or of a total."""
    direction = commitment.direction
    if aggregation is _LAST:
        is_way = direction is _INCREASE or direction is _DECREASE
        return is_way and not _is_met_from_the_start(commitment)
    if direction is Direction.COMPLETE or direction is Direction.WITHIN:
        return False
    return aggregation is Aggregation.SUM and aim_of(commitment, aggregation) is Aim.REACH


def _is_met_from_the_start(commitment: Commitment) -> bool:
    return commitment.baseline is not None and commitment.is_met_by(commitment.baseline)


@fixed_precision()
def _way(record: Record, commitment: Commitment, clock: Clock) -> WayAhead | None:
    """What a KPI that moves still has to do."""
    known, is_flow = record.series, record.aggregation is Aggregation.SUM
    value = come_to(record, clock)
    missing = gap(commitment, value)
    left, spent = clock.left, clock.spent
    if is_flow:
        left, spent = _values_left(known.days[-1], clock.end, record.kpi), Decimal(clock.measured)
    if not missing or left <= 0:
        return None
    time = (left, spent, clock.end, known, clock.first)
    return WayAhead(record.kpi, commitment, is_flow, value, missing, *time)


def points_of(series: Series) -> list[tuple[int, Decimal]]:
    """The last 100 measurements as days and values: a line through more costs too much."""
    days = [day.toordinal() for day in series.days[-_MOST:]]
    return list(zip(days, series.values[-_MOST:], strict=True))


def _values_left(last: date, end: date, kpi: Definition[Kpi]) -> Decimal:
    cadence = kpi.model.cadence
    if cadence is None:
        return Decimal(0)
    return steps_between(last, end, cadence).quantize(Decimal(1))


def _totals(series: Series, count: int) -> Sequence[Decimal]:
    """The sums of each `count` measurements in a row."""
    sums = [Decimal(0), *accumulate(series.values)]
    return [later - sooner for sooner, later in zip(sums, sums[count:], strict=False)]
