"""What facts state, as limits of a search."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from kpicli.constraints.rounding import around_decimal
from kpicli.constraints.trail import Limit

if TYPE_CHECKING:
    from kpicli.constraints.system import Fact


def limit_of(fact: Fact, variable: int, number: int) -> Limit:
    """A fact's bounds as floats, rounded outward."""
    low = -inf if fact.low is None else around_decimal(fact.low)[0]
    high = inf if fact.high is None else around_decimal(fact.high)[1]
    return Limit(variable, low, high, number)
