"""Plain numbers: digits, perhaps with a point, and no unit, as most actuals are written."""

from __future__ import annotations

from decimal import Decimal

from kpicli.fields.memo import Memo
from kpicli.models.quantity import DECIMALS, LONGEST, Quantity


def _decimal(text: str) -> Decimal:
    if len(text) <= LONGEST and text.replace(".", "", 1).isdecimal():
        value = DECIMALS[text]
        if str(value) == text:
            return value
    raise ValueError("its number does not give back the text")


PLAIN_NUMBERS = Memo(_decimal)
"""The numbers of texts that can be had back from them; a ValueError for `1.`, `007` or `3%`."""


def from_plain_number(value: Decimal) -> Quantity:
    """The quantity of a plain number."""
    return Quantity(value, "", str(value))
