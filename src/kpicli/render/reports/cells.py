"""What every kind of report says in the same words: values, targets, ages, movements."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import Direction, Perspective
from kpicli.models.preset import Preset
from kpicli.progress.figures import FIGURES
from kpicli.progress.status import ProgressStatus
from kpicli.render.numbers import number_text, percent_text, quantity_text
from kpicli.render.reports.signs import status_words
from kpicli.render.symbols import UNICODE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kpicli.render.symbols import Symbols
    from kpicli.reports.goal import GoalReport

    Number = Callable[[Decimal], str]

_FOUR_DIGITS = Context(prec=4, rounding=ROUND_HALF_EVEN)
_PERSPECTIVES = {
    Perspective.FINANCIAL: "financial",
    Perspective.CUSTOMER: "customer",
    Perspective.INTERNAL_PROCESS: "internal process",
    Perspective.LEARNING_GROWTH: "learning and growth",
}
_TO_REACH = ("beyond", "target")
_KEPT: Mapping[str, tuple[str, str]] = {
    Direction.AT_LEAST: ("above", "floor"),
    Direction.AT_MOST: ("below", "ceiling"),
    Direction.DECREASE: ("below", "ceiling"),
}


def perspective_words(perspective: Perspective) -> str:
    """The perspective as people say it: `learning and growth`."""
    return _PERSPECTIVES[perspective]


def heading_words(heading: str) -> str:
    """A section's heading: a status and a perspective in words, anything else as it is."""
    if isinstance(heading, ProgressStatus):
        return status_words(heading)
    return perspective_words(heading) if isinstance(heading, Perspective) else heading


def preset_words(preset: Preset) -> str:
    """What follows the as-of day where a preset decided the statuses: `, by sdg`; else empty."""
    return "" if preset is Preset.DEFAULT else f", by {preset}"


def figure_names(preset: Preset) -> tuple[str, ...]:
    """The headings of the columns with the preset's figures; none under the default."""
    return tuple(filter(None, FIGURES[preset]))


def figure_texts(goal: GoalReport, preset: Preset) -> tuple[str, ...]:
    """The preset's figures of a goal in the order of their names, empty where there is none."""
    pairs = zip(FIGURES[preset], (goal.preset_value, goal.preset_gauge), strict=True)
    return tuple("" if value is None else figure_text(value) for name, value in pairs if name)


def figure_text(value: Decimal) -> str:
    """A figure to four digits: `0.9526`, `-50`."""
    return number_text(_FOUR_DIGITS.create_decimal(value))


def reached_words(goal: GoalReport) -> str:
    """When and by how much a goal was reached: `2026-06-30, 1.5 client beyond the target`."""
    known = goal.reached
    if known is None:
        return ""
    side, bound = _KEPT.get(goal.direction, _TO_REACH) if known.is_kept else _TO_REACH
    beyond = ""
    if known.beyond:
        # 1.5 % beyond 35 % would be less than a point.
        unit = "pp" if goal.unit == "%" else unit_text(goal)
        beyond = f"{quantity_text(known.beyond, unit)} {side} the {bound}"
    elif known.beyond is not None:
        beyond = f"exactly the {bound}"
    return ", ".join(filter(None, (known.on.isoformat() if known.on else "", beyond)))


def value_text(goal: GoalReport, number: Number = number_text) -> str:
    """The value that progress is taken from, without its unit; empty if there is none."""
    if goal.value is None:
        return ""
    return percent_text(goal.value) if goal.target is True else number(goal.value)


def target_sign(goal: GoalReport, symbols: Symbols = UNICODE) -> str:
    """What stands before a target that bounds the value: `≥ `, of one left out itself `> `."""
    if goal.is_strict:
        return "> " if Direction(goal.direction).sign > 0 else "< "
    match goal.direction:
        case Direction.AT_LEAST:
            return f"{symbols.at_least} "
        case Direction.AT_MOST:
            return f"{symbols.at_most} "
        case _:
            return ""


def target_text(goal: GoalReport, number: Number = number_text, symbols: Symbols = UNICODE) -> str:
    """The target without its unit: `50`, `≥ 95`, `45..55`, `complete`; empty if there is none."""
    match goal.target:
        case Decimal():
            return f"{target_sign(goal, symbols)}{number(goal.target)}"
        case (low, high):
            return f"{number(low)}..{number(high)}"
        case True:
            return "complete"
        case _:
            return ""


def unit_text(goal: GoalReport) -> str:
    """The unit as the file has it; a deliverable has none."""
    return "" if goal.target is True else goal.unit


def moved_score(goal: GoalReport) -> str:
    """The change of the score in percentage points, as `+3 pp`; empty if it is not known."""
    change = goal.movement.score if goal.movement else None
    return "" if change is None else f"{_signed(_whole(change * 100))} pp"


def moved_value(goal: GoalReport) -> str:
    """The change of the value with its sign; empty if it is not known."""
    change = goal.movement.value if goal.movement else None
    if change is None:
        return ""
    return _signed(percent_text(change) if goal.target is True else number_text(change))


def _signed(number: str) -> str:
    return number if number.startswith(("-", "0")) and not number.startswith("0.") else f"+{number}"


def _whole(value: Decimal) -> str:
    return number_text(value.to_integral_value(ROUND_HALF_EVEN))
