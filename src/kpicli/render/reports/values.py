"""A value beside its target, and how short the numbers of a report have to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.reports.cells import target_text, unit_text, value_text
from kpicli.render.symbols import UNICODE
from kpicli.render.text import cell_width, escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from kpicli.render.symbols import Symbols
    from kpicli.reports.goal import GoalReport

    Number = Callable[[Decimal], str]


def beside_target(goal: GoalReport, number: Number, symbols: Symbols = UNICODE) -> str:
    """`29 / 50 client`, escaped; empty for a goal that has neither value nor target."""
    if goal.value is None and goal.target is None:
        return ""
    value = value_text(goal, number) or symbols.dash
    target, unit = target_text(goal, number, symbols), escaped(unit_text(goal))
    pair = f"{value} / {target}" if target else value
    return f"{pair} {unit}" if unit else pair


def fitting_number(
    goals: Iterable[GoalReport],
    room: int,
    numbers: Sequence[Number],
    symbols: Symbols = UNICODE,
) -> Number:
    """How all numbers of a report are written, of some ways from the longest to the shortest.

    The first, unless another makes a value shorter that takes more than `room` cells with it.
    """

    def width(goal: GoalReport, number: Number) -> int:
        return cell_width(beside_target(goal, number, symbols))

    chosen, *shorter = numbers
    wide = [goal for goal in goals if width(goal, chosen) > room]
    for number in shorter:
        if any(width(goal, number) < width(goal, chosen) for goal in wide):
            chosen = number
            wide = [goal for goal in wide if width(goal, chosen) > room]
    return chosen
