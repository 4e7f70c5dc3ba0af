"""What presets measure of a KPI: the way from its baseline in years, or its place on a scale."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Direction
from kpicli.models.preset import Preset
from kpicli.progress.presets import Measured

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.progress.growth import Path
    from kpicli.workspace import Definition, Workspace

_GROWTH = (Preset.SDG, Preset.UN2023)
_SCALES = (Preset.JUCMNAV, Preset.SPIDER)
_NOTHING = Measured()


def measured_of(
    kpi: Definition[Kpi], workspace: Workspace, commitment: Commitment, value: Decimal | None
) -> Measured:
    """What the preset of the workspace judges a KPI by, as far as it is known."""
    preset = workspace.context.preset
    if preset is Preset.DEFAULT:
        return _NOTHING
    if preset in _GROWTH:
        return Measured(path_of(kpi, workspace, commitment, value))
    if preset not in _SCALES or value is None or workspace.aggregation(kpi) is Aggregation.SUM:
        return _NOTHING
    from kpicli.progress.gauges import points_of, satisfaction_of  # noqa: PLC0415 - few measure it

    scale = satisfaction_of if preset is Preset.JUCMNAV else points_of
    return Measured(level=scale(commitment, value))


def path_of(
    kpi: Definition[Kpi], workspace: Workspace, commitment: Commitment, value: Decimal | None
) -> Path | None:
    """The path of a KPI with a target, where the preset measures growth and there can be any.

    None for a total, a deliverable and a range, which do not grow, and without a baseline.
    """
    if workspace.context.preset not in _GROWTH or commitment.direction is Direction.COMPLETE:
        return None
    period, baseline = workspace.period(kpi), commitment.baseline
    if period is None or baseline is None or value is None or commitment.target is None:
        return None
    if workspace.aggregation(kpi) is Aggregation.SUM:
        return None
    from kpicli.progress.growth import Path, years_between  # noqa: PLC0415 - few measure it

    start = _day_of_baseline(kpi, workspace, period, baseline)
    return Path(
        commitment.direction.sign,
        baseline,
        value,
        years_between(start, _day_of_value(kpi, workspace)),
        commitment.target,
        years_between(start, period.end),
    )


def trend_of(kpi: Definition[Kpi], workspace: Workspace, value: Decimal | None) -> Path | None:
    """The path of a KPI without a target, where the preset judges growth alone.

    It takes a period that has begun, a baseline, a value and a direction.
    """
    if workspace.context.preset is not Preset.SDG or kpi.model.target is not None:
        return None
    period, baseline = workspace.period(kpi), kpi.model.baseline
    sign = kpi.model.direction.sign if kpi.model.direction else 0
    if period is None or baseline is None or value is None or not sign:
        return None
    number = workspace.scale(kpi).number(baseline.quantity)
    if number is None or workspace.aggregation(kpi) is Aggregation.SUM:
        return None
    from kpicli.progress.growth import Path, years_between  # noqa: PLC0415 - the same

    start = _day_of_baseline(kpi, workspace, period, number)
    years = years_between(start, _day_of_value(kpi, workspace))
    return Path(sign, number, value, years, limit=_limit(kpi, workspace, sign))


def _day_of_baseline(
    kpi: Definition[Kpi], workspace: Workspace, period: DateRange, baseline: Decimal
) -> date:
    """The date written with the baseline, if the value is of no day before.

    Else the day of the period's first actual, if that is the baseline, else the day before it.
    """
    series, given = workspace.series_in_period(kpi), kpi.model.baseline
    written = given.date if given else None
    if written is not None and written <= _day_of_value(kpi, workspace):
        return written
    if series and series[0].value == baseline:
        return series[0].day
    return period.start - timedelta(days=period.start > date.min)


def _day_of_value(kpi: Definition[Kpi], workspace: Workspace) -> date:
    """The day of the last actual; what is rolled up counts as of today."""
    series = workspace.series_in_period(kpi)
    return series[-1].day if series else workspace.as_of


def _limit(kpi: Definition[Kpi], workspace: Workspace, sign: int) -> Decimal | None:
    """The best value that the metric's range allows."""
    metric = workspace.metric(kpi)
    bounds = metric.model.range if metric else None
    best = (bounds.high if sign > 0 else bounds.low) if bounds else None
    return workspace.scale(kpi).number(best) if best else None
