"""Bars and lines drawn with characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from kpicli.render.symbols import Symbols


def progress_bar(score: Decimal, expected: Decimal | None, width: int, symbols: Symbols) -> str:
    """A score of 0..1 as a bar of `width` cells, with a mark where it is expected to be.

    The bar is full at a score of 1 only. The mark stays inside whatever is expected.
    """
    steps = len(symbols.eighths)
    full, part = divmod(int(score * width * steps), steps)
    cells = symbols.full * full + (symbols.eighths[part] if part else "")
    cells += symbols.empty * (width - len(cells))
    if expected is None:
        return cells
    at = min(max(int(expected * width), 0), width - 1)
    return cells[:at] + symbols.mark + cells[at + 1 :]


def sparkline(values: Sequence[Decimal], width: int, symbols: Symbols) -> str:
    """The last `width` values as heights between the least and the greatest of them."""
    shown = values[-width:]
    if not shown:
        return ""
    low, high = min(shown), max(shown)
    top = len(symbols.levels) - 1
    middle = symbols.levels[top // 2]
    if low == high:
        return middle * len(shown)
    return "".join(symbols.levels[round((value - low) / (high - low) * top)] for value in shown)
