"""The options of `kpi report` that choose goals, in the words of its users."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

from kpicli.cli.declared import Option
from kpicli.cli.options import listed
from kpicli.cli.output import Failure
from kpicli.findings import did_you_mean
from kpicli.models.choices import Level
from kpicli.models.period import DateRange, parse_date, parse_period
from kpicli.progress.status import ProgressStatus
from kpicli.reports.filters import Filters, known_owners, known_teams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace import Workspace

Teams = Annotated[
    list[str] | None,
    Option("--team", metavar="TEAMS", help="Only goals of these teams and those below them."),
]
Owners = Annotated[
    list[str] | None,
    Option("--owner", metavar="PEOPLE", help="Only goals that these people answer for."),
]
Periods = Annotated[
    list[str] | None,
    Option("--period", metavar="PERIODS", help="Only goals that run in one: FY2026, 2026-Q3."),
]
Statuses = Annotated[
    list[str] | None,
    Option("--status", metavar="STATUSES", help="Only these: off_track, at_risk, stale, …"),
]
Levels = Annotated[
    list[str] | None,
    Option("--level", metavar="LEVELS", help="Only these: organization, department, …"),
]

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


def filters_of(
    workspace: Workspace,
    teams: list[str] | None,
    owners: list[str] | None,
    periods: list[str] | None,
    statuses: list[str] | None,
    levels: list[str] | None,
) -> Filters:
    """The filters that the options name; each takes commas and repetition.

    Raises:
        Failure: for a value that does not exist, with the nearest that does.
    """
    return Filters(
        _named("team", listed(teams), known_teams(workspace)),
        _named("owner", listed(owners), known_owners(workspace)),
        tuple(_period(text, workspace) for text in listed(periods)),
        tuple(_choices("status", listed(statuses), ProgressStatus)),
        tuple(_choices("level", listed(levels), Level)),
    )


def earlier_day(text: str | None, as_of: date) -> date | None:
    """The day of `--since`.

    Raises:
        Failure: if it is no date, or not before the as-of date.
    """
    if text is None:
        return None
    day = parse_date(text)
    if day is None:
        raise Failure(f"`{text}` is not a date", "write year-month-day, such as 2026-06-30")
    if day >= as_of:
        raise Failure(f"{day} is not before {as_of}", "--since is earlier than the as-of date")
    return day


def _named(what: str, given: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
    known = frozenset(known)
    for name in given:
        if name not in known:
            raise Failure(f"there is no {what} `{name}`", did_you_mean(name, known))
    return given


def _period(text: str, workspace: Workspace) -> DateRange:
    day, period = parse_date(text), parse_period(text)
    if day is not None:
        return DateRange(day, day)
    if period is None:
        remedy = "write 2026, FY2026, 2026-Q1, 2026-03 or 2026-01-15/2026-06-30"
        raise Failure(f"`{text}` is not a period", remedy)
    return period.dates(workspace.calendar)


def _choices(what: str, given: tuple[str, ...], known: type[ChoiceT]) -> Iterator[ChoiceT]:
    for word in given:
        name = word.lower().replace(" ", "_").replace("-", "_")
        if name not in tuple(known):
            near = did_you_mean(name, known)
            raise Failure(f"there is no {what} `{word}`", near or f"one of {', '.join(known)}")
        yield known(name)
