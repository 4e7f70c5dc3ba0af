"""Numbers with a separator in the wrong place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.quantity import parse_quantity
from kpicli.models.target import Form

if TYPE_CHECKING:
    from kpicli.models.target import Target


class Malformed(Struct, frozen=True):
    """A malformed number, what is wrong with it, what to write, and the keys below the field."""

    text: str
    words: str
    help: str
    keys: tuple[str, ...] = ()
    instead: str = ""
    """The number that is meant, where that can be said."""


def may_be_malformed(title: str) -> bool:
    """Whether a title has a number with commas or several points, whatever its digits."""
    if "," in title and _grouped().search(title):
        return True
    has_dots = title.count(".") > 1 and any(word.count(".") > 1 for word in title.split())
    return has_dots and _dotted().search(title) is not None


def malformed_in(title: str) -> Malformed | None:
    """The first number of a title that no way of writing numbers explains."""
    found = _badly_grouped(title) if "," in title else None
    return found or (_badly_dotted(title) if title.count(".") > 1 else None)


def _badly_grouped(title: str) -> Malformed | None:
    for found in _grouped().finditer(title):
        number = found[0].partition(".")[0]
        if _is_broken(number) and not _year().fullmatch(number.rpartition(",")[2]):
            return Malformed(found[0], _wrong_group(number), _REMEDY)
    return None


def _badly_dotted(title: str) -> Malformed | None:
    dotted = next((found for found in _dotted().finditer(title) if _is_dotted(found[0])), None)
    return Malformed(dotted[0], "it has more than one decimal point", _REMEDY) if dotted else None


def malformed_quantity(target: Target) -> Malformed | None:
    """The number that a target would be with its separators in place."""
    found = _number_like().fullmatch(target.text) if target.form is Form.PROSE else None
    if found is None or not _separators().search(found["number"]) or _date().search(target.text):
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
    if _is_well_grouped(number):
        return False
    if len(groups) == 1:
        return len(groups[0]) > 3 and groups[0].endswith("0") and not number.startswith("0,")  # noqa: PLR2004 - a group
    has_zeros = any(set(group) == {"0"} and len(group) > 1 for group in groups)
    return has_zeros and any(len(group) >= 3 for group in groups)  # noqa: PLR2004 - a group


def _is_well_grouped(number: str) -> bool:
    """Whether it has three digits to a group, or two as in India, and three at the end."""
    first, *between, last = map(len, number.split(","))
    sizes = set(between)
    return last == 3 and (sizes <= {3} or (first <= 2 and sizes == {2}))  # noqa: PLR2004 - a group


def _wrong_group(number: str) -> str:
    group = next(part for part in number.split(",")[1:] if len(part) != 3)  # noqa: PLR2004 - a group
    return f"{len(group)} digits stand after a comma"


def _is_dotted(text: str) -> bool:
    """Whether the dots are no thousands as in 1.000.000."""
    return not re.search(r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.])", text)


def _in_english(number: str) -> str | None:
    if not _european().fullmatch(number) or "," not in number:
        return None
    digits, _, decimals = number.replace(".", "").partition(",")
    # Three digits after a comma are thousands, and four a slip.
    return f"{digits}.{decimals}" if len(decimals) < 3 else None  # noqa: PLR2004 - a group


# Compiled when a number asks for it: most titles and targets have none of these.
@cache
def _grouped() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,/:-])[0-9]{1,3}(?:,[0-9]+)+(?:\.[0-9]+)?(?![\w,:/-]|\.[0-9])")


@cache
def _dotted() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,])[€$£¥]\s?[0-9]+(?:\.[0-9]+){2,}(?!\w)|(?<![\w.,])[0-9]+(?:\.[0-9]+){2,}\s?%"
    )


@cache
def _european() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?|[0-9]+,[0-9]+")


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)[0-9]{2}")


@cache
def _number_like() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?P<sign>[<>]=?|[≥≤+-])?\s*(?P<money>[€$£¥]|[A-Z]{3} )?\s*"
        r"(?P<number>[0-9][0-9.,'’_]*[0-9])(?P<rest>\s?(?:[%€$£¥]|[A-Za-z]{1,12})?)\s*"  # noqa: RUF001 - what people type
    )


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(r"[.,'’_]")  # noqa: RUF001 - what people type
