"""The alignment of departments as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.numbers import number_text
from kpicli.render.text import cell_width, cut, escaped, padded, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.render.theme import Style
    from kpicli.reports.alignment import AlignmentReport, AlignmentRow

_HEADINGS = ("departments", "alignment", "together", "apart", "levers pulled apart")
_NUMBERS = (1, 2, 3)
_LEAST_NAMES, _LEAST_LEVERS = 10, 12
_GAP = "  "
_LEGEND = (
    "alignment = (together - apart) / (together + apart), from +1, all together, to -1, all apart; "
    "both add up the products of pulls, over all levers and pairs of KPIs"
)


def alignment_terminal(report: AlignmentReport, style: Style) -> str:
    """A line for each pair of departments, those furthest apart first, and what it means."""
    if not report.rows:
        return "No two departments pull on anything together\n"
    table = [_HEADINGS, *(_cells(row, style) for row in report.rows)]
    widths = _widths(table, style.columns)
    heading, *lines = (_line(cells, widths, style) for cells in table)
    painted = [style.paint(_role(row), line) for row, line in zip(report.rows, lines, strict=True)]
    legend = (style.paint(Role.DIM, line) for line in wrapped(_LEGEND, style.columns))
    parts = (style.paint(Role.STRONG, heading), *painted, "", *legend)
    return "".join(f"{part}\n" for part in parts)


def _cells(row: AlignmentRow, style: Style) -> tuple[str, ...]:
    sign = "+" if row.alignment > 0 else ""
    levers = ", ".join(map(escaped, row.levers))
    return (
        f"{escaped(row.one)}, {escaped(row.other)}",
        f"{sign}{number_text(round(row.alignment, 2))}",
        number_text(round(row.together, 2)),
        number_text(round(row.apart, 2)),
        f"{len(row.levers)}: {levers}" if levers else style.symbols.dash,
    )


def _widths(table: Sequence[Sequence[str]], columns: int) -> list[int]:
    """The cells of each column; where it is short, names and levers share what numbers leave."""
    widths = [max(map(cell_width, column)) for column in zip(*table, strict=True)]
    spare = columns - sum(widths[index] for index in _NUMBERS) - len(_GAP) * (len(widths) - 1)
    names = max(min(widths[0], spare - min(widths[-1], _LEAST_LEVERS)), _LEAST_NAMES)
    widths[0], widths[-1] = names, max(min(widths[-1], spare - names), 0)
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], style: Style) -> str:
    parts = [
        cut(text, width, style.symbols.ellipsis) for text, width in zip(cells, widths, strict=True)
    ]
    shown = [
        f"{' ' * (width - cell_width(text))}{text}" if index in _NUMBERS else padded(text, width)
        for index, (text, width) in enumerate(zip(parts, widths, strict=True))
    ]
    return cut(_GAP.join(shown).rstrip(), style.columns, style.symbols.ellipsis)


def _role(row: AlignmentRow) -> Role:
    if not row.apart:
        return Role.GOOD
    return Role.BAD if row.alignment < 0 else Role.FAIR
