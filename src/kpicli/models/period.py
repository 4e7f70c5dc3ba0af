"""Dates and periods: calendar and fiscal years, halves, quarters, months, and date ranges."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from msgspec import Struct

from kpicli.fields.invalid import invalid, invalid_key, shown
from kpicli.fields.notes import Parsed
from kpicli.models.cut_off import COMMA_ENDS_VALUE, is_cut_off

if TYPE_CHECKING:
    from collections.abc import Callable

_YEAR = r"[12][0-9]{3}"
_LEAP_YEAR = r"(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:12|16|20|24|28)00)"
DATE = (
    rf"(?:{_YEAR}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    rf"|(?:0[13578]|1[02])-31)|{_LEAP_YEAR}-02-29)"
)
PERIOD = rf"(?:FY{_YEAR}(?:-(?:H[12]|Q[1-4]))?|{_YEAR}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?)"
RANGE = rf"{DATE}/{DATE}"
FIRST_YEAR, LAST_YEAR = 1000, 2999

_PERIOD = re.compile(rf"(?P<fiscal>FY)?(?P<year>{_YEAR})(?:-(?P<part>H[12]|Q[1-4]|[0-9]{{2}}))?\Z")
_MONTHS_IN = {"H": 6, "Q": 3}
_MONTHS_IN_YEAR = 12
_FEBRUARY = 2
_SHORT_MONTHS = frozenset({4, 6, 9, 11})
_LENGTH = len("2026-01-31")


class Calendar(Struct, frozen=True):
    """When a fiscal year starts, and whether it is named by the year of its end or its start."""

    fiscal_year_start: int = 1
    fiscal_year_named_by: Literal["start", "end"] = "end"


class DateRange(NamedTuple):
    """Two dates, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it has, one where start and end are the same."""
        return (self.end - self.start).days + 1

    @property
    def after(self) -> date:
        """The day after the last."""
        return self.end + timedelta(days=1)


class Period(Struct, frozen=True):
    """A stretch of time as it was written. Its dates depend on the fiscal calendar."""

    text: str

    def dates(self, calendar: Calendar) -> DateRange:
        """The first and the last day, both included."""
        return _dates(self.text, calendar)


When = date | Period
"""The day of a value: a date, or a period, which means its last day."""


def day_of(when: When, calendar: Calendar) -> date:
    """The day that is meant: the date itself, or the last day of the period."""
    return when.dates(calendar).end if isinstance(when, Period) else when


@lru_cache(maxsize=4096)
def parse_date(text: str) -> date | None:
    """An ISO date between the years 1000 and 2999, or none."""
    # It takes weeks and days without dashes as well, in as many characters or fewer.
    if len(text) != _LENGTH or text[4] != "-" or text[7] != "-":
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period | None:
    """A period, or none. A range that ends before it starts is none."""
    start, slash, end = text.partition("/")
    if not slash:
        return Period(text) if _is_of_calendar(text) else None
    is_range = parse_date(start) and parse_date(end) and start <= end
    return Period(text) if is_range else None


def _is_of_calendar(text: str) -> bool:
    """Whether a text is a year or a part of one; a fiscal year has no months."""
    found = _PERIOD.match(text)
    part = (found["part"] or "") if found else ""
    if not found or not part.isdecimal():
        return found is not None
    return found["fiscal"] is None and 1 <= int(part) <= _MONTHS_IN_YEAR


@lru_cache(maxsize=4096)
def _dates(text: str, calendar: Calendar) -> DateRange:
    first, slash, last = text.partition("/")
    if slash:
        return DateRange(date.fromisoformat(first), date.fromisoformat(last))
    found = _PERIOD.match(text)
    assert found, "a Period is only made of a text that is one"
    month = _first_month(int(found["year"]), found["fiscal"] is not None, calendar)
    part = found["part"]
    if part is None:
        return _months(month, 12)
    if part.isdecimal():
        return _months(month + int(part) - 1, 1)
    length = _MONTHS_IN[part[0]]
    return _months(month + (int(part[1]) - 1) * length, length)


def _first_month(year: int, fiscal: bool, calendar: Calendar) -> int:  # noqa: FBT001 - of a match
    """The first month of a year, counted in months since year 0."""
    if not fiscal:
        return year * 12
    begins_before = calendar.fiscal_year_start > 1 and calendar.fiscal_year_named_by == "end"
    return (year - begins_before) * 12 + calendar.fiscal_year_start - 1


def _months(first: int, count: int) -> DateRange:
    after = first + count
    start = date(first // 12, first % 12 + 1, 1)
    return DateRange(start, date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def days_of_month(year: int, month: int) -> int:
    """How many days a month has; Python's `calendar` would bring `locale` along."""
    if month == _FEBRUARY:
        is_leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if is_leap_year else 28
    return 30 if month in _SHORT_MONTHS else 31


