"""Plain numbers: weights, shares."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from kpicli.fields.invalid import invalid, shown
from kpicli.fields.notes import Parsed
from kpicli.models.quantity import number_schema, quantity_of
from kpicli.models.quantity_grammar import UNITLESS


def number_of(value: Any) -> Decimal:  # noqa: ANN401 - whatever a file may hold
    """A scalar as a number without a unit.

    Raises:
        InvalidError: for anything else.
    """
    quantity = quantity_of(value)
    if quantity.unit:
        raise invalid(f"{shown(value)} has a unit, and a plain number is expected")
    return quantity.value


NUMBER_SCHEMA = number_schema(UNITLESS)

NumberField = Annotated[Decimal, Parsed(number_of, NUMBER_SCHEMA)]
"""A field that holds a number without a unit."""
