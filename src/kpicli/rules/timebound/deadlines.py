"""The deadline that a title names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.period import Calendar, DateRange, parse_date, parse_period
from kpicli.rules.specific.vocabulary import one_of, vocabulary, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FOURTH = 4
_CENTURY = 100
_YEAR_OR_PART = re.compile(r"(?:19|20)[0-9]{2}|FY|[QH][1-4]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


class Deadline(Struct, frozen=True):
    """A deadline as it was written, and the days that it may mean.

    `by June` and `by 1 June` allow the day before June begins as well, and `by June` every end in
    June. It `is_certain` where its year was written, not suggested by the period, and where it is
    no part of what the goal is for: `to reduce the harm done by 2030`.
    """

    text: str
    days: DateRange
    is_certain: bool

    def fits(self, day: date) -> bool:
        """Whether it may mean that day."""
        return self.days.start <= day <= self.days.end


def may_name_deadline(title: str, language: str) -> bool:
    """Whether a title has a word that deadlines begin with; most have not."""
    return _by(language).search(title) is not None


def written_deadline(title: str, language: str) -> re.Match[str] | None:
    """Where a title names its one deadline, none where it names none or several."""
    if not may_name_deadline(title, language) or not _has_date(title, language):
        return None
    found = list(_deadline(language).finditer(title))
    if len(found) != 1 or _other(language).search(title, 0, found[0].start()):
        return None
    return found[0]


def deadlines(
    found: re.Match[str], language: str, period: DateRange, calendar: Calendar
) -> Iterator[Deadline]:
    """What a deadline may mean, in the calendar and in the fiscal year where those differ.

    Without a year it is the first one of that name that is not over when the period begins.
    """
    months = vocabulary(language)["month_numbers"]
    year = _year(found)
    if year is not None:
        is_aside = _purpose(language).search(found.string, 1, found.start()) is not None
        for days in _days(found, year, months, calendar):
            yield Deadline(found["text"].strip(), _allowed(found, days), not is_aside)
        return
    # A fiscal year may be named by the calendar year after the one that it begins in.
    years = range(period.start.year, period.end.year + 2)
    readings = zip(
        *(tuple(_days(found, number, months, calendar)) for number in years), strict=False
    )
    for reading in readings:
        # Nothing is due on the first day of its own period: `by 1 January` is the next one.
        first = min(period.start + timedelta(days=1), period.end)
        days = next(part for part in reading if part.end >= first)
        yield Deadline(found["text"].strip(), _allowed(found, days), is_certain=False)


def _has_date(title: str, language: str) -> bool:
    """Whether anything in a title may be part of a date."""
    months = vocabulary(language)["month_numbers"]
    return bool(_YEAR_OR_PART.search(title)) or any(map(months.__contains__, _words(title)))


def _words(title: str) -> list[str]:
    return _WORD.findall(title.lower())


@lru_cache(maxsize=8)
def _by(language: str) -> re.Pattern[str]:
    return re.compile(rf"{whole(vocabulary(language)['deadlines']['by'])}[\s(]", re.IGNORECASE)


@lru_cache(maxsize=8)
def _deadline(language: str) -> re.Pattern[str]:
    words = vocabulary(language)
    by, end = words["deadlines"]["by"], words["deadlines"]["end"]
    months = one_of(words["month_numbers"])
    year = r"(?:19|20)[0-9]{2}"
    return re.compile(
        rf"""(?<!\w)(?P<text>{one_of(by)}\s+(?P<end>{one_of(end)}\s+|the\s+|EO(?=Y|FY|Q[1-4]))?
        (?:(?P<iso>{year}-[0-9]{{2}}-[0-9]{{2}})
          |(?P<month_first>{months})\.?\s+(?P<day1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9])
            (?:,?\s+(?P<year1>{year}))?
          |(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month_last>{months})\b
            (?:,?\s+(?P<year2>{year}))?
          |(?P<month>{months})\.?,?\s+(?P<year3>{year})
          |(?P<alone>(?!may\b|mar\b|sep\b|jan\b|dec\b){months})(?!\w)
          |(?P<fiscal1>FY)\s?'?(?P<year4>(?:20)?[0-9]{{2}})(?:[\s-]?(?P<part1>[QH][1-4]))?(?!\w)
          |(?P<part2>[QH][1-4])[\s-]*(?:of\s+)?
            (?:(?P<fiscal2>FY)\s?'?(?P<year5>(?:20)?[0-9]{{2}})(?!\w)
              |'?(?P<year6>{year})|'(?P<year7>[0-9]{{2}}))?(?!\w)
          |(?P<whole>Y)\s?(?P<year8>{year})
          |(?:the\s+year\s+)?(?P<year9>{year})(?![-/\w])))
        """,
        re.IGNORECASE | re.VERBOSE,
    )


@lru_cache(maxsize=8)
def _other(language: str) -> re.Pattern[str]:
    """What says, before a date, that it is somebody else's deadline or a later one."""
    return re.compile(whole(vocabulary(language)["deadlines"]["others"]), re.IGNORECASE)


@lru_cache(maxsize=8)
def _purpose(language: str) -> re.Pattern[str]:
    return re.compile(rf"{whole(vocabulary(language)['claims']['to'])}\s+[a-z]")


def _year(found: re.Match[str]) -> int | None:
    """The year as it was written, 0 where a date holds it, none where there is none."""
    if found["iso"]:
        return 0
    written = next((found[f"year{n}"] for n in range(1, 10) if found[f"year{n}"]), None)
    return int(written) % _CENTURY + 2000 if written else None


def _days(
    found: re.Match[str], year: int, months: Mapping[str, int], calendar: Calendar
) -> Iterator[DateRange]:
    name = found["month_first"] or found["month_last"] or found["month"] or found["alone"]
    number = found["day1"] or found["day2"]
    if found["iso"] or number:
        text = found["iso"] or f"{year}-{months[name.lower()]:02}-{int(number):02}"
        # There is no 30 February, and in three years of four no 29.
        day = parse_date(text) or parse_date(text[:-2] + "28")
        if day:
            yield DateRange(day, day)
    elif name:
        yield from _period(f"{year}-{months[name.lower()]:02}", calendar)
    else:
        yield from _part(found, year, calendar)


def _part(found: re.Match[str], year: int, calendar: Calendar) -> Iterator[DateRange]:
    """A year, half or quarter; one of the calendar may be meant as a fiscal one."""
    part = (found["part1"] or found["part2"] or "").upper()
    suffix = f"-{part}" if part else ""
    yield from _period(f"FY{year}{suffix}", calendar)
    is_fiscal = found["fiscal1"] or found["fiscal2"]
    if not is_fiscal and calendar.fiscal_year_start > 1:
        yield from _period(f"{year}{suffix}", calendar)


def _period(text: str, calendar: Calendar) -> Iterator[DateRange]:
    period = parse_period(text)
    if period:
        yield period.dates(calendar)


def _allowed(found: re.Match[str], days: DateRange) -> DateRange:
    """The ends of a period that fit: all of a month or quarter, and the day before it begins.

    The end of a month or quarter is its last fourth.
    """
    start, end = days
    if found["end"] and found["end"].strip().lower() != "the":
        return DateRange(end - timedelta(days=days.days // _FOURTH), end)
    before = timedelta(days=0 if start == end and start.day > 1 else 1)
    return DateRange(max(start, date(1000, 1, 2)) - before, end)
