"""Quantities of which formulas and proofs speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from kpicli.models.period import DateRange


class Variable(Struct, frozen=True):
    """One quantity: the value of a metric, of a segment, at the end of a period or over it."""

    metric: str
    segment: str | None
    period: DateRange


def in_order(variable: Variable) -> tuple[str, str, DateRange]:
    """The key to sort quantities by; a segment may be none."""
    return variable.metric, variable.segment or "", variable.period
