"""Progress as a table for the terminal, with the columns that its width has room for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.reports.cells import heading_words, preset_words
from kpicli.render.reports.columns import Column, columns
from kpicli.render.reports.name import Name, name_of
from kpicli.render.reports.signs import status_sign, status_words
from kpicli.render.text import escaped, flowed, padded
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.render.theme import Style
    from kpicli.reports.progress import ProgressReport, Section

_BY_IMPORTANCE = (
    "status",
    "score",
    "moved",
    "bar",
    "value",
    "was",
    "coverage",
    "day",
    "history",
    "id",
)
_GAP = 2
_LEAST_NAME = 24
_NAME_SHARE = 3


def report_terminal(report: ProgressReport, style: Style) -> str:
    """The sections as one table, then how many goals have each status, and the as-of day.

    Status, score, its movement, bar, value, the status before, coverage, day, history and id are
    shown in that order of importance as far as the width goes.
    """
    lines = (*_table(report.sections, style), *_summary(report, style))
    return "".join(f"{line}\n" for line in lines)


def _table(sections: Sequence[Section], style: Style) -> Iterator[str]:
    rows = [row for section in sections for row in section.rows]
    if not rows:
        return
    names = [name_of(goal, row, style) for goal, row in rows]
    shown = _chosen(columns([goal for goal, _ in rows], style), style)
    taken = sum(column.width + _GAP for column in shown)
    width = min(max(name.width for name in names), style.columns - taken)
    lines = iter(_rows(names, shown, width, style))
    yield _headings(shown, width, style)
    for section in sections:
        if section.heading:
            yield ""
            yield style.paint(Role.STRONG, escaped(heading_words(section.heading)))
        yield from islice(lines, len(section.rows))
    yield ""


def _chosen(known: Mapping[str, Column], style: Style) -> list[Column]:
    """The most important columns that fit beside a name, in the order in which they stand."""
    least = min(max(_LEAST_NAME, style.columns * _NAME_SHARE // 10), style.columns // 2)
    room, chosen = style.columns - least, set()
    for name in _BY_IMPORTANCE:
        needed = known[name].width + _GAP
        if known[name].width and needed <= room:
            chosen.add(name)
            room -= needed
    return [column for name, column in known.items() if name in chosen]


def _headings(shown: Sequence[Column], width: int, style: Style) -> str:
    texts = (padded(column.heading, column.width + _GAP) for column in shown)
    return style.paint(Role.DIM, f"{padded('goal', width + _GAP)}{''.join(texts)}".rstrip(" "))


def _rows(names: Sequence[Name], shown: Sequence[Column], width: int, style: Style) -> list[str]:
    return [
        "".join(
            (name.drawn(width, style), *(_cell(column, index, style) for column in shown))
        ).rstrip(" ")
        for index, name in enumerate(names)
    ]


def _cell(column: Column, index: int, style: Style) -> str:
    text, role = column.texts[index], column.roles[index]
    painted = text if role is None else style.paint(role, text)
    return " " * _GAP + padded(painted, column.width, text)


def _summary(report: ProgressReport, style: Style) -> list[str]:
    total = counted(len(report.goals), "goal")
    counts = (
        f"{status_sign(status, style)} {count} {status_words(status)},"
        for status, count in report.counts.items()
        if count
    )
    parts = (f"{total}:" if report.goals else f"{total},", *counts)
    since = f", since {report.since.isoformat()}" if report.since else ""
    return flowed(
        (*parts, f"as of {report.as_of.isoformat()}{since}{preset_words(report)}"), style.columns
    )
