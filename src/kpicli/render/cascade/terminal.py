"""The cascade as a tree of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.cascade.branches import branch_lines, kind_sign, row_notes
from kpicli.render.text import cell_width, cut, escaped, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.render.theme import Style
    from kpicli.reports.cascade import CascadeNode, CascadeReport, CascadeRow

_LEAST_TITLE = 14


def cascade_terminal(report: CascadeReport, style: Style) -> str:
    """A line for each row: lines of the tree, sign, id, title, what is unusual, level and team.

    The title is cut to the width; level, segment and team go first where there is no room. Circles
    are named below, then the legend.
    """
    if not report.rows:
        return "No goals\n"
    lines = [_row(row, style) for row in report.rows]
    for circle in report.cycles:
        lines += ["", *_circle(circle, style)]
    lines += ["", style.paint(Role.DIM, _legend(style))]
    return "".join(f"{line}\n" for line in lines)


def _row(row: CascadeRow, style: Style) -> str:
    branches = branch_lines(row, style.columns // 2, style.symbols, " ")
    sign = kind_sign(row.node.kind, style.symbols)
    room = style.columns - cell_width(branches) - cell_width(sign) - 1
    notes = "".join(f" ({note})" for note in row_notes(row))
    notes = cut(notes, room // 2, style.symbols.ellipsis)
    name, title, place = _words(row.node, room - cell_width(notes), style.symbols.ellipsis)
    role = Role.STRONG if row.node.kind == "objective" else Role.PATH
    return (
        f"{style.paint(Role.DIM, branches)}{sign} {style.paint(role, name)}{title}"
        f"{style.paint(Role.FAIR, notes)}{style.paint(Role.DIM, place)}"
    )


def _words(node: CascadeNode, room: int, ellipsis: str) -> tuple[str, str, str]:
    """The id, the title and the place in the organisation, in at most `room` cells."""
    name = cut(escaped(node.id), room, ellipsis)
    title, place = f"  {escaped(node.title)}", _place(node)
    room -= cell_width(name)
    if cell_width(title) + cell_width(place) > room:
        place = ""
    if room < min(_LEAST_TITLE, cell_width(title)):
        return name, "", place
    return name, cut(title, room, ellipsis), place


def _place(node: CascadeNode) -> str:
    known = [escaped(part) for part in (node.level, node.team, node.segment) if part]
    return f"  [{', '.join(known)}]" if known else ""


def _circle(circle: tuple[str, ...], style: Style) -> Iterator[str]:
    way = f" {style.symbols.arrow} ".join(map(escaped, (*circle, circle[0])))
    first, *rest = wrapped(f"Note: a circle of contributions: {way}", style.columns)
    yield style.paint(Role.WARNING, first[:5]) + first[5:]
    yield from rest


def _legend(style: Style) -> str:
    return f"{style.symbols.objective} objective  {style.symbols.kpi} KPI"
