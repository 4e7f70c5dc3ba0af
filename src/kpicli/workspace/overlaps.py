"""Values of a total that are for the same days."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kpicli.findings import SCHEMA_ERROR, Finding, loading_finding
from kpicli.models.actual import NO_ACTUALS
from kpicli.models.choices import Aggregation
from kpicli.models.period import Period, day_of
from kpicli.workspace.actual_places import place_of_actual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.actual import Actual, Actuals
    from kpicli.models.goal import Kpi
    from kpicli.models.period import Calendar, When
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace


class Overlap(NamedTuple):
    """Two values for periods with days in common, the one that begins first before the other."""

    first: Actual
    second: Actual


def overlaps(workspace: Workspace, whole: Workspace) -> Iterator[Finding]:
    """The findings about totals that would count some days twice.

    They are those of a workspace of which `whole` has all metrics.
    """
    for whens, kpis in workspace.measured.by_whens.items():
        for kpi in kpis if first_overlap(whens, workspace.calendar) else ():
            yield from _days_in_common(kpi, kpi.model.inline_actuals, whole)
    for kpi in workspace.measured.in_csv:
        yield from _days_in_common(kpi, workspace.csv_actuals.get(kpi.id, NO_ACTUALS), whole)


def overlap_in_total(
    kpi: Definition[Kpi], actuals: Actuals, workspace: Workspace
) -> Overlap | None:
    """The first two values of a total that would count some days twice, of actuals of a KPI.

    None of a KPI whose values do not add up, nor of values for dates: nothing says what these are
    of.
    """
    if len(actuals.whens) <= 1 or workspace.aggregation(kpi) is not Aggregation.SUM:
        return None
    found = first_overlap(actuals.whens, workspace.calendar)
    return Overlap(*(actuals[place] for place in found)) if found else None


@lru_cache(maxsize=1024)  # most KPIs are measured on the same days
def first_overlap(whens: tuple[When, ...], calendar: Calendar) -> tuple[int, int] | None:
    """The places of the first two periods with days in common."""
    spans = sorted(
        (when.dates(calendar), place)
        for place, when in enumerate(whens)
        if isinstance(when, Period)
    )
    for (sooner, one), (later, other) in pairwise(spans):
        if later.start <= sooner.end:
            return one, other
    return None


def _days_in_common(
    kpi: Definition[Kpi], actuals: Actuals, workspace: Workspace
) -> Iterator[Finding]:
    found = overlap_in_total(kpi, actuals, workspace)
    if found is None or _is_told(found, workspace.calendar):
        return
    first, second = found
    yield loading_finding(
        SCHEMA_ERROR,
        f"`{first.key}` and `{second.key}` have days in common, and the values of `{kpi.id}` "
        "add up",
        place_of_actual(kpi, second, "counted here"),
        related=(place_of_actual(kpi, first, "and here"),),
        help="keep the parts or the whole",
        goals=(kpi.id,),
        field="actuals",
    )


def _is_told(found: Overlap, calendar: Calendar) -> bool:
    """Whether both are values of one day, which is an error already."""
    return day_of(found.first.when, calendar) == day_of(found.second.when, calendar)
