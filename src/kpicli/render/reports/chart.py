"""A KPI's actuals against the expected line, drawn with characters."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from kpicli.render.numbers import percent_text, short_number_text
from kpicli.render.reports.axis import labelled, ticks
from kpicli.render.reports.canvas import Canvas
from kpicli.render.text import flowed
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kpicli.render.theme import Style
    from kpicli.reports.plan import Plan
    from kpicli.reports.show import ShowReport

_HEIGHT = 11
_TICKS = 6
_WIDEST = 110
_CELLS_PER_MARK = 3
_TARGET_STEP, _LEVEL_STEP = 2, 4


class _Signs(NamedTuple):
    actual: str
    expected: str
    target: str
    level: str
    interim: str
    forecast: str
    line: str
    edge: str
    tick: str
    floor: str
    corner: str
    today: str


_UNICODE = _Signs("●", "·", "╌", "┄", "◇", "×", "⠤", "│", "┤", "─", "└", "┴")  # noqa: RUF001 - signs
_ASCII = _Signs("o", ".", "-", "~", "#", "x", "*", "|", "+", "-", "+", "^")


class _Frame(Struct, frozen=True):
    """What the chart shows and between which days and values."""

    report: ShowReport
    plan: Plan
    start: date
    end: date
    ticks: tuple[Decimal, ...]

    def x(self, day: date) -> float:
        """The place of a day from left to right, 0 to 1."""
        return (day - self.start).days / max((self.end - self.start).days, 1)

    def y(self, value: Decimal) -> float:
        """The place of a value from the bottom up, 0 to 1."""
        low, high = self.ticks[0], self.ticks[-1]
        return float((value - low) / (high - low))


def chart(report: ShowReport, style: Style) -> list[str]:
    """The lines of the chart with its axes and what its signs mean; none without a plan or values.

    Actuals are joined by a line, and marked one by one as long as there is room.
    """
    frame = _frame(report)
    if frame is None:
        return []
    signs = _UNICODE if style.unicode else _ASCII
    number = percent_text if report.goal.target is True else short_number_text
    labels = [number(tick) for tick in frame.ticks]
    margin = max(map(len, labels))
    width = min(style.columns, _WIDEST) - margin - 3
    canvas = _drawn(frame, Canvas(width, _HEIGHT, style.unicode, signs.line), signs)
    return [
        *_with_axis(canvas, frame, labels, signs),
        *_dates(frame, canvas, margin, signs, style),
        *(style.paint(Role.DIM, line) for line in _legend(frame, margin, signs, number, style)),
    ]


def _frame(report: ShowReport) -> _Frame | None:
    goal = report.goal
    plan, period = goal.plan, goal.period
    if plan is None or period is None or not (plan.measured or plan.line):
        return None
    days = [period.start, period.end, *(day for day, _ in plan.measured[:1])]
    known = [*plan.measured, *plan.line, *plan.interim]
    values = [value for _, value in known] + list(_levels(report))
    values += [value for _, value in _outer(plan)]
    if goal.target is True:
        values.append(Decimal(0))
    if goal.forecast:
        values.append(goal.forecast.value)
    return _Frame(report, plan, min(days), max(days), ticks(values, _TICKS))


def _levels(report: ShowReport) -> Iterator[Decimal]:
    target = report.goal.target
    if target is True:
        yield Decimal(1)
    elif isinstance(target, Decimal):
        yield target
    elif isinstance(target, tuple):
        yield from dict.fromkeys(target)


def _outer(plan: Plan) -> list[tuple[str, Decimal]]:
    """The levels around the target by their names."""
    named = (("commit", plan.commit), ("stretch", plan.stretch))
    return [(name, value) for name, value in named if value is not None]


def _drawn(frame: _Frame, canvas: Canvas, signs: _Signs) -> Canvas:
    """All that is shown, what matters most over the rest."""
    plan, measured = frame.plan, frame.plan.measured
    for one, other in pairwise(measured):
        canvas.line((frame.x(one[0]), frame.y(one[1])), (frame.x(other[0]), frame.y(other[1])))
    is_roomy = len(measured) * _CELLS_PER_MARK <= canvas.width
    for day, value in measured if is_roomy else measured[-1:]:
        canvas.mark(frame.x(day), frame.y(value), signs.actual)
    forecast = frame.report.goal.forecast
    if forecast:
        canvas.mark_free(1.0, frame.y(forecast.value), signs.forecast)
    for day, value in plan.interim:
        canvas.mark_free(frame.x(day), frame.y(value), signs.interim)
    for column in range(canvas.width):
        x = column / max(canvas.width - 1, 1)
        due = _due(frame, x)
        if due is not None and not canvas.has_line(x, frame.y(due)):
            canvas.mark_free(x, frame.y(due), signs.expected)
        for level in _levels(frame.report):
            _dash(canvas, x, frame.y(level), signs.target, column % _TARGET_STEP)
        for _, level in _outer(plan):
            _dash(canvas, x, frame.y(level), signs.level, column % _LEVEL_STEP)
    return canvas


def _dash(canvas: Canvas, x: float, y: float, sign: str, phase: int) -> None:
    """One dash of a horizontal line, at the columns of phase 0 that nothing crosses."""
    if phase == 0 and not canvas.has_line(x, y):
        canvas.mark_free(x, y, sign)


def _due(frame: _Frame, x: float) -> Decimal | None:
    """The value expected at a place between left and right, none outside the planned line."""
    line = frame.plan.line
    places = [frame.x(day) for day, _ in line]
    if not line or not places[0] <= x <= places[-1]:
        return None
    after = min(max(bisect_right(places, x), 1), len(line) - 1)
    left, right = places[after - 1], places[after]
    low, high = line[after - 1][1], line[after][1]
    if right == left:
        return high
    return low + (high - low) * Decimal(str((x - left) / (right - left)))


def _with_axis(canvas: Canvas, frame: _Frame, labels: list[str], signs: _Signs) -> Iterator[str]:
    margin = max(map(len, labels))
    pairs = zip(frame.ticks, labels, strict=True)
    rows = {canvas.cell(0, frame.y(tick))[1]: text for tick, text in pairs}
    for number, row in enumerate(canvas.rows()):
        edge = signs.tick if number in rows else signs.edge
        yield f"{rows.get(number, ''):>{margin}} {edge}{row}".rstrip()


def _dates(
    frame: _Frame, canvas: Canvas, margin: int, signs: _Signs, style: Style
) -> Iterator[str]:
    """The axis below with the as-of date, and the dates under it."""
    today = frame.report.as_of
    is_within = frame.start <= today <= frame.end
    at = canvas.cell(frame.x(today), 0)[0]
    floor = [signs.floor] * canvas.width
    labels = [(0, frame.start.isoformat()), (canvas.width - 1, frame.end.isoformat())]
    if is_within:
        floor[at] = signs.today
        labels.append((at, today.isoformat()))
    lead = " " * (margin + 1)
    yield f"{lead}{signs.corner}{''.join(floor)}"
    yield style.paint(Role.DIM, f"{lead} {labelled(canvas.width, labels)}")


def _legend(
    frame: _Frame, margin: int, signs: _Signs, number: Callable[[Decimal], str], style: Style
) -> list[str]:
    report, plan = frame.report, frame.plan
    target = " and ".join(map(number, _levels(report)))
    total = ", total so far" if report.is_total else ""
    parts = [
        f"{signs.actual} actual{total}" if plan.measured else "",
        f"{signs.expected} expected" if plan.line else "",
        f"{signs.target} target {target}" if target else "",
        *(f"{signs.level} {name} {number(value)}" for name, value in _outer(plan)),
        f"{signs.interim} interim target" if plan.interim else "",
        f"{signs.forecast} forecast" if report.goal.forecast else "",
        f"{signs.today} as of {report.as_of.isoformat()}"
        if frame.start <= report.as_of <= frame.end
        else "",
    ]
    lead = " " * (margin + 2)
    words = [part.replace(" ", "\u00a0") for part in parts if part]
    lines = flowed([f"{word}\u00a0" for word in words], style.columns - len(lead))
    return [f"{lead}{line}".replace("\u00a0", " ").rstrip() for line in lines]
