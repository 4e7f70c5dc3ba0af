"""Quantities: numbers as people write them, exact, with the unit that was written."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Struct

from kpicli.fields.invalid import invalid, shown
from kpicli.fields.memo import Memo
from kpicli.fields.notes import Parsed
from kpicli.models.quantity_grammar import (
    QUANTITY,
    folded,
    is_other_base,
    is_ratio,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 100
LARGEST_EXPONENT = 99

_SCALES = {
    "k": 3, "K": 3, "thousand": 3, "Tsd": 3,
    "M": 6, "million": 6, "Mio": 6,
    "bn": 9, "billion": 9, "Mrd": 9,
}  # fmt: skip
_WITHOUT_SEPARATORS = str.maketrans("", "", ",_ \u00a0\u202f")
_MINUS = ("-", "\u2212")
_PERCENT = {"percent": "%"}
_CURRENCIES = frozenset("€$£¥")
_FIGURES = frozenset("0123456789")


class Quantity(Struct, frozen=True, gc=False):
    """A number with the unit written beside it.

    `value` is exact, with a suffix such as `M` applied: `€1.2M` is 1200000 with unit `€`, `95%`
    is 95 with unit `%`. `unit` is empty where none was written. `text` is what was written.
    """

    value: Decimal
    unit: str
    text: str


def parse_quantity(text: str) -> Quantity | None:
    """A quantity from its text, or none if the text is not one."""
    return QUANTITIES[text]


def _parsed(text: str) -> Quantity | None:
    if len(text) > LONGEST:
        return None
    if _FIGURES.isdisjoint(text) or ".." in text:
        return None  # a word, or a range
    quantity = _usual(text) or _amount(text) or _other_base(text) or _from_grammar(text)
    # Decimal gives 0 the exponent of its last digit.
    if quantity is None or (quantity.value and quantity.value.adjusted() > LARGEST_EXPONENT):
        return None
    return quantity


QUANTITIES = Memo(_parsed)
"""The quantities of texts; none for a text that is not one."""


def number_text(value: Decimal) -> str:
    """A number as messages show it: its digits, without an exponent."""
    return format(value or abs(value), "f")


def amount_text(value: Decimal, unit: str) -> str:
    """A number with its unit, as it may be written in a goal file."""
    if not unit:
        return number_text(value)
    return f"{number_text(value)}{'' if unit == '%' else ' '}{unit}"


def quantity_of(value: Any) -> Quantity:  # noqa: ANN401 - whatever a file may hold
    """A scalar as a quantity.

    Raises:
        InvalidError: for anything else, with how to write one.
    """
    if not isinstance(value, str):
        raise invalid(f"expected a number, found {shown(value)}", _REMEDY)
    quantity = parse_quantity(value)
    if quantity is None:
        refuse_size(value)
        raise invalid(f"{shown(value)} is not a number", remedy_for(value) or _REMEDY)
    return quantity


def remedy_for(text: str) -> str | None:
    """How to write a text that is no quantity, as it is meant; none where that cannot be told."""
    from kpicli.models.meant_number import how_to_write  # noqa: PLC0415 - only for mistakes

    return how_to_write(text)


def refuse_size(text: str) -> None:
    """Refuses what would be a number if numbers had no limits.

    Raises:
        InvalidError: for such a text.
    """
    found = re.fullmatch(_OF_ANY_SIZE, text.strip())
    if found and (len(text) > LONGEST or _is_beyond(**found.groupdict(""))):
        raise invalid(f"{shown(text)} is past the limits of numbers", _LIMITS)


def _is_beyond(digits: str, exponent: str, end: str) -> bool:
    """Whether a number is as large as no number may be, or has an exponent of three digits."""
    power = int(exponent or 0)
    size = _decimal(digits).adjusted() + power + _SCALES.get(end, 0)
    return abs(power) > LARGEST_EXPONENT or size > LARGEST_EXPONENT


_OF_ANY_SIZE = (
    r"[+\-\u2212]?(?P<digits>[0-9][0-9_,]*(?:\.[0-9]*)?)(?:[eE](?P<exponent>[+-]?[0-9]+))?"
    r" ?(?P<end>[A-Za-z%€$£¥/]{0,20})"
)
_LIMITS = (
    f"numbers are below 1e{LARGEST_EXPONENT + 1}, with exponents from -{LARGEST_EXPONENT} to "
    f"{LARGEST_EXPONENT} and at most {LONGEST} characters"
)
_REMEDY = "write a number such as 50, 1.5k, 12M, 15% or 30 days"


DECIMALS = Memo(Decimal)
"""Numbers by their digits: most stand many times, and equal ones become one object."""

_USUAL_SIGNS = ("", "+", "-")
_USUAL_ENDS = {"": (0, ""), "%": (0, "%"), "k": (3, ""), "M": (6, "")}
"""What mostly stands behind a number: how many places it shifts it, and the unit."""


def _usual(text: str) -> Quantity | None:
    # The common case by far: digits and a point, no more than a sign before and one behind.
    # Decimal is quicker at it than any pattern.
    digits = text.strip("+-%kM")
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        return None
    if digits == text:
        return Quantity(DECIMALS[text], "", text)
    sign, _, end = text.partition(digits)
    if sign not in _USUAL_SIGNS or end not in _USUAL_ENDS:
        return None
    places, unit = _USUAL_ENDS[end]
    return Quantity(_signed(_exact_shift(DECIMALS[digits], places), sign), unit, text)


def _amount(text: str) -> Quantity | None:
    """What people write nearly as often, read without a pattern: `€18M`, `5 days`, `9_900`."""
    if text[0] in _CURRENCIES:
        money = _usual(text[1:])
        is_plain = money is not None and not money.unit and text[1].isdecimal()
        return Quantity(money.value, text[0], text) if money and is_plain else None
    if text.isascii() and all(map(str.isdecimal, text.split("_"))):
        return Quantity(DECIMALS[text.replace("_", "")], "", text)
    number, _, unit = text.partition(" ")
    if not (unit.isascii() and unit.isalpha()) or unit in _SCALES:
        return None
    counted = _usual(number)
    if counted is None or counted.unit:
        return None
    return Quantity(counted.value, _PERCENT.get(unit, unit), text)


def _other_base(text: str) -> Quantity | None:
    is_one = is_other_base(text.strip())
    return Quantity(Decimal(int(text, 0)), "", text) if is_one else None


def _from_grammar(text: str) -> Quantity | None:
    stripped = text.strip()
    if "e\u2212" in stripped.lower():
        return None  # the minus of an exponent is a plain one
    plain = folded(stripped)
    if is_ratio(plain):
        first, _, second = stripped.partition(":")
        return Quantity(_decimal(first) / _decimal(second), "", text)
    parts = parts_of(plain)
    if parts is None:
        return None
    return _from_parts({name: stripped[part] for name, part in parts.items()}, text)


def _from_parts(found: Mapping[str, str], text: str) -> Quantity:
    value = _exact_shift(_decimal(found["number"]), _SCALES.get(found["suffix"], 0))
    unit = found["prefix"].strip() + found["unit"]
    return Quantity(_signed(value, found["sign"] or found["inner"]), _PERCENT.get(unit, unit), text)


def _signed(value: Decimal, sign: str) -> Decimal:
    # A minus sign would round.
    return value.copy_negate() if value and sign in _MINUS else value


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.translate(_WITHOUT_SEPARATORS))


def _exact_shift(number: Decimal, places: int) -> Decimal:
    return _EXACT.multiply(number, Decimal(10**places)) if places else number


_EXACT = Context(prec=LONGEST + LARGEST_EXPONENT)


LIMITS_SCHEMA: dict[str, Any] = {"exclusiveMinimum": -1e100, "exclusiveMaximum": 1e100}
"""How large a number may be, where data are numbers."""


def number_schema(pattern: str) -> dict[str, Any]:
    """The JSON Schema of a number, or of a text that the pattern matches as a whole."""
    text = {"type": "string", "pattern": rf"^\s*{pattern}\s*$", "maxLength": LONGEST}
    return {"anyOf": [{"type": "number", **LIMITS_SCHEMA}, text]}


QUANTITY_SCHEMA = number_schema(QUANTITY)

_NEGATIVE = r"^[^0-9]*[\-\u2212]"


def tolerance_of(value: Any) -> Quantity:  # noqa: ANN401 - whatever a file may hold
    """A scalar as a quantity without a minus sign.

    Raises:
        InvalidError: for anything else.
    """
    quantity = quantity_of(value)
    if re.match(_NEGATIVE, value):
        raise invalid(f"{shown(value)} is below zero", "write how far the target may be missed")
    return quantity


ToleranceField = Annotated[
    Quantity,
    Parsed(
        tolerance_of,
        {
            "allOf": [
                QUANTITY_SCHEMA,
                {"not": {"type": "number", "exclusiveMaximum": 0}},
                {"not": {"type": "string", "pattern": _NEGATIVE}},
            ]
        },
    ),
]
"""A field that holds a quantity of zero or more."""

QuantityField = Annotated[Quantity, Parsed(quantity_of, QUANTITY_SCHEMA)]
"""A field that holds a quantity."""
