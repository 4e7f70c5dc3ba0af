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
from kpicli.progress.forecast import Forecast, forecast, forecast_total
from kpicli.progress.precision import fixed_precision
from kpicli.progress.trend import theil_sen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kpicli.measurements import Series
    from kpicli.models.choices import Cadence
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace import Definition, Workspace

_MOST = 100
_SLACK = Decimal("1.1")


_READABLE = Context(prec=6)


class WayAhead(Struct, frozen=True):
    """A KPI on its way to a target that its last value does not meet.

    `value` is the last value, or of a flow the total of the period so far. `left` is the time
    from the last measurement to the end of the period: in days, of a flow in measurements.
    `inside` are the measurements of the period, `known` all up to the as-of date.
    """

    commitment: Commitment
    is_flow: bool
    value: Decimal
    left: Decimal
    end: date
    inside: Series
    known: Series

    @property
    def gap(self) -> Decimal:
        """What is missing to the target, with its sign."""
        return gap(self.commitment, self.value)

    def missing(self, unit: str) -> str:
        """The gap in words, to six digits and with its sign; of a share in percentage points."""
        change = self.gap.normalize(_READABLE)
        sign = "+" if change > 0 else ""
        return f"{sign}{shown(change)} {'pp' if unit == '%' else unit}".rstrip()

    @property
    def is_on_pace(self) -> bool:
        """Whether the first and the last value of the period alone keep the pace still needed.

        It is quick to tell, in binary numbers, and most series do.
        """
        first, last = self.inside[0], self.inside[-1]
        done, time = float(last.value - first.value), (last.day - first.day).days
        if self.is_flow:
            done, time = float(self.value), len(self.inside)
        ahead = float(self.gap) / float(self.left)
        return time > 0 and done * ahead > 0 and abs(done / time) >= abs(ahead)

    @fixed_precision()
    def slope(self) -> Decimal:
        """The change so far in the period, by day; of a flow the mean of a measurement.

        By day it is the Theil-Sen slope, of at least two and at most the last 100 measurements.
        """
        values = [part.value for part in self.inside]
        if self.is_flow:
            return sum(values, Decimal(0)) / len(values)
        return theil_sen(points_of(self.inside)).slope

    def forecast(self) -> Forecast | None:
        """Where the period's measurements lead by its end; none from fewer than three."""
        if self.is_flow:
            values = [part.value for part in self.inside]
            return forecast_total(self.value, values, self.left, self.commitment)
        return forecast([(part.day, part.value) for part in self.inside], self.end, self.commitment)

    @fixed_precision()
    def has_history(self, times: Decimal) -> bool:
        """Whether what is known is that many times as long as what is left.

        Of a level it must hold as many stretches of that length between two measurements, too.
        """
        if self.is_flow:
            return len(self.known) >= times * self.left
        if (self.known[-1].day - self.known[0].day).days < times * self.left:
            return False
        return sum(1 for _ in self._stretches()) >= times

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
        if self.value <= 0 or any(part.value <= 0 for part in self.known):
            return False
        growth = (self.value + self.gap) / self.value
        return any((last / first - growth) * sign >= 0 for first, last in self._stretches())

    def _stretches(self) -> Iterator[tuple[Decimal, Decimal]]:
        """For each measurement, the worst value before it within the time left, and its own."""
        sign, longest = self.commitment.direction.sign, self.left * _SLACK
        worst: deque[tuple[int, Decimal]] = deque()
        for part in self.known:
            day = part.day.toordinal()
            while worst and worst[0][0] < day - longest:
                worst.popleft()
            if worst:
                yield worst[0][1], part.value
            while worst and worst[-1][1] * sign >= part.value * sign:
                worst.pop()
            worst.append((day, part.value))


def ways_ahead(workspace: Workspace) -> Mapping[str, WayAhead]:
    """What each KPI that is on its way still has to do, by id; goals that are over have none."""
    found: dict[str, WayAhead] = {}
    for kpi in workspace.live_kpis:
        way = way_ahead(workspace, kpi)
        if way is not None:
            found[kpi.id] = way
    return found


def way_ahead(workspace: Workspace, kpi: Definition[Kpi]) -> WayAhead | None:
    """What a KPI still has to do at the as-of date.

    None for what has to hold (guards, caps), for deliverables and ranges, outside the period,
    without a measurement, once the target is met, and where no time is left. A flow needs a
    cadence; other ways to combine values over time than `last` and `sum` have no pace.
    """
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    if commitment is None or period is None or not period.start <= workspace.as_of <= period.end:
        return None
    aggregation = workspace.aggregation(kpi)
    if not moves(commitment, aggregation):
        return None
    known = workspace.series(kpi)
    if known and known[-1].day > workspace.as_of:
        known = tuple(part for part in known if part.day <= workspace.as_of)
    if not known:
        return None
    inside = workspace.series_in_period(kpi)
    is_flow = aggregation is Aggregation.SUM
    value = sum((part.value for part in inside), Decimal(0)) if is_flow else known[-1].value
    left = _left(known[-1].day, period, kpi.model.cadence, is_flow=is_flow)
    if left <= 0 or commitment.is_met_by(value) or not gap(commitment, value):
        return None
    return WayAhead(commitment, is_flow, value, left, period.end, inside, known)


def moves(commitment: Commitment, aggregation: Aggregation) -> bool:
    """Whether a KPI has a way to a number: an increase or a decrease of a level or of a total."""
    if aggregation is not Aggregation.LAST and aggregation is not Aggregation.SUM:
        return False
    if commitment.direction is Direction.COMPLETE or not commitment.direction.sign:
        return False
    return aim_of(commitment, aggregation) is Aim.REACH


def points_of(series: Series) -> list[tuple[int, Decimal]]:
    """The last 100 measurements as days and values: a line through more costs too much."""
    return [(part.day.toordinal(), part.value) for part in series[-_MOST:]]


def _left(last: date, period: DateRange, cadence: Cadence | None, *, is_flow: bool) -> Decimal:
    if not is_flow:
        return Decimal((period.end - last).days)
    if cadence is None:
        return Decimal(0)
    return steps_between(last, period.end, cadence).quantize(Decimal(1))


def _totals(series: Series, count: int) -> Sequence[Decimal]:
    """The sums of each `count` measurements in a row."""
    sums = [Decimal(0), *accumulate(part.value for part in series)]
    return [later - sooner for sooner, later in zip(sums, sums[count:], strict=False)]
