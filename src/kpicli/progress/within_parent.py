"""What a total brings to a parent whose period does not hold all of its own."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kpicli.measurements.series import between
from kpicli.models.choices import Aggregation
from kpicli.models.period import DateRange, Period
from kpicli.progress.cadence_steps import after
from kpicli.progress.finality import lacks_its_end
from kpicli.progress.holes import first_hole
from kpicli.progress.precision import fixed_precision
from kpicli.progress.staleness import Freshness, freshness
from kpicli.workspace.overlaps import overlap_in_total
from kpicli.workspace.unread_values import unread_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpicli.models.goal import Kpi
    from kpicli.workspace import AnyGoal, Definition, Workspace

_A_DAY = timedelta(1)


class Within(NamedTuple):
    """The total of a KPI in the period of its parent; where it is not known, why."""

    total: Decimal | None
    lack: str = ""


def reaches_beyond(
    child: Definition[Kpi], parent: Definition[AnyGoal], workspace: Workspace
) -> bool:
    """Whether a KPI is a total of a period that begins before its parent's, or ends after it."""
    own, above = workspace.period(child), workspace.period(parent)
    if own is None or above is None or own is above:
        return False
    is_inside = above.start <= own.start and own.end <= above.end
    return not is_inside and workspace.aggregation(child) is Aggregation.SUM


@fixed_precision()
def total_within(
    child: Definition[Kpi], parent: Definition[AnyGoal], workspace: Workspace
) -> Within:
    """The sum of the values of a child in the period of a parent that it reaches beyond.

    It is not known where a value covers days inside and outside, where none is inside, where two
    are of the same days, or where they are stale for the time that the two periods share.
    """
    own, above = workspace.period(child), workspace.period(parent)
    assert own is not None, "what reaches beyond has a period"
    assert above is not None, "so has what it reaches beyond"
    if overlap_in_total(child, workspace.series_in_period(child).actuals, workspace):
        return Within(None, "no value")
    if unread_value(child, workspace) is not None:
        return Within(None, "no value")
    inside: list[tuple[date, Decimal]] = []
    for covered, value in _covered(child, own.start, workspace):
        if covered.end < above.start or above.end < covered.start:
            continue
        if covered.start < above.start or above.end < covered.end:
            return Within(None, f"the value of {covered.end} lies only partly in the period")
        inside.append((covered.end, value))
    if not inside:
        return Within(None, "no value of its own lies in the period")
    shared = DateRange(max(own.start, above.start), min(own.end, above.end))
    if _is_stale(child, inside[-1][0], shared, workspace):
        return Within(None, "stale")
    return Within(sum((value for _, value in inside), Decimal(0)))


def _covered(
    kpi: Definition[Kpi], start: date, workspace: Workspace
) -> Iterator[tuple[DateRange, Decimal]]:
    """The values of a total, each with the days that it covers.

    A value of a period covers that; one of a date the time since the value before, from the start
    of the period on, but no more than a step of the cadence.
    """
    cadence, since = kpi.model.cadence, start
    for day, value, actual in workspace.series_in_period(kpi):
        if isinstance(actual.when, Period):
            yield actual.when.dates(workspace.calendar), value
        else:
            step = since if cadence is None else after(day, -1, cadence) + _A_DAY
            yield DateRange(max(since, step), day), value
        since = day + _A_DAY


def _is_stale(kpi: Definition[Kpi], last: date, shared: DateRange, workspace: Workspace) -> bool:
    """Whether values are missing in the time that two periods share, as of a total of that time."""
    cadence = kpi.model.cadence
    if cadence is None:
        return False
    if freshness(last, cadence, workspace.as_of, shared.end) is Freshness.STALE:
        return True
    if workspace.as_of <= shared.end:
        return False
    inside = between(workspace.series_in_period(kpi), *shared)
    hole = first_hole(inside, cadence, workspace.calendar, shared.start)
    return hole is not None or lacks_its_end(last, cadence, shared.end)
