"""Formulas that hold of periods of one length alone, or whose totals do not add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.formulas.lengths import adds_up, holds_of_any_length
from kpicli.models.choices import Aggregation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.formulas import Formula
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
    return formula is not None and not holds_of_any_length(
        formula, _totals(workspace, formula), is_total=_is_total(workspace, metric)
    )


def adds_up_over_time(workspace: Workspace, metric: str) -> bool:
    """Whether the formula of a metric gives no total, or one that is the sum of its periods'."""
    formula = workspace.metrics[metric].model.formula
    if formula is None or not _is_total(workspace, metric):
        return True
    return adds_up(formula, _totals(workspace, formula))


def _totals(workspace: Workspace, formula: Formula) -> set[str]:
    return {name for name in formula.names if _is_total(workspace, name)}


def _is_total(workspace: Workspace, metric: str) -> bool:
    return workspace.metrics[metric].model.aggregation is Aggregation.SUM
