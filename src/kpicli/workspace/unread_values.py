"""Values of a KPI that stand in its files and are no numbers in its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation
from kpicli.models.period import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.actual import Actuals
    from kpicli.models.goal import Kpi
    from kpicli.models.period import When
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


def unread_value(kpi: Definition[Kpi], workspace: Workspace) -> tuple[When | None] | None:
    """The date or period of a value without which it is not known what a KPI has come to.

    It lies in the period and is not later than the as-of date; where the last value counts, it is
    later than all that can be read. None where all is read, and (None,) where a value is unread of
    which the date is, too.
    """
    actuals = workspace.csv_actuals.get(kpi.id, kpi.model.inline_actuals)
    known = workspace.series(kpi)
    if not actuals.unread and len(known) == len(actuals):
        return None
    inside, period = workspace.series_in_period(kpi), workspace.period(kpi)
    is_last = workspace.aggregation(kpi) is Aggregation.LAST
    for when in _unread(kpi, actuals, workspace):
        if when is None:
            return (None,)
        day = day_of(when, workspace.calendar)
        is_due = day <= workspace.as_of and (period is None or period.start <= day <= period.end)
        if is_due and not (is_last and inside.days and day <= inside.days[-1]):
            return (when,)
    return None


def _unread(kpi: Definition[Kpi], actuals: Actuals, workspace: Workspace) -> Iterator[When | None]:
    yield from actuals.unread
    number = workspace.scale(kpi).number
    for when, quantity in zip(actuals.whens, actuals.written):  # noqa: B905 - plain ones are numbers
        if number(quantity) is None:
            yield when
