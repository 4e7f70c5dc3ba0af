"""Plans by formulas between totals and levels.

A level is reached at the end of a period, a total all along, and of what period is not written.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from kpicli.models.choices import Aggregation
from kpicli.workspace.formula_lengths import may_be_of_another_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from kpicli.models.goal import Kpi
    from kpicli.progress.plan_parts import PlannedPart
    from kpicli.workspace import Definition, Workspace

    Misses = Callable[[Mapping[str, Decimal]], bool]

_MOST_LEVELS = 3
"""Of so many levels all cases are tried; of more nothing is proved."""


def doubts_of_levels(
    workspace: Workspace,
    parent: Definition[Kpi],
    parts: Mapping[str, PlannedPart],
    misses: Misses,
) -> tuple[str, ...]:
    """Why a plan proves nothing where goals move levels that a formula connects with totals.

    Over the period a level is between its baseline and its target. A shortfall is proved if
    values from both ends miss the target, as `misses` tells of the values by name.
    """
    kpis = (parent, *(part.kpi for part in parts.values()))
    if all(workspace.aggregation(kpi) is not Aggregation.SUM for kpi in kpis):
        return ()
    if workspace.moves_a_level(parent):
        return (f"`{parent.id}` is to be reached at the end, and the totals are of all the period",)
    moving = {name: part for name, part in parts.items() if workspace.moves_a_level(part.kpi)}
    if len(moving) <= _MOST_LEVELS and all(misses(values) for values in _cases(parts, moving)):
        return ()
    return tuple(
        f"`{part.kpi.id}` is reached at the end, and totals are of all the period"
        for part in moving.values()
    )


def doubts_of_length(workspace: Workspace, parent: Definition[Kpi]) -> Iterator[str]:
    """Why a plan for no year proves nothing, where its formula may be that of a year."""
    metric, period = workspace.metric(parent), workspace.period(parent)
    if metric is None or period is None:
        return
    if may_be_of_another_length(workspace, metric.id, [period]):
        yield f"the formula may be that of a year, and `{parent.id}` is for another time"


def _cases(
    parts: Mapping[str, PlannedPart], moving: Mapping[str, PlannedPart]
) -> Iterator[Mapping[str, Decimal]]:
    """What is planned with each choice of levels at their baselines; without one, no value."""
    for count in range(1, len(moving) + 1):
        for names in combinations(moving, count):
            ends = ((n, p.baseline if n in names else p.planned) for n, p in parts.items())
            yield {name: end for name, end in ends if end is not None}
