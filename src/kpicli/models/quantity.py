"""Quantities: numbers as people write them, exact, with the unit that was written."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation, localcontext
from typing import Annotated, Any, NamedTuple

from kpicli.models.invalid import invalid, shown
from kpicli.models.parsed import Parsed

_LETTER = r"[A-Za-z\u00C0-\u024F\u0370-\u1FFF\u2C00-\uD7FF]"
_WORD = rf"(?:%|{_LETTER}(?:{_LETTER}|[0-9_])*)"
_SIGN = r"[+\-\u2212]?"
_CURRENCY = r"[€$£¥]"
_DIGITS = r"(?:[0-9]{1,3}(?:[, \u00A0\u202F][0-9]{3})+|[0-9]+(?:_[0-9]+)*)"
_NUMBER = rf"(?:{_DIGITS}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{{1,2}})?"
_SUFFIX = rf"(?:k|K|M|bn|thousand|million|billion)(?!{_LETTER}|[0-9_])"
_UNIT = rf"(?![eE][0-9])(?:1?/{_WORD}|{_CURRENCY}|{_WORD})(?:[*/·]{_WORD})*"
_RATIO = rf"{_NUMBER}:{_NUMBER}"

QUANTITY = rf"(?:{_RATIO}|{_SIGN} ?{_CURRENCY}? ?{_SIGN}{_NUMBER}(?: ?{_SUFFIX})?(?: ?{_UNIT})?|[A-Z]{{3}} {_SIGN}{_NUMBER}(?: ?{_SUFFIX})?)"  # noqa: E501 - one grammar, one line
"""The grammar of a quantity as a regular expression that Python and JSON Schema share."""

LONGEST = 100
LARGEST_EXPONENT = 99

_SCALES = {
    "k": 3, "K": 3, "thousand": 3,
    "M": 6, "million": 6,
    "bn": 9, "billion": 9,
}  # fmt: skip
_PARTS = re.compile(
    rf"(?P<sign>{_SIGN}) ?(?P<prefix>{_CURRENCY}|[A-Z]{{3}} )? ?(?P<inner>{_SIGN})"
    rf"(?P<number>{_NUMBER})(?: ?(?P<suffix>{_SUFFIX}))?(?: ?(?P<unit>{_UNIT}))?\Z"
)
_RATIO_PARTS = re.compile(rf"({_NUMBER}):({_NUMBER})\Z")
_SEPARATORS = re.compile(r"[,_ \u00A0\u202F]")
_MINUS = ("-", "\u2212")


class Quantity(NamedTuple):
    """A number with the unit written beside it.

    `value` is exact, with a suffix such as `M` applied: `€1.2M` is 1200000 with unit `€`, `95%`
    is 95 with unit `%`. `unit` is empty where none was written. `text` is what was written.
    """

    value: Decimal
    unit: str
    text: str


def parse_quantity(text: str) -> Quantity | None:
    """A quantity from its text, or none if the text is not one."""
    stripped = text.strip()
    if len(stripped) > LONGEST:
        return None
    found = _PARTS.match(stripped)
    if found:
        return _from_parts(found, text)
    ratio = _RATIO_PARTS.match(stripped)
    return _from_ratio(ratio, text) if ratio else None


def number_text(value: Decimal) -> str:
    """A number as messages show it: its digits, without an exponent."""
    return format(value if value else abs(value), "f")


def amount_text(value: Decimal, unit: str) -> str:
    """A number with its unit, as it may be written in a goal file."""
    if not unit:
        return number_text(value)
    return f"{number_text(value)}{'' if unit == '%' else ' '}{unit}"


def quantity_of(value: Any) -> Quantity:  # noqa: ANN401 - whatever a file may hold
    """A scalar as a quantity.

    Raises:
        PydanticCustomError: for anything else, with how to write one.
    """
    if not isinstance(value, str):
        raise invalid(f"expected a number, found {shown(value)}", _REMEDY)
    quantity = _plain_number(value) or parse_quantity(value) or _other_base(value)
    if quantity is None or quantity.value.adjusted() > LARGEST_EXPONENT:
        raise invalid(f"{shown(value)} is not a number", _REMEDY)
    return quantity


_REMEDY = "write a number such as 50, 1.5k, 12M, 15% or 30 days"


def _plain_number(text: str) -> Quantity | None:
    # The common case by far: digits and a point. Decimal is quicker at it than any pattern.
    if not text.replace(".", "", 1).isdecimal() or not text.isascii():
        return None
    return Quantity(Decimal(text), "", str(text))


def _other_base(text: str) -> Quantity | None:
    # YAML reads 0x1F and 0o17 as numbers.
    if text[:2] not in {"0x", "0o"}:
        return None
    try:
        return Quantity(Decimal(int(text, 0)), "", str(text))
    except ValueError:
        return None


def _from_parts(found: re.Match[str], text: str) -> Quantity | None:
    sign, inner, unit = found["sign"], found["inner"], found["unit"] or ""
    prefix = (found["prefix"] or "").strip()
    if (sign and inner) or (prefix and unit and not unit.startswith("/")):
        return None
    number = _decimal(found["number"])
    if number is None:
        return None
    value = _exact_shift(number, _SCALES.get(found["suffix"] or "", 0))
    unit = "%" if unit == "percent" else prefix + unit
    return Quantity(-value if (sign or inner) in _MINUS else value, unit, str(text))


def _from_ratio(found: re.Match[str], text: str) -> Quantity | None:
    first, second = _decimal(found[1]), _decimal(found[2])
    if first is None or not second:
        return None
    return Quantity(first / second, "", str(text))


def _decimal(digits: str) -> Decimal | None:
    try:
        return Decimal(_SEPARATORS.sub("", digits))
    except InvalidOperation:
        return None


def _exact_shift(number: Decimal, places: int) -> Decimal:
    if not places:
        return number
    with localcontext() as context:
        context.prec = LONGEST + LARGEST_EXPONENT
        return number * Decimal(10**places)


QUANTITY_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number", "exclusiveMinimum": -1e100, "exclusiveMaximum": 1e100},
        {"type": "string", "pattern": rf"^\s*{QUANTITY}\s*$", "maxLength": LONGEST},
    ]
}

QuantityField = Annotated[Quantity, Parsed(quantity_of, QUANTITY_SCHEMA)]
"""A field that holds a quantity."""
