"""Shares of a whole, from 0 to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpicli.fields.invalid import invalid, shown
from kpicli.models.quantity import LONGEST, quantity_of

if TYPE_CHECKING:
    from decimal import Decimal

_SHARE = r"(?:0?\.[0-9]+|0\.?|1(?:\.0*)?|(?:100(?:\.0*)?|[0-9]{1,2}(?:\.[0-9]*)?) ?(?:%|percent))"

SHARE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": rf"^\s*{_SHARE}\s*$", "maxLength": LONGEST},
    ]
}


def share_of(value: Any, name: str, examples: str) -> Decimal:  # noqa: ANN401 - as a file holds it
    """A share written as `0.7` or `70%`.

    Raises:
        InvalidError: for anything else, with the name of the share and the examples.
    """
    quantity = quantity_of(value)
    share = quantity.value / 100 if quantity.unit == "%" else quantity.value
    if not 0 <= share <= 1 or quantity.unit not in {"", "%"}:
        raise invalid(f"{name} {shown(value)} is not between 0 and 1", f"write {examples}")
    return share
