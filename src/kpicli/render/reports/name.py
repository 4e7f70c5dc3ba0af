"""The first column of a report: where a goal stands in the cascade, and its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.render.cascade.branches import branch_lines, kind_sign, link_notes
from kpicli.render.text import cell_width, cut, escaped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from kpicli.render.theme import Style
    from kpicli.reports.cascade import CascadeRow
    from kpicli.reports.progress import GoalReport


class Name(Struct, frozen=True):
    """The parts of a name as shown: branches of the cascade, sign, title, notes."""

    branches: str
    sign: str
    title: str
    notes: str
    role: Role | None

    @property
    def width(self) -> int:
        """The cells of the whole."""
        return sum(map(cell_width, (self.branches, self.sign, " ", self.title, self.notes)))

    def width_with(self, most: int) -> int:
        """The cells of the name without notes, and with no more than so many of its title."""
        title = min(cell_width(self.title), most)
        return sum(map(cell_width, (self.branches, self.sign, " "))) + title

    def drawn(self, width: int, style: Style) -> str:
        """The name in `width` cells, without notes that leave the title less than half of it."""
        room = max(width - cell_width(self.branches) - cell_width(self.sign) - 1, 0)
        notes = self.notes if cell_width(self.notes) <= room // 2 else ""
        title = cut(self.title, room - cell_width(notes), style.symbols.ellipsis)
        padding = " " * (room - cell_width(title) - cell_width(notes))
        branches = style.paint(Role.DIM, self.branches)
        title = style.paint(self.role, title) if self.role else title
        return f"{branches}{self.sign} {title}{style.paint(Role.DIM, notes)}{padding}"


def name_of(goal: GoalReport, row: CascadeRow | None, style: Style) -> Name:
    """The name of a goal in a row of the cascade, or in a plain list."""
    branches = branch_lines(row, style.columns // 5, style.symbols, "") if row else ""
    notes = "".join(f" ({note})" for note in link_notes(row)) if row else ""
    role = Role.STRONG if goal.kind == "objective" else None
    return Name(branches, kind_sign(goal.kind, style.symbols), escaped(goal.title), notes, role)
