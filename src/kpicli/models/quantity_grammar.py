"""The grammar of quantities, as regular expressions.

JSON Schema gets them in full. Python compiles them with its letters, signs and spaces folded to
ASCII, and folds the text alike: wide character classes cost more to compile than a whole check.
"""

from __future__ import annotations

import re
from functools import cache

_LETTER = r"[A-Za-z\u00C0-\u024F\u0370-\u1FFF\u2C00-\uD7FF]"
_CURRENCY = r"[€$£¥]"
_MINUS_SIGN = r"\u2212"
_SPACES = r"\u00A0\u202F"
_WORD = rf"(?:%|{_LETTER}(?:{_LETTER}|[0-9_])*)"
_DIGITS = rf"(?:[0-9]{{1,3}}(?:[, {_SPACES}][0-9]{{3}})+|[0-9]+(?:_[0-9]+)*)"
_NUMBER = rf"(?:{_DIGITS}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{{1,2}})?"
_SUFFIX = rf"(?:k|K|M|bn|thousand|million|billion|Tsd|Mio|Mrd)(?!{_LETTER}|[0-9_])"
_UNIT = rf"(?![eExo][0-9])(?:1?/{_WORD}|{_CURRENCY}|{_WORD})(?:[*/·]{_WORD})*"
_AMOUNT = rf"{_NUMBER}(?: ?{_SUFFIX})?"
_OTHER_BASE = r"(?:0x[0-9A-Fa-f]+|0o[0-7]+)"
_SIGNED = rf"[+\-{_MINUS_SIGN}]"
_MONEY = rf"(?:{_CURRENCY}|[A-Z]{{3}}(?= )) ?"
_PER = rf"(?: ?1?/{_WORD}(?:[*/·]{_WORD})*)?"
_BEFORE_MONEY = rf"(?:(?:{_SIGNED} ?)?{_MONEY}|{_MONEY}{_SIGNED})"
_RATIO = rf"{_NUMBER}:(?=[0-9, {_SPACES}_.]*[1-9]){_NUMBER}"

UNITLESS = rf"(?:{_RATIO}|{_OTHER_BASE}|(?:{_SIGNED} ?)?{_AMOUNT})"
"""The grammar of a number without a unit, for JSON Schema."""

QUANTITY = rf"(?:{UNITLESS}|(?:{_SIGNED} ?)?{_AMOUNT} ?{_UNIT}|{_BEFORE_MONEY}{_AMOUNT}{_PER})"
"""The grammar of a quantity, for JSON Schema."""

_PARTS = (
    rf"(?:(?P<sign>{_SIGNED}) ?)?(?P<prefix>{_MONEY})?(?P<inner>{_SIGNED})?"
    rf"(?P<number>{_NUMBER})(?: ?(?P<suffix>{_SUFFIX}))?(?: ?(?P<unit>{_UNIT}))?"
)
_LETTER_RANGES = (("\u00c0", "\u024f"), ("\u0370", "\u1fff"), ("\u2c00", "\ud7ff"))
_FOLDED = {"\u2212": "-", "\u00a0": " ", "\u202f": " ", "€": "$", "£": "$", "¥": "$", "·": "*"}
_STRANGER = "\0"


def folded(text: str) -> str:
    """The text in ASCII and of the same length: what the grammar takes alike becomes alike."""
    return text if text.isascii() else "".join(map(_folded_character, text))


def _folded_character(character: str) -> str:
    if character.isascii():
        return character
    if any(first <= character <= last for first, last in _LETTER_RANGES):
        return "a"
    return _FOLDED.get(character, _STRANGER)


def is_ratio(plain: str) -> bool:
    """Whether a folded text is a quantity such as `3:1`."""
    return ":" in plain and _in_ascii(_RATIO).match(plain) is not None


def parts_of(plain: str) -> dict[str, slice] | None:
    """The places of the parts in a folded text, none where it is no quantity.

    A ratio or a number of another base has no parts.
    """
    found = _in_ascii(_PARTS).match(plain)
    if found is None or not _goes_together(found):
        return None
    return {name: slice(*found.span(name)) for name in found.groupdict()}


def _goes_together(found: re.Match[str]) -> bool:
    """Whether there is one sign at most, and behind an amount of money only what it is for."""
    if found["sign"] and found["inner"]:
        return False
    return not (found["prefix"] and found["unit"]) or found["unit"].startswith(("/", "1/"))


def is_other_base(text: str) -> bool:
    """Whether a text is a number such as `0x1F` or `0o17`, which YAML reads as numbers."""
    return text.startswith(("0x", "0o")) and _other_base().match(text) is not None


# They take milliseconds to compile, and most numbers are read without them.
@cache
def _in_ascii(pattern: str) -> re.Pattern[str]:
    for full, plain in (
        (_LETTER, "[A-Za-z]"),
        (_CURRENCY, r"\$"),
        (_MINUS_SIGN, ""),
        (_SPACES, ""),
        ("·", ""),
    ):
        pattern = pattern.replace(full, plain)
    return re.compile(rf"{pattern}\Z")


@cache
def _other_base() -> re.Pattern[str]:
    return re.compile(rf"{_OTHER_BASE}\Z")
