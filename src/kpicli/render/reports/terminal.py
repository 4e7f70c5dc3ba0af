"""Progress as a table for the terminal, with the columns that its width has room for."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.reports.cells import heading_words, preset_words
from kpicli.render.reports.columns import ID, Column, columns
from kpicli.render.reports.endings import attention_lines, reached_lines
from kpicli.render.reports.name import Name, name_of
from kpicli.render.reports.signs import status_sign, status_words
from kpicli.render.text import cell_width, escaped, flowed, padded, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.render.theme import Style
    from kpicli.reports.progress import ProgressReport, Section

_FIRST = ("status", "score")
_NUMBERS = ("moved", "value", "figure", "gauge", "bar")
_FURTHER = ("was", "coverage", "owner", "id", "day", "history")
_PASSED_OVER = frozenset({"value", "coverage", "owner", "id"})
_GAP = 2
_LEAST_NAME = 24
_LEAST_TITLE, _GOOD_TITLE = 22, 30
_MOST_ROWS = Fraction(9, 10)


def report_terminal(report: ProgressReport, style: Style) -> str:
    """The sections as one table, what was reached, how many goals have each status, and the day.

    The width decides which columns are shown. Where the ids have no room, those of what needs
    attention stand below.
    """
    rows = [row for section in report.sections for row in section.rows]
    names = [name_of(goal, row, style) for goal, row in rows]
    shown = _chosen(columns([goal for goal, _ in rows], report, style), names, style)
    lines = [*_table(report.sections, names, shown, style)]
    lines += reached_lines(report.goals, style)
    if rows and not any(column.heading == ID for column in shown):
        lines += attention_lines(report.goals, style)
    return "".join(f"{line}\n" for line in (*lines, *_summary(report, style)))


def _table(
    sections: Sequence[Section], names: Sequence[Name], shown: Sequence[Column], style: Style
) -> Iterator[str]:
    if not names:
        return
    taken = sum(column.width + _GAP for column in shown)
    width = min(max(name.width for name in names), style.columns - taken)
    lines = iter(_rows(names, shown, width, style))
    yield _headings(shown, width, style)
    for section in sections:
        if section.heading:
            yield ""
            for line in wrapped(escaped(heading_words(section.heading)), style.columns):
                yield style.paint(Role.STRONG, line)
        yield from islice(lines, len(section.rows))
    yield ""


def _chosen(known: Mapping[str, Column], names: Sequence[Name], style: Style) -> list[Column]:
    """The columns of most worth that fit beside the names, in the order in which they stand.

    Where one does not fit, the titles get the room that those of less worth would take. Only
    values, owners and ids, which are often long, and coverage are passed over.
    """
    chosen: set[str] = set()
    room = style.columns
    for name, least in _by_worth(names):
        needed = _needed(known[name])
        if needed > room - least and name not in _PASSED_OVER:
            break
        if 0 < needed <= room - least:
            chosen.add(name)
            room -= needed
    return [column for name, column in known.items() if name in chosen]


def _by_worth(names: Sequence[Name]) -> Iterator[tuple[str, int]]:
    """The columns from the one of most worth on, with the cells that the names keep beside each.

    Nine of ten titles can be read beside the numbers, all of them beside the further columns.
    """
    if not names:
        return
    readable = sorted(name.width_with(_LEAST_TITLE) for name in names)
    longer = sorted(name.width_with(_GOOD_TITLE) + cell_width(name.notes) for name in names)
    most = ceil(len(names) * _MOST_ROWS) - 1
    for group, least in (
        (_FIRST, min(readable[most], _LEAST_NAME)),
        (_NUMBERS, readable[most]),
        (_FURTHER, max(readable[-1], longer[most])),
    ):
        yield from ((name, least) for name in group)


def _needed(column: Column) -> int:
    return column.width + _GAP if column.width else 0


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
        (*parts, f"as of {report.as_of.isoformat()}{since}{preset_words(report.preset)}"),
        style.columns,
    )
