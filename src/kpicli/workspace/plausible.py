"""What the words of a KPI say about the values that its number can have."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.constraints import Interval
from kpicli.formulas import parse_unit
from kpicli.models.choices import Aggregation
from kpicli.workspace.limits import possible_values

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace

_THINGS = """
    account agent agreement answer application appointment article bug call campaign candidate
    case certificate client colleague company complaint contract course customer deal defect
    delivery dispute document download email employee error event feature guest hire household
    incident inquiry inspection interview invoice lead letter licence license member merchant
    message order outage parcel participant partner patent patient person product project
    prospect registration release rep request reseller resident sale seat session shipment shop
    signup site store student subscriber supplier survey team test ticket trial user vacancy
    vehicle visit visitor volunteer vulnerability worker workshop
"""
_COUNTED = frozenset(_THINGS.split())
_BALANCE = frozenset(
    ["net", "balance", "change", "difference", "growth", "gain", "loss", "delta", "versus", "vs"]
)
# Compiled when a unit asks for it.
_WHOLE = r"\b(?:(?:share|proportion|fraction) of|market share|uptime|availability)\b"
_EXCEEDED = """
    cost spend spending expense expenses debt plan planned target targets quota budget goal goals
    growth capacity demand revenue sales income equity gdp year month quarter baseline previous last
"""
_NO_WHOLE = frozenset(_EXCEEDED.split())
_HUNDRED = Decimal(100)


def reachable_values(workspace: Workspace, kpi: Definition[Kpi]) -> Interval | None:
    """The values that a KPI's target can be met by: its metric's range, else what is plausible.

    A range may be meant for each value of a total, so of a total only a start at 0 is sure. None
    where nothing is sure.
    """
    metric = workspace.metric(kpi)
    if metric is None or metric.model.range is None:
        return plausible_values(workspace, kpi)
    limits = possible_values(workspace, kpi)
    if limits is None or workspace.aggregation(kpi) is not Aggregation.SUM:
        return limits
    return Interval(limits.low) if limits.low == 0 else None


def plausible_values(workspace: Workspace, kpi: Definition[Kpi]) -> Interval | None:
    """The values that a KPI's unit and title allow where its metric has no range.

    What is counted piece by piece (clients, tickets) is not below zero, unless the title speaks
    of a balance. A share of a whole is not above 100 %; of what can be exceeded (a plan, the year
    before, revenue) it is no such share, and a `%` alone says nothing. None where nothing is said.
    """
    text = workspace.unit(kpi)
    unit, title = parse_unit(text), _words(text, workspace, kpi)
    if unit.is_percent and re.search(_WHOLE, title) and not _has_any(_NO_WHOLE, title):
        return Interval(Decimal(0), _HUNDRED)
    if _is_counted(unit.symbols) and not _has_any(_BALANCE, title):
        return Interval(Decimal(0), None)
    return None


def _has_any(words: frozenset[str], title: str) -> bool:
    return not words.isdisjoint(re.findall(r"\w+", title))


def _words(unit: str, workspace: Workspace, kpi: Definition[Kpi]) -> str:
    """The titles of KPI and metric, the metric's id and the unit, in one line of small letters."""
    metric = workspace.metric(kpi) or kpi
    parts = (kpi.model.title, metric.model.title or "", metric.id, unit)
    return " ".join(parts).replace("_", " ").lower()


def _is_counted(symbols: tuple[tuple[str, int], ...]) -> bool:
    if len(symbols) != 1 or symbols[0][1] != 1:
        return False
    return symbols[0][0].rpartition(" ")[2] in _COUNTED
