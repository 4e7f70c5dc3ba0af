"""What the definitions mean on a day: their dates, their numbers, their series.

Rules ask the same of every KPI again and again, so what is asked most is kept by the KPI's id.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.measurements import Measurement, Series, series_of
from kpicli.measurements.series import NOTHING_MEASURED, between
from kpicli.models.choices import Aggregation, Direction
from kpicli.models.period import DateRange, day_of
from kpicli.models.quantity import Quantity
from kpicli.workspace.commitment import Scale, commitment_of, implied_unit, is_deliverable, scale_in
from kpicli.workspace.contents import AnyGoal, Contents
from kpicli.workspace.context import Context
from kpicli.workspace.definition import by_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from kpicli.models.actual import Actuals
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.models.metric import Metric
    from kpicli.models.period import Calendar, Period, When
    from kpicli.workspace.definition import Definition

__all__ = ["AnyGoal", "Context", "QuantityKey", "Workspace"]

AnswerT = TypeVar("AnswerT")

_WAYS = (Direction.INCREASE, Direction.DECREASE)


class QuantityKey(Struct, frozen=True):
    """What makes two KPIs speak of the same quantity."""

    metric: str
    segment: str | None
    period: DateRange


class _Days(Struct, frozen=True):
    """The days of actuals in the order written, and whether each is later than the one before."""

    days: tuple[date, ...]
    are_in_order: bool


class Workspace(Contents, frozen=True, eq=False):
    """The contents of the goal files, and the questions about them by name."""

    # These do not depend on the day, so that `on` keeps them.
    _dates: dict[Period, DateRange] = field(default_factory=dict)
    _scales: dict[str, Scale] = field(default_factory=dict)
    _commitments: dict[str, Commitment | None] = field(default_factory=dict)
    _series: dict[str, Series] = field(default_factory=dict)
    _days: dict[tuple[When, ...], _Days] = field(default_factory=dict)

    # These do.
    @cached_property
    def _series_in_period(self) -> dict[str, Series]:
        return {}

    @cached_property
    def _answers(self) -> dict[Callable[[Workspace], object], object]:
        return {}

    @property
    def as_of(self) -> date:
        """The day that counts as today."""
        return self.context.as_of

    @property
    def calendar(self) -> Calendar:
        """The fiscal calendar."""
        return self.context.calendar

    def on(self, day: date) -> Workspace:
        """The same goal files with another day as today."""
        return replace(self, context=replace(self.context, as_of=day))

    def remembered(self, question: Callable[[Workspace], AnswerT]) -> AnswerT:
        """The answer to a question about the workspace, which is worked out the first time."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return cast(AnswerT, self._answers[question])

    def period(self, goal: Definition[AnyGoal]) -> DateRange | None:
        """The first and last day of a goal's period."""
        written = goal.model.period
        if written is None:
            return None
        try:
            return self._dates[written]
        except KeyError:
            dates = self._dates[written] = written.dates(self.calendar)
            return dates

    def context_of(self, goal: Definition[AnyGoal]) -> Context:
        """How a goal is judged: its own thresholds go before those of the settings."""
        own, known = goal.model.thresholds, self.context
        if own is None or not known.own_thresholds_count:
            return known
        return replace(known, thresholds=own.over(known.thresholds))

    def metric(self, kpi: Definition[Kpi]) -> Definition[Metric | Kpi] | None:
        """The metric that a KPI commits to: the one it names, or itself."""
        name = kpi.model.metric
        return self.metrics.get(name) if name else kpi

    def unit(self, kpi: Definition[Kpi]) -> str:
        """The unit of a KPI's numbers: its metric's, else the one written beside its numbers."""
        return self.scale(kpi).unit

    def scale(self, kpi: Definition[Kpi]) -> Scale:
        """How quantities of a KPI become numbers in its unit."""
        scale = self._scales.get(kpi.id)
        if scale is None:
            scale = self._scales[kpi.id] = scale_in(self._unit(kpi))
        return scale

    def _unit(self, kpi: Definition[Kpi]) -> str:
        if is_deliverable(kpi.model):
            return ""  # its values are shares, so that 60% is 0.6 whatever the unit
        metric = self.metric(kpi)
        return (metric.model.unit if metric else None) or implied_unit(kpi.model)

    def aggregation(self, kpi: Definition[Kpi]) -> Aggregation:
        """How a KPI's values combine over time."""
        metric = self.metric(kpi)
        return metric.model.aggregation if metric else Aggregation.LAST

    def moves_a_level(self, kpi: Definition[Kpi]) -> bool:
        """Whether a KPI raises or lowers what is no total, so that it is there at the end only."""
        commitment = self.commitment(kpi)
        is_total = self.aggregation(kpi) is Aggregation.SUM
        return commitment is not None and commitment.direction in _WAYS and not is_total

    def value_in(self, kpi: Definition[Kpi], value: Decimal, unit: str) -> Decimal | None:
        """A value of a KPI as a number of another unit, none where the two do not convert."""
        return scale_in(unit).number(Quantity(value, self.unit(kpi), ""))

    def commitment(self, kpi: Definition[Kpi]) -> Commitment | None:
        """What a KPI commits to in numbers, none where that is not known."""
        key, known = kpi.id, self._commitments
        if key not in known:
            known[key] = commitment_of(kpi.model, self.scale(kpi))
        return known[key]

    def quantity_key(self, kpi: Definition[Kpi]) -> QuantityKey | None:
        """Which quantity a KPI speaks of, none where its metric or period is not known."""
        metric, period = self.metric(kpi), self.period(kpi)
        if metric is None or period is None:
            return None
        return QuantityKey(metric.id, kpi.model.segment, period)

    @cached_property
    def kpis_by_quantity(self) -> Mapping[QuantityKey, tuple[Definition[Kpi], ...]]:
        """The active KPIs of each quantity, in the order of ids."""
        return self.quantities_of(self.live_kpis)

    def quantities_of(
        self, kpis: Iterable[Definition[Kpi]]
    ) -> Mapping[QuantityKey, tuple[Definition[Kpi], ...]]:
        """The quantities of live KPIs, each with those of them, in the order of ids; no drafts."""
        groups: dict[QuantityKey, list[Definition[Kpi]]] = {}
        for kpi in sorted(kpis, key=by_id):
            key = self.quantity_key(kpi)
            if key is not None and not kpi.model.is_draft:
                groups.setdefault(key, []).append(kpi)
        return {key: tuple(kpis) for key, kpis in groups.items()}

    def series(self, kpi: Definition[Kpi]) -> Series:
        """All measurements of a KPI in its unit, by day; values of another unit are left out."""
        series = self._series.get(kpi.id)
        if series is None:
            series = self._series[kpi.id] = self._measurements(kpi)
        return series

    def _measurements(self, kpi: Definition[Kpi]) -> Series:
        actuals = self.csv_actuals.get(kpi.id, kpi.model.inline_actuals)
        if not actuals.keys:
            return NOTHING_MEASURED
        meant = self._days_meant_by(actuals.whens)
        days = meant.days
        values = actuals.values
        if actuals.written:
            # All at once: there are a dozen actuals for each KPI.
            numbers = tuple(map(self.scale(kpi).number, actuals.written))
            if None in numbers:
                return _some_of(days, numbers, actuals)
            values = cast("tuple[Decimal, ...]", numbers)
        if meant.are_in_order:
            return Series(days, values, actuals)
        return _some_of(days, values, actuals)

    def _days_meant_by(self, whens: tuple[When, ...]) -> _Days:
        """The days that are meant; most KPIs are measured on the same ones."""
        found = self._days.get(whens)
        if found is None:
            days = tuple(day_of(when, self.calendar) for when in whens)
            is_ordered = all(sooner < later for sooner, later in pairwise(days))
            found = self._days[whens] = _Days(days, is_ordered)
        return found

    def series_to_date(self, kpi: Definition[Kpi]) -> Series:
        """The measurements of a KPI on or before the as-of date, those before its period too."""
        series = self.series(kpi)
        if not series.days or series.days[-1] <= self.context.as_of:
            return series
        return between(series, series.days[0], self.as_of)

    def series_in_period(self, kpi: Definition[Kpi]) -> Series:
        """The measurements inside the KPI's period on or before the as-of date."""
        series = self._series_in_period.get(kpi.id)
        if series is None:
            series = self._series_in_period[kpi.id] = self._inside(kpi)
        return series

    def _inside(self, kpi: Definition[Kpi]) -> Series:
        period = self.period(kpi)
        if period is None:
            return self.series_to_date(kpi)
        return between(self.series(kpi), period.start, min(period.end, self.as_of))


def _some_of(
    days: tuple[date, ...], numbers: tuple[Decimal | None, ...], actuals: Actuals
) -> Series:
    """The series of actuals in any order, without those that are no number in the KPI's unit."""
    measured = zip(days, numbers, actuals, strict=True)
    return series_of(
        Measurement(day, number, actual) for day, number, actual in measured if number is not None
    )
