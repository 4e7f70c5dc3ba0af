"""One goal whole, for the terminal."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from kpicli.render.cascade.branches import kind_sign
from kpicli.render.counted import counted
from kpicli.render.numbers import number_text, percent_text
from kpicli.render.reports.bar import progress_bar
from kpicli.render.reports.cells import (
    figure_names,
    figure_texts,
    preset_words,
    reached_words,
    target_sign,
)
from kpicli.render.reports.chart import chart
from kpicli.render.reports.show_parts import sections
from kpicli.render.reports.signs import status_role, status_sign, status_words
from kpicli.render.text import cell_width, escaped, padded, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.render.theme import Style
    from kpicli.reports.goal import GoalReport
    from kpicli.reports.show import ShowReport

_BAR = 20
_FOUR_DIGITS = Context(prec=4)
_GAP = 2
_LIKELIHOODS = (
    (Decimal("0.9"), "very likely"),
    (Decimal("0.7"), "likely"),
    (Decimal("0.3"), "uncertain"),
    (Decimal("0.1"), "unlikely"),
    (Decimal(0), "very unlikely"),
)


def show_terminal(report: ShowReport, style: Style) -> str:
    """The goal, its numbers, the chart, and below it what belongs to it, as far as there is any."""
    lines = [*_heading(report, style), "", *_facts(report, style)]
    drawn = chart(report, style)
    if drawn:
        lines += ["", *drawn]
    return "".join(f"{line}\n" for line in (*lines, *sections(report, style)))


def likelihood_words(probability: Decimal) -> str:
    """A probability in words: `very likely` from 0.9, `likely` from 0.7, and so on."""
    return next(words for least, words in _LIKELIHOODS if probability >= least)


def _heading(report: ShowReport, style: Style) -> Iterator[str]:
    goal = report.goal
    sign = kind_sign(goal.kind, style.symbols)
    for line in wrapped(f"{sign} {escaped(goal.id)}  {escaped(goal.title)}", style.columns):
        yield style.paint(Role.STRONG, line)
    status = f"{status_sign(goal.status, style)} {status_words(goal.status)}"
    first, *rest = wrapped(
        f"{status}, as of {report.as_of.isoformat()}{preset_words(report.preset)}", style.columns
    )
    yield style.paint(status_role(goal.status), first[: len(status)]) + first[len(status) :]
    yield from rest
    if goal.description:
        yield ""
        yield from wrapped(escaped(" ".join(goal.description.split())), style.columns)


def _facts(report: ShowReport, style: Style) -> Iterator[str]:
    """The words for each fact behind its name, wrapped under themselves."""
    facts = [(name, words) for name, words in _known(report, style) if words]
    width = max(cell_width(name) for name, _ in facts)
    room = max(style.columns - width - _GAP, 1)
    for name, words in facts:
        first, *rest = wrapped(words, room)
        yield f"{style.paint(Role.DIM, padded(name, width))}{' ' * _GAP}{first}"
        yield from (f"{' ' * (width + _GAP)}{line}" for line in rest)


def _known(report: ShowReport, style: Style) -> Iterator[tuple[str, str]]:
    goal = report.goal
    yield "team", _named(goal.team, report.team_title)
    yield "owner", _named(goal.owner, goal.owner_name)
    yield "stakeholders", escaped(", ".join(report.stakeholders))
    yield "level", goal.level
    yield "period", _period(report)
    yield "baseline", _amount(report, goal.baseline)
    yield "target", _target(report, style)
    yield "value", _value(report)
    yield "next value", _next_value(report)
    yield "progress", _progress(report, style)
    yield "by preset", _figures(report)
    yield "reached", escaped(_reached(report))
    yield "forecast", _forecast(report)
    yield "reviewed", goal.reviewed.isoformat() if goal.reviewed else ""


def _named(key: str, name: str) -> str:
    return f"{escaped(key)} ({escaped(name)})" if key and name else escaped(key)


def _period(report: ShowReport) -> str:
    goal, left = report.goal, report.days_left
    if goal.period is None or left is None:
        return ""
    label = escaped(goal.period_label)
    dates = f"{goal.period.start.isoformat()} to {goal.period.end.isoformat()}"
    days = f"{counted(left, 'day')} left" if left > 0 else f"over for {counted(1 - left, 'day')}"
    if report.as_of < goal.period.start:
        days = f"begins in {counted((goal.period.start - report.as_of).days, 'day')}"
    return f"{label + ', ' if '/' not in label and label else ''}{dates}, {days}"


def _amount(report: ShowReport, value: Decimal | None) -> str:
    if value is None:
        return ""
    if report.goal.target is True:
        return percent_text(value)
    unit = report.goal.unit
    return f"{number_text(value)} {escaped(unit)}" if unit else number_text(value)


def _target(report: ShowReport, style: Style) -> str:
    goal, plan = report.goal, report.goal.plan
    match goal.target:
        case Decimal():
            text = f"{target_sign(goal, style.symbols)}{_amount(report, goal.target)}"
        case (low, high) if low == high:
            text = f"exactly {_amount(report, high)}"
        case (low, high):
            text = f"{number_text(low)} to {_amount(report, high)}"
        case True:
            text = "complete"
        case _:
            return ""
    levels = (("commit", plan.commit), ("stretch", plan.stretch)) if plan else ()
    known = [f"{name} {number_text(value)}" for name, value in levels if value is not None]
    return ", ".join([text, *known])


def _value(report: ShowReport) -> str:
    goal = report.goal
    if goal.value is None:
        none = (
            "none in the period" if goal.actual_on is None else f"not known: see kpi why {goal.id}"
        )
        return none if goal.kind == "kpi" else ""
    total = " in total" if report.is_total else ""
    if goal.actual_on is None or goal.age is None:
        return f"{_amount(report, goal.value)}{total}, from {_measured_share(goal)}"
    age = f"{counted(goal.age, 'day')} ago" if goal.age else "today"
    day = goal.actual_on.isoformat()
    if report.is_total:
        last = _amount(report, goal.actual)
        return f"{_amount(report, goal.value)} in total, the last {last} on {day}, {age}"
    return f"{_amount(report, goal.value)} on {day}, {age}"


def _next_value(report: ShowReport) -> str:
    """When it is due, or was: `due on 2026-09-30, in 29 days (monthly)`."""
    goal, due = report.goal, report.goal.next_due
    if due is None:
        return ""
    days = (due - report.as_of).days
    if not days:
        return f"due today ({goal.cadence})"
    away = f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
    return f"{'due' if days > 0 else 'was due'} on {due.isoformat()}, {away} ({goal.cadence})"


def _measured_share(goal: GoalReport) -> str:
    """What contributes to a goal, or how much of it has data."""
    part = f"{percent_text(goal.coverage)} of " if 0 < goal.coverage < 1 else ""
    return f"{part}what contributes to it"


def _progress(report: ShowReport, style: Style) -> str:
    goal = report.goal
    if goal.score is None or goal.progress is None:
        return ""
    bar = progress_bar(goal.score, goal.expected, _BAR, style.symbols)
    due = "" if goal.expected is None else f", {percent_text(goal.expected)} expected"
    part = f", {percent_text(goal.coverage)} of it measured" if 0 < goal.coverage < 1 else ""
    return f"{bar} {percent_text(goal.progress)}{due}{part}"


def _figures(report: ShowReport) -> str:
    """The figures that the preset judges by: `growth 0.95, sdg score 2.5`."""
    names = figure_names(report.preset)
    pairs = zip(names, figure_texts(report.goal, report.preset), strict=True)
    return ", ".join(f"{name} {text}" for name, text in pairs if text)


def _reached(report: ShowReport) -> str:
    goal = report.goal
    if goal.reached is None:
        return ""
    who = goal.owner_name or goal.owner
    return ", ".join(filter(None, (f"by {who}" if who else "", reached_words(goal)))) or "yes"


def _forecast(report: ShowReport) -> str:
    found, goal = report.goal.forecast, report.goal
    if found is None or goal.period is None:
        return ""
    words = likelihood_words(found.probability)
    chance = percent_text(found.probability)
    between = f"{number_text(_rough(found.low))} and {number_text(_rough(found.high))}"
    value = _amount(report, _rough(found.value))
    end = goal.period.end.isoformat()
    return f"{value} on {end}, 80 % between {between}; the target is {words} ({chance})"


def _rough(value: Decimal) -> Decimal:
    """Four digits: a forecast knows no more."""
    return _FOUR_DIGITS.create_decimal(value)
