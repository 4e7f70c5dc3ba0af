"""Whether the periods of contributors make up that of their parent."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation, Rollup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace import Definition, Workspace

_DAY = timedelta(days=1)


class Fit(Enum):
    """How the periods of contributors lie in that of their parent."""

    SAME = auto()
    """All have the parent's own."""
    TILED = auto()
    """Totals of parts of the period that make up the whole, such as four quarters."""
    UNCLEAR = auto()
    """Anything else: nothing says that the numbers speak of the same time."""


def fit_of_periods(
    workspace: Workspace, parent: Definition[Kpi], children: Sequence[Definition[Kpi]]
) -> Fit:
    """How the contributors' periods fit. Only totals over time can add up from parts of it."""
    whole = workspace.period(parent)
    periods = [workspace.period(child) for child in children]
    known = [period for period in periods if period is not None]
    if whole is None or len(known) < len(periods):
        return Fit.UNCLEAR
    if all(period == whole for period in known):
        return Fit.SAME
    are_totals = all(workspace.aggregation(kpi) is Aggregation.SUM for kpi in (parent, *children))
    if parent.model.rollup is not Rollup.SUM or not are_totals:
        return Fit.UNCLEAR
    return Fit.TILED if _all_tile(whole, _by_subject(children, known)) else Fit.UNCLEAR


def tiles(whole: DateRange, parts: Iterable[DateRange]) -> bool:
    """Whether periods follow each other from the first day of a whole to its last.

    Several goals may share a period, if as many share each of them.
    """
    counts = Counter(parts)
    ordered = sorted(counts)
    return (
        len(set(counts.values())) == 1
        and (ordered[0].start, ordered[-1].end) == whole
        and all(after.start - before.end == _DAY for before, after in pairwise(ordered))
    )


def _by_subject(
    children: Sequence[Definition[Kpi]], periods: Sequence[DateRange]
) -> Mapping[tuple[str | None, ...], list[DateRange]]:
    """The periods of what goals speak of: one team's goals on one metric and segment."""
    found: dict[tuple[str | None, ...], list[DateRange]] = {}
    for child, period in zip(children, periods, strict=True):
        model = child.model
        found.setdefault((model.metric, model.segment, model.team), []).append(period)
    return found


def _all_tile(whole: DateRange, groups: Mapping[tuple[str | None, ...], list[DateRange]]) -> bool:
    together = [period for periods in groups.values() for period in periods]
    is_one_series = len(set(together)) == len(together) and tiles(whole, together)
    return is_one_series or all(tiles(whole, periods) for periods in groups.values())