def add_months(day: date, count: int) -> date:
    """The same day some months later, or that month's last day where it is shorter."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, days_of_month(year, month)))


def date_of(value: Any) -> date:  # noqa: ANN401 - whatever a file may hold
    """A scalar as a date.

    Raises:
        InvalidError: for anything else.
    """
    found = parse_date(value) if isinstance(value, str) else None
    if found is None:
        remedy = "write year-month-day, such as 2026-01-31"
        raise invalid(f"{shown(value)} is not a date", _remedy(value, remedy, parse_date))
    return found


def period_of(value: Any) -> Period:  # noqa: ANN401 - whatever a file may hold
    """A scalar as a period.

    Raises:
        InvalidError: for anything else, a range that runs backwards included.
    """
    found = parse_period(value) if isinstance(value, str) else None
    if found is None and isinstance(value, str) and re.fullmatch(RANGE, value):
        raise invalid(f"{shown(value)} ends before it begins", "write the earlier date first")
    if found is None:
        remedy = "write 2026, FY2026, 2026-H1, 2026-Q1, FY2026-Q3, 2026-03 or 2026-01-15/2026-06-30"
        raise invalid(f"{shown(value)} is not a period", _remedy(value, remedy, parse_period))
    return found


def when_of(value: Any, *, has_value: bool = True) -> When:  # noqa: ANN401 - whatever a file may hold
    """The key of a mapping, which may have no value, as a date or a period.

    Raises:
        InvalidError: for anything else.
    """
    found = parse_when(value) if isinstance(value, str) else None
    if found is None:
        remedy = "write a date such as 2026-01-31, or a period such as 2026-01 or 2026-Q1"
        if is_cut_off(value, has_value=has_value):
            remedy = f"{COMMA_ENDS_VALUE}; or {remedy}"
        raise invalid_key(
            f"{shown(value)} is not a date or a period", _remedy(value, remedy, parse_when)
        )
    return found


def parse_when(text: str) -> When | None:
    """A date or a period from its text, or none if the text is neither."""
    return parse_date(text) or parse_period(text)


def meant_when(text: str, parse: Callable[[str], When | None] = parse_when) -> str | None:
    """How to write what is meant for a date or a period, none where more than one may be meant."""
    from kpicli.models.whens import when_key  # noqa: PLC0415 - only for mistakes

    meant = when_key(text)
    return f"write {meant}" if meant and parse(meant) else None


def _remedy(
    value: Any,  # noqa: ANN401 - whatever a file may hold
    otherwise: str,
    parse: Callable[[str], When | None],
) -> str:
    """What to write instead: as it is meant, or another year, where nothing else is wrong."""
    text = value if isinstance(value, str) else ""
    meant = meant_when(text, parse)
    if meant:
        return meant
    years = re.findall(_ANY_YEAR, text)
    if all(FIRST_YEAR <= int(year) <= LAST_YEAR for year in years):
        return otherwise
    usual = re.sub(_ANY_YEAR, "2000", text)
    is_time = parse_date(usual) or parse_period(usual)
    return f"years run from {FIRST_YEAR} to {LAST_YEAR}" if is_time else otherwise


_ANY_YEAR = "(?<![0-9])[0-9]{4}(?![0-9])"


WHEN_SCHEMA: dict[str, Any] = {"pattern": rf"^(?:{DATE}|{PERIOD}|{RANGE})$"}

DATE_SCHEMA: dict[str, Any] = {"type": "string", "pattern": rf"^{DATE}$"}

DateField = Annotated[date, Parsed(date_of, DATE_SCHEMA)]
"""A field that holds a date."""

PERIOD_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        {"type": "string", "pattern": rf"^(?:{PERIOD}|{RANGE})$"},
    ]
}

PeriodField = Annotated[Period, Parsed(period_of, PERIOD_SCHEMA)]
"""A field that holds a period."""
