"""What stands below a goal's numbers: other goals, dates, the record, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.numbers import number_text, percent_text
from kpicli.render.reports.bar import progress_bar
from kpicli.render.reports.signs import status_role, status_sign, status_words
from kpicli.render.text import cell_width, cut, escaped, padded, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kpicli.render.theme import Style
    from kpicli.reports.show import Change, Neighbour, Remark, ShowReport
    from kpicli.reports.why import Verdict

_INDENT = "  "
_BAR = 10
_MOST = 20
_ROOMY = 80
_ROLES = {"error": Role.ERROR, "warning": Role.WARNING, "info": Role.INFO}


def sections(report: ShowReport, style: Style) -> Iterator[str]:
    """Each section behind an empty line, under its heading; sections without lines are left out."""
    parts: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
        ("interim targets", lambda: _interim(report, style)),
        ("contributes to", lambda: _neighbours(report.parents, style)),
        ("contributors", lambda: _neighbours(report.contributors, style)),
        ("guardrails", lambda: _neighbours(report.guardrails, style)),
        ("latest notes", lambda: _remarks(report.remarks, style)),
        ("changes on the record", lambda: _changes(report.changes, style)),
        ("findings", lambda: _verdicts(report.verdicts, style)),
    )
    for heading, lines in parts:
        shown = list(lines())
        if shown:
            yield ""
            yield style.paint(Role.STRONG, heading)
            yield from shown


def _interim(report: ShowReport, style: Style) -> Iterator[str]:
    plan, unit = report.goal.plan, escaped(report.goal.unit)
    for day, value in plan.interim if plan else ():
        due = "past" if day < report.as_of else "to come"
        text = f"{_INDENT}{day.isoformat()}  {number_text(value)} {unit}".rstrip()
        yield f"{text}  {style.paint(Role.DIM, due)}"


def _neighbours(goals: Sequence[Neighbour], style: Style) -> Iterator[str]:
    """Status, progress and title of other goals, the titles cut to the width."""
    for goal in goals[:_MOST]:
        status = f"{status_sign(goal.status, style)} {status_words(goal.status):<11}"
        score = style.symbols.dash if goal.score is None else percent_text(goal.score)
        lead = f"{status} {_bar(goal, style)}{score:>6}  "
        note = "" if goal.counts else " (adds nothing)"
        name = f"{escaped(goal.id)}  {escaped(goal.title)}"
        room = max(style.columns - len(_INDENT) - cell_width(lead) - cell_width(note), 1)
        painted = style.paint(status_role(goal.status), lead)
        yield f"{_INDENT}{painted}{cut(name, room, style.symbols.ellipsis)}{note}".rstrip()
    if len(goals) > _MOST:
        yield f"{_INDENT}{len(goals) - _MOST} more"


def _bar(goal: Neighbour, style: Style) -> str:
    if style.columns < _ROOMY:
        return ""
    if goal.score is None:
        return " " * _BAR
    return progress_bar(goal.score, goal.expected, _BAR, style.symbols)


def _remarks(remarks: Sequence[Remark], style: Style) -> Iterator[str]:
    for part in remarks:
        confidence = "" if part.confidence is None else f"{percent_text(part.confidence)} sure"
        said = part.status.replace("_", " ")
        facts = ", ".join(filter(None, (escaped(part.by), said, confidence)))
        words = ": ".join(filter(None, (facts, escaped(part.note))))
        yield from _hanging(f"{part.key}  {escaped(part.value)}", words, style)


def _changes(changes: Sequence[Change], style: Style) -> Iterator[str]:
    arrow = style.symbols.arrow
    for part in sorted(changes, key=lambda change: change.day, reverse=True):
        values = f" {escaped(part.before)} {arrow} {escaped(part.after)}" if part.after else ""
        who = f" ({escaped(part.approved_by)})" if part.approved_by else ""
        words = f"{part.field}{values}: {escaped(part.reason) or 'no reason given'}{who}"
        yield from _hanging(part.day.isoformat(), words, style)


def _verdicts(verdicts: Sequence[Verdict], style: Style) -> Iterator[str]:
    for part in verdicts:
        head = f"{part.severity}[{part.code}]"
        place = f"{escaped(part.place.path)}:{part.place.line}"
        role = _ROLES.get(part.severity, Role.INFO)
        yield from _hanging(head, f"{escaped(part.message)} ({place})", style, role)


def _hanging(name: str, words: str, style: Style, role: Role = Role.DIM) -> Iterator[str]:
    """A name, and behind it words that go on under themselves; below it where it is long."""
    lead = f"{_INDENT}{name}  "
    if cell_width(lead) > style.columns // 2:
        yield f"{_INDENT}{style.paint(role, cut(name, style.columns - 2, style.symbols.ellipsis))}"
        lead = _INDENT * 2
        first, *rest = wrapped(words, max(style.columns - len(lead), 1))
        yield f"{lead}{first}".rstrip()
    else:
        first, *rest = wrapped(words, max(style.columns - cell_width(lead), 1))
        yield f"{_INDENT}{style.paint(role, name)}  {first}".rstrip()
    yield from (f"{padded('', cell_width(lead))}{line}" for line in rest)
