"""Bounds: intervals of values."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace

from kpicli.fields.invalid import invalid, shown
from kpicli.fields.notes import Parsed
from kpicli.models.quantity import LONGEST, Quantity, number_schema, parse_quantity
from kpicli.models.quantity_grammar import QUANTITY

COMPARISON = r"(?:>=|<=|>|<|≥|≤)"
_COMPARING = ("<", ">", "≤", "≥")
_TWO_SIGNS = ("<=", ">=")
_TO = ".."


class Bounds(Struct, frozen=True, gc=False):
    """An interval of values; none means no bound on that side. `strict` leaves the bounds out."""

    low: Quantity | None
    high: Quantity | None
    strict: bool = False


def is_relation(text: str) -> bool:
    """Whether a text begins with a comparison, so that it is no quantity."""
    return text.lstrip().startswith(_COMPARING)


def parse_bounds(text: str) -> Bounds | None:
    """Bounds from `>= a`, `<= a`, `> a`, `< a`, `a..b`, `a..` or `..b`, or none."""
    if len(text) > LONGEST:
        return None
    if is_relation(text):
        return _parse_relation(text)
    return _parse_range(text) if _TO in text else None


def _parse_relation(text: str) -> Bounds | None:
    plain = text.strip()
    sign = plain[:2] if plain.startswith(_TWO_SIGNS) else plain[:1]
    quantity = parse_quantity(plain[len(sign) :].strip())
    if quantity is None:
        return None
    strict = sign in {">", "<"}
    if sign[0] in ">≥":
        return Bounds(quantity, None, strict)
    return Bounds(None, quantity, strict)


def _parse_range(text: str) -> Bounds | None:
    # From the right, so that a point before the two belongs to the first number: `5...6`.
    at = text.rfind(_TO)
    while at >= 0:
        low, high = text[:at].strip(), text[at + len(_TO) :].strip()
        ends = [parse_quantity(end) for end in (low, high) if end]
        if ends and None not in ends:
            return _with_shared_unit(
                parse_quantity(low) if low else None, parse_quantity(high) if high else None
            )
        at = text.rfind(_TO, 0, at + 1)
    return None


def _with_shared_unit(low: Quantity | None, high: Quantity | None) -> Bounds | None:
    if low is None or high is None:
        return Bounds(low, high)
    low = low if low.unit else replace(low, unit=high.unit)
    high = high if high.unit else replace(high, unit=low.unit)
    return Bounds(low, high)


def bounds_of(value: Any) -> Bounds:  # noqa: ANN401 - whatever a file may hold
    """A scalar as bounds; a single number means exactly that value.

    Raises:
        InvalidError: for anything else.
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
    """Raises InvalidError for bounds that begin above their end."""
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
