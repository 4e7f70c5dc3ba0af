"""Totals of a period as sums of totals of its parts, and of what lies between these."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.models.choices import Aggregation
from kpicli.models.period import DateRange
from kpicli.workspace.commitment import scale_in
from kpicli.workspace.limits import interval_of, of_a_total
from kpicli.workspace.variable import Variable, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpicli.workspace.workspace import Workspace

Sum = tuple[Variable, tuple[Variable, ...]]
"""A total, and those that it is the sum of."""

_DAY = timedelta(days=1)


def sums_of_periods(workspace: Workspace, variables: Iterable[Variable]) -> Iterator[Sum]:
    """What totals of a flow say of each other.

    A period whose sub-periods are all spoken of is their sum. Where some are not, it is the sum
    of those that are and of the days between them, if the metric's range tells the sign of these.
    """
    groups: dict[tuple[str, str | None], list[Variable]] = {}
    for variable in variables:
        if workspace.metrics[variable.metric].model.aggregation is Aggregation.SUM:
            groups.setdefault((variable.metric, variable.segment), []).append(variable)
    for key in sorted(groups, key=str):
        if len(groups[key]) == 1:
            continue
        has_sign = _has_sign(workspace, key[0])
        for whole in sorted(groups[key], key=in_order):
            if tiling := _tiling(whole, groups[key]):
                yield whole, tuple(tiling)
            elif has_sign:
                yield from ((whole, parts) for parts in _with_gaps(whole, groups[key]))


def _tiling(whole: Variable, group: Iterable[Variable]) -> list[Variable]:
    """The longest sub-periods that follow each other from start to end, or nothing."""
    inside = {
        part.period.start: part
        for part in sorted(group, key=lambda part: part.period.end)
        if part != whole and part.period.end <= whole.period.end
    }
    parts: list[Variable] = []
    start = whole.period.start
    while start in inside:
        parts.append(inside[start])
        if parts[-1].period.end == whole.period.end:
            return parts
        start = parts[-1].period.after
    return []


def _has_sign(workspace: Workspace, metric: str) -> bool:
    """Whether the total of any days is known to be at least, or at most, 0."""
    model = workspace.metrics[metric].model
    possible = interval_of(model.range, scale_in(model.unit or "")) if model.range else None
    return possible is not None and of_a_total(possible) != (None, None)


def _with_gaps(whole: Variable, group: Iterable[Variable]) -> Iterator[tuple[Variable, ...]]:
    """Sub-periods in no other one, with the days between them; those that overlap by themselves."""
    rest = _outermost(whole, group)
    while rest:
        chain: list[DateRange] = []
        for period in rest:
            if not chain or period.start > chain[-1].end:
                chain.append(period)
        rest = [period for period in rest if period not in chain]
        yield tuple(replace(whole, period=period) for period in _filled(whole.period, chain))


def _outermost(whole: Variable, group: Iterable[Variable]) -> list[DateRange]:
    found: list[DateRange] = []
    periods = {part.period for part in group}
    for period in sorted(periods, key=lambda each: (each.start, -each.days)):
        if period == whole.period or not _lies_in(period, whole.period):
            continue
        if not found or not _lies_in(period, found[-1]):
            found.append(period)
    return found


def _lies_in(period: DateRange, other: DateRange) -> bool:
    return other.start <= period.start and period.end <= other.end


def _filled(whole: DateRange, chain: Sequence[DateRange]) -> Iterator[DateRange]:
    """The periods of a chain and the days between them, from the first day of a whole on."""
    start = whole.start
    for period in chain:
        if start < period.start:
            yield DateRange(start, period.start - _DAY)
        yield period
        start = period.after
    if start <= whole.end:
        yield DateRange(start, whole.end)
