"""Formulas that hold of periods of one length alone: most likely of years, as nobody writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas.lengths import holds_of_any_length
from kpicli.models.choices import Aggregation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.models.period import DateRange
    from kpicli.workspace.workspace import Workspace

_YEARS = range(364, 372)
"""The days of a year, which may be one of 52 or 53 weeks."""


def may_be_of_another_length(
    workspace: Workspace, metric: str, periods: Iterable[DateRange]
) -> bool:
    """Whether the formula of a metric may not hold of periods that goals speak of.

    Salaries and prices are mostly those of a year, and a cost of `heads * salary` then is, too.
    Only where all the periods are years, nothing else is likely.
    """
    if all(period.days in _YEARS for period in periods):
        return False
    formula = workspace.metrics[metric].model.formula
    if formula is None:
        return False
    totals = {name for name in formula.names if _is_total(workspace, name)}
    return not holds_of_any_length(formula, totals, is_total=_is_total(workspace, metric))


def _is_total(workspace: Workspace, metric: str) -> bool:
    return workspace.metrics[metric].model.aggregation is Aggregation.SUM
