"""The lines that lead to a row of the drawn cascade, and the words that mark it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.choices import Lifecycle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.render.symbols import Symbols
    from kpicli.reports.cascade import CascadeRow


def branch_lines(row: CascadeRow, room: int, symbols: Symbols, gap: str) -> str:
    """The lines before a row in at most `room` cells, each level 2 cells and the gap.

    Of a row that is deeper the nearest levels are drawn, behind the number of its level.
    """
    if not row.branches:
        return ""
    step = 2 + len(gap)
    if len(row.branches) * step <= room:
        return _lines(row.branches, symbols, gap)
    depth = f"{symbols.ellipsis}{len(row.branches)} "
    levels = max((room - len(depth)) // step, 1)
    return depth + _lines(row.branches[-levels:], symbols, gap)


def _lines(branches: tuple[bool, ...], symbols: Symbols, gap: str) -> str:
    *above, last = branches
    trunks = ("  " if ended else symbols.trunk for ended in above)
    return gap.join((*trunks, symbols.last_branch if last else symbols.branch)) + gap


def kind_sign(kind: str, symbols: Symbols) -> str:
    """The sign of an objective or a KPI."""
    return symbols.kpi if kind == "kpi" else symbols.objective


def link_notes(row: CascadeRow) -> Iterator[str]:
    """What is said of a row's link: that it adds nothing, that more of it is shown above."""
    if not row.counts:
        yield "adds nothing"
    if row.repeated:
        yield "shown above"


def row_notes(row: CascadeRow) -> Iterator[str]:
    """What is said of a row's goal and link beside its title: nothing of the usual case."""
    if row.node.status != Lifecycle.ACTIVE:
        yield row.node.status
    yield from link_notes(row)
