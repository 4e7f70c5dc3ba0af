"""Dates and periods in the many ways in which people and sheets write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Literal

from kpicli.models.period import parse_date, parse_period

DateOrder = Literal["", "day", "month"]
"""Which of two numbers of a date such as 03/04/2026 comes first; empty where that is not known."""

MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "january", "januar", "janner", "jaenner", "janv", "janvier"),
    ("feb", "february", "februar", "feber", "fev", "fevr", "fevrier"),
    ("mar", "march", "marz", "maerz", "mrz", "mars"),
    ("apr", "april", "avr", "avril"),
    ("may", "mai"),
    ("jun", "june", "juni", "juin"),
    ("jul", "july", "juli", "juil", "juillet"),
    ("aug", "august", "aout"),
    ("sep", "sept", "september", "septembre"),
    ("oct", "october", "okt", "oktober", "octobre"),
    ("nov", "november", "novembre"),
    ("dec", "december", "dez", "dezember", "decembre"),
)
"""The names of the months, whole and short; none of them means two."""

_MONTHS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_SEPARATOR = r"[ \-/.,']*"
_YEAR = r"(?P<year>[12][0-9]{3}|[0-9]{2})"
_WORD = r"(?P<month>[a-z]{3,9})"
_PATTERNS = tuple(
    re.compile(rf"{pattern}\Z", re.IGNORECASE)
    for pattern in (
        rf"(?P<fiscal>fy|fiscal year){_SEPARATOR}{_YEAR}(?:{_SEPARATOR}(?P<part>[qh][1-4]))?",
        rf"(?P<part>[qh][1-4]){_SEPARATOR}(?P<fiscal>fy)?{_SEPARATOR}{_YEAR}",
        rf"{_YEAR}{_SEPARATOR}(?P<part>[qh][1-4])",
        rf"{_WORD}{_SEPARATOR}{_YEAR}",
        rf"(?P<year>[12][0-9]{{3}}){_SEPARATOR}{_WORD}",
        r"(?P<number>0?[1-9]|1[0-2])[/.\-](?P<year>[12][0-9]{3})",
        r"(?P<year>[12][0-9]{3})[/.\-](?P<number>0?[1-9]|1[0-2])",
        r"(?P<year>[12][0-9]{3})",
    )
)
_DAYS = tuple(
    re.compile(rf"{pattern}(?:[ T][0-9:.]+Z?)?\Z", re.IGNORECASE)
    for pattern in (
        r"(?P<year>[12][0-9]{3})[/.\-](?P<number>[0-9]{1,2})[/.\-](?P<day>[0-9]{1,2})",
        rf"(?P<day>[0-9]{{1,2}})\.?{_SEPARATOR}{_WORD}{_SEPARATOR}(?P<year>[12][0-9]{{3}})",
        rf"{_WORD}{_SEPARATOR}(?P<day>[0-9]{{1,2}}){_SEPARATOR}(?P<year>[12][0-9]{{3}})",
    )
)
_CALENDAR_WEEK = r"(?:w|wk|week|cw|kw|woche|kalenderwoche|semaine)"
_WEEKS = tuple(
    re.compile(rf"{pattern}\Z", re.IGNORECASE)
    for pattern in (
        rf"{_CALENDAR_WEEK}{_SEPARATOR}(?P<week>[0-9]{{1,2}})[ \-/.,']+{_YEAR}",
        rf"(?P<year>[12][0-9]{{3}}){_SEPARATOR}{_CALENDAR_WEEK}{_SEPARATOR}(?P<week>[0-9]{{1,2}})",
    )
)
_SHORT_YEAR = re.compile(
    rf"(?P<day>[0-9]{{1,2}})\.?{_SEPARATOR}{_WORD}{_SEPARATOR}(?P<year>[0-9]{{2}})\Z"
)
_POINTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([12][0-9]{3})\Z")
_SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([12][0-9]{3})\Z")
_LAST_OF_THIS_CENTURY = 79
_MOST_MONTHS = 12


def when_key(text: str, order: DateOrder = "") -> str | None:
    """A date or a period as goal files write it, from a text as sheets do; none if it is neither.

    `Q1 2024`, `FY20`, `Jan-24`, `Mrz 24`, `31.01.2024`, `1/31/2024` and `4/4/2026` are taken,
    `3/4/2026` only where the order is given, `31-Mar-26` only where days come first. A week is one
    of ISO 8601, from Monday to Sunday.
    """
    stripped = text.strip()
    if parse_date(stripped) or parse_period(stripped):
        return stripped
    plain = unaccented(stripped)
    found = _period(plain) or week_of(plain) or _day(plain, order)
    return found if found and (parse_date(found) or parse_period(found)) else None


def week_of(text: str) -> str | None:
    """The days of a week such as `2026-W10` or `KW 10/2026`, none if a text is no such week."""
    found = next(filter(None, (pattern.match(text) for pattern in _WEEKS)), None)
    if found is None:
        return None
    try:
        monday = date.fromisocalendar(_full_year(found["year"]), int(found["week"]), 1)
    except ValueError:
        return None
    return f"{monday}/{monday + timedelta(days=6)}"


def unaccented(text: str) -> str:
    """A text in small letters, without accents: `März` is `marz`."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def is_ambiguous(text: str, order: DateOrder = "") -> bool:
    """Whether a text is a date of which it is not known what comes first, day or month."""
    return when_key(text, order) is None and when_key(text, "day") is not None


def date_order(texts: tuple[str, ...]) -> DateOrder:
    """What a column of dates tells about their order, if anything."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _SLASHED.match(text))]
    if any(first > _MOST_MONTHS for first, _ in pairs):
        return "day"
    return "month" if any(second > _MOST_MONTHS for _, second in pairs) else ""


def _period(text: str) -> str | None:
    found = next(filter(None, (pattern.match(text) for pattern in _PATTERNS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    year = _full_year(parts["year"])
    number = _month(parts)
    if parts.get("month") and number is None:
        return None
    if number is not None:
        return f"{year}-{number:02}"
    lead = "FY" if parts.get("fiscal") else ""
    part = parts.get("part")
    return f"{lead}{year}{f'-{part.upper()}' if part else ''}"


def _day(text: str, order: DateOrder) -> str | None:
    pointed = _POINTED.match(text)
    if pointed:
        return _date(pointed[3], int(pointed[2]), pointed[1])
    slashed = _SLASHED.match(text)
    if slashed:
        order = (
            date_order((text,)) or order or ("day" if int(slashed[1]) == int(slashed[2]) else "")
        )
        day, month = (1, 2) if order == "day" else (2, 1)
        return _date(slashed[3], int(slashed[month]), slashed[day]) if order else None
    found = next(filter(None, (pattern.match(text) for pattern in _DAYS)), None)
    if found is None and order == "day":
        found = _SHORT_YEAR.match(text)
    if found is None:
        return None
    number = _month(found.groupdict())
    return None if number is None else _date(str(_full_year(found["year"])), number, found["day"])


def _date(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02}"


def _month(parts: dict[str, str | None]) -> int | None:
    number = parts.get("number")
    return int(number) if number else _MONTHS.get(parts.get("month") or "")


def _full_year(text: str | None) -> int:
    year = int(text or 0)
    if year > 99:  # noqa: PLR2004 - two digits
        return year
    return year + (2000 if year <= _LAST_OF_THIS_CENTURY else 1900)
