"""Bounds: intervals of values."""

from __future__ import annotations

import re
from typing import Annotated, Any, NamedTuple

from kpicli.models.invalid import invalid, shown
from kpicli.models.parsed import Parsed
from kpicli.models.quantity import LONGEST, QUANTITY, Quantity, number_schema, parse_quantity

COMPARISON = r"(?:>=|<=|>|<|≥|≤)"
_RELATION = re.compile(rf"\s*({COMPARISON})\s*(.+?)\s*\Z", re.DOTALL)
_IS_RANGE = re.compile(rf"\s*({QUANTITY})?\s*\.\.\s*({QUANTITY})?\s*\Z")


class Bounds(NamedTuple):
    """An interval of values; none means no bound on that side. `strict` leaves the bounds out."""

    low: Quantity | None
    high: Quantity | None
    strict: bool = False


def parse_bounds(text: str) -> Bounds | None:
    """Bounds from `>= a`, `<= a`, `> a`, `< a`, `a..b`, `a..` or `..b`, or none."""
    if len(text) > LONGEST:
        return None
    relation = _RELATION.match(text)
    if relation:
        quantity = parse_quantity(relation[2])
        if quantity is None:
            return None
        strict = relation[1] in {">", "<"}
        return (
            Bounds(quantity, None, strict)
            if relation[1][0] in ">≥"
            else Bounds(None, quantity, strict)
        )
    found = _IS_RANGE.match(text)
    if not found or not (found[1] or found[2]):
        return None
    return _with_shared_unit(
        parse_quantity(found[1]) if found[1] else None,
        parse_quantity(found[2]) if found[2] else None,
    )


def _with_shared_unit(low: Quantity | None, high: Quantity | None) -> Bounds | None:
    if low is None or high is None:
        return Bounds(low, high)
    low = low if low.unit else low._replace(unit=high.unit)
    high = high if high.unit else high._replace(unit=low.unit)
    return Bounds(low, high)


def bounds_of(value: Any) -> Bounds:  # noqa: ANN401 - whatever a file may hold
    """A scalar as bounds; a single number means exactly that value.

    Raises:
        PydanticCustomError: for anything else.
    """
    bounds = parse_bounds(value) if isinstance(value, str) else None
    if bounds is None:
        quantity = parse_quantity(value) if isinstance(value, str) else None
        if quantity is None:
            raise invalid(
                f"{shown(value)} is not a range", "write '>= 0', '<= 100%', 0..100, 0.. or ..100"
            )
        return Bounds(quantity, quantity)
    refuse_backward(bounds)
    return bounds


def refuse_backward(bounds: Bounds | None) -> None:
    """Raises PydanticCustomError for bounds that begin above their end."""
    if bounds is None or bounds.low is None or bounds.high is None:
        return
    if bounds.low.unit == bounds.high.unit and bounds.low.value > bounds.high.value:
        raise invalid(
            f"the range begins at {bounds.low.text.strip()} and ends below it, "
            f"at {bounds.high.text.strip()}",
            "write the smaller number first",
        )


BOUNDS_SCHEMA = number_schema(
    rf"(?:{COMPARISON}\s*{QUANTITY}|{QUANTITY}(?:\s*\.\.\s*(?:{QUANTITY})?)?|\.\.\s*{QUANTITY})"
)

BoundsField = Annotated[Bounds, Parsed(bounds_of, BOUNDS_SCHEMA)]
"""A field that holds a range."""
