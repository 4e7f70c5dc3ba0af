"""Numbers with a separator in the wrong place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.quantity import parse_quantity
from kpicli.models.target import Form

if TYPE_CHECKING:
    from kpicli.models.target import Target

# Three digits to a group, or two as in India, and three at the end.
_WELL_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_GROUPED = re.compile(r"(?<![\w.,/:-])[0-9]{1,3}(?:,[0-9]+)+(?:\.[0-9]+)?(?![\w,:/-]|\.[0-9])")
_DOTTED = re.compile(
    r"(?<![\w.,])[€$£¥]\s?[0-9]+(?:\.[0-9]+){2,}(?!\w)|(?<![\w.,])[0-9]+(?:\.[0-9]+){2,}\s?%"
)
_EUROPEAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?|[0-9]+,[0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER_LIKE = re.compile(
    r"\s*(?P<sign>[<>]=?|[≥≤+-])?\s*(?P<money>[€$£¥]|[A-Z]{3} )?\s*"
    r"(?P<number>[0-9][0-9.,'’_]*[0-9])(?P<rest>\s?(?:[%€$£¥]|[A-Za-z]{1,12})?)\s*"  # noqa: RUF001 - what people type
)
_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")
_SEPARATORS = re.compile(r"[.,'’_]")  # noqa: RUF001 - what people type


class Malformed(Struct, frozen=True):
    """A malformed number, what is wrong with it, what to write, and the keys below the field."""

    text: str
    words: str
    help: str
    keys: tuple[str, ...] = ()
    instead: str = ""
    """The number that is meant, where that can be said."""


def malformed_in(title: str) -> Malformed | None:
    """The first number of a title that no way of writing numbers explains."""
    if title.isascii() and "," not in title and "." not in title:
        return None
    for found in _GROUPED.finditer(title):
        number = found[0].partition(".")[0]
        if _is_broken(number) and not _YEAR.fullmatch(number.rpartition(",")[2]):
            return Malformed(found[0], _wrong_group(number), _REMEDY)
    dotted = next((found for found in _DOTTED.finditer(title) if _is_dotted(found[0])), None)
    return Malformed(dotted[0], "it has more than one decimal point", _REMEDY) if dotted else None


def malformed_quantity(target: Target) -> Malformed | None:
    """The number that a target would be with its separators in place."""
    found = _NUMBER_LIKE.fullmatch(target.text) if target.form is Form.PROSE else None
    if found is None or not _SEPARATORS.search(found["number"]) or _DATE.search(target.text):
        return None
    keys = ("target",) if target.commit or target.stretch else ()
    plain = _in_english(found["number"])
    if plain and parse_quantity(plain):
        text, instead = target.text.strip(), target.text.replace(found["number"], plain).strip()
        words = "its comma is a decimal one"
        return Malformed(text, words, f"write {plain}", keys, instead)
    return Malformed(target.text.strip(), "its separators are in the wrong place", _REMEDY, keys)


_REMEDY = "write three digits after each comma and one decimal point at most, such as 250,000.5"


def _is_broken(number: str) -> bool:
    """Whether neither a list of numbers nor a decimal comma explains the groups.

    Zeros tell: no decimals end in them, and no number of a list begins with them.
    """
    groups = number.split(",")[1:]
    if _WELL_GROUPED.fullmatch(number):
        return False
    if len(groups) == 1:
        return len(groups[0]) > 3 and groups[0].endswith("0") and not number.startswith("0,")  # noqa: PLR2004 - a group
    has_zeros = any(set(group) == {"0"} and len(group) > 1 for group in groups)
    return has_zeros and any(len(group) >= 3 for group in groups)  # noqa: PLR2004 - a group


def _wrong_group(number: str) -> str:
    group = next(part for part in number.split(",")[1:] if len(part) != 3)  # noqa: PLR2004 - a group
    return f"{len(group)} digits stand after a comma"


def _is_dotted(text: str) -> bool:
    """Whether the dots are no thousands as in 1.000.000."""
    return not re.search(r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.])", text)


def _in_english(number: str) -> str | None:
    if not _EUROPEAN.fullmatch(number) or "," not in number:
        return None
    digits, _, decimals = number.replace(".", "").partition(",")
    # Three digits after a comma are thousands, and four a slip.
    return f"{digits}.{decimals}" if len(decimals) < 3 else None  # noqa: PLR2004 - a group
