"""What a document is made of: texts that know whether YAML reads them as numbers or booleans."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Self, SupportsIndex, TypeAlias

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A value of a document. Scalars keep the text as written; null is None; keys are exact `str`."""

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"
"""The same value with numbers and booleans as Python has them."""


class _Told(str):
    """A text that knows what YAML reads it as."""

    __slots__ = ()

    def __reduce_ex__(self, _: SupportsIndex) -> tuple[type[Self], tuple[str]]:
        # What one process sends another is mostly numbers: pickle's own way takes twice as long.
        return type(self), (str(self),)


class Number(_Told):
    """An unquoted text that YAML 1.2 core reads as a number: `12`, `012`, `0x1F`, `1e3`, `.inf`."""

    __slots__ = ()


class Boolean(_Told):
    """An unquoted text that YAML 1.2 core reads as a boolean: `true`, `True`, `FALSE` and so on."""

    __slots__ = ()


class LaterId(str):
    """An `id` that its mapping had already, with another value: two items that became one.

    `before` holds the mapping as it was above it, and above each earlier one.
    """

    __slots__ = ("before",)

    before: tuple[dict[str, Value], ...]

    def __new__(cls, text: str, before: tuple[dict[str, Value], ...]) -> Self:
        """The text, and the mappings above it."""
        made = super().__new__(cls, text)
        made.before = before
        return made

    def __reduce_ex__(
        self, _: SupportsIndex
    ) -> tuple[type[Self], tuple[str, tuple[dict[str, Value], ...]]]:
        return type(self), (str(self), self.before)


def later_id(above: dict[str, Value], value: Value) -> Value:
    """The value of an `id` in a mapping that holds one already."""
    first = above["id"]
    if not isinstance(value, str) or not isinstance(first, str) or value == first:
        return value
    earlier = first.before if isinstance(first, LaterId) else ()
    return LaterId(value, (*earlier, {**above, "id": str(first)}))


_WORD_BEGINNINGS = frozenset({"", *"~nNtTfF"})
_NUMBER_BEGINNINGS = frozenset("+-.0123456789")
_OF_NUMBERS = frozenset("0123456789+-.oxabcdefABCDEFinIN")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_NUMBER = (
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_INTEGER = r"[-+]?[0-9]+"
# Python refuses to turn longer decimal texts into `int`; `Decimal` takes them.
_LONGEST_INTEGER = 4300


def resolve(text: str) -> str | None:
    """What an unquoted scalar is: None, `Boolean`, `Number`, or the very text."""
    beginning = text[:1]
    if beginning in _NUMBER_BEGINNINGS:
        return Number(text) if _is_number(text) else text
    if beginning not in _WORD_BEGINNINGS:
        return text
    if text in _BOOLEANS:
        return Boolean(text)
    return None if text in _NULLS else text


def _is_number(text: str) -> bool:
    if text.replace(".", "", 1).isdecimal() and text.isascii():
        return True  # most of them are like this
    # Most others are amounts (`5%`, `10k`), dates and ranges.
    if not _OF_NUMBERS.issuperset(text) or ".." in text:
        return False
    is_date = text[4:5] == "-" and text[:4].isdecimal()
    return not is_date and re.fullmatch(_NUMBER, text) is not None


def plain(value: Value) -> Plain:
    """The value with every `Number` as int or Decimal and every `Boolean` as bool.

    Values shared through aliases come out as copies. A number beyond what Decimal can hold stays
    text.
    """
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, Boolean):
        return value.lower() == "true"
    return _quantity(value) if isinstance(value, Number) else value


def _quantity(number: Number) -> int | Decimal | str:
    if number.startswith(("0o", "0x")):
        return int(number, 0)
    if len(number) <= _LONGEST_INTEGER and re.fullmatch(_INTEGER, number):
        return int(number)
    try:
        return Decimal(number.lower().replace(".inf", "inf").replace(".nan", "nan"))
    except InvalidOperation:
        return str(number)
