"""The arithmetic of one goal for the terminal: a line for each step, wrapped to the width."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.render.cascade.branches import kind_sign
from kpicli.render.numbers import number_text
from kpicli.render.reports.cells import preset_words
from kpicli.render.reports.signs import status_role, status_sign, status_words
from kpicli.render.text import cell_width, cut, escaped, flowed, padded, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.render.theme import Style
    from kpicli.reports.steps import Part, Place, Step
    from kpicli.reports.why import Verdict, WhyReport
    from kpicli.reports.why_rollup import Contributor

_INDENT = 2
_GAP = 2
_MOST_CONTRIBUTORS = 20
_SIGNS = ((" * ", " × "), (" / ", " ÷ "), (" - ", " \u2212 "))  # noqa: RUF001 - the sign of a product
_ROLES = {"error": Role.ERROR, "warning": Role.WARNING, "info": Role.INFO}


def why_terminal(report: WhyReport, style: Style) -> str:
    """The goal, its arithmetic part by part, its contributors, and findings with their proofs.

    A step shows its name, what is computed, the result, in words what it rests on, and the file
    and line that the number comes from. Of many contributors the first 20 are shown.
    """
    lines = [*_heading(report, style)]
    for part in report.parts:
        lines += ["", *_part(part, report, style)]
    if report.contributors:
        lines += ["", *_contributors(report, style)]
    if report.verdicts:
        lines += ["", style.paint(Role.STRONG, "Findings")]
        lines += [line for verdict in report.verdicts for line in _verdict(verdict, style)]
    return "".join(f"{line}\n" for line in lines)


def _heading(report: WhyReport, style: Style) -> Iterator[str]:
    sign = kind_sign(report.kind, style.symbols)
    first, *rest = wrapped(f"{sign} {escaped(report.id)}  {escaped(report.title)}", style.columns)
    yield style.paint(Role.STRONG, first)
    yield from (style.paint(Role.STRONG, line) for line in rest)
    status = f"{status_sign(report.status, style)} {status_words(report.status)}"
    first, *rest = wrapped(
        f"{status}, as of {report.as_of.isoformat()}{preset_words(report.preset)}", style.columns
    )
    yield style.paint(status_role(report.status), first[: len(status)]) + first[len(status) :]
    yield from rest


def _part(part: Part, report: WhyReport, style: Style) -> Iterator[str]:
    yield style.paint(Role.STRONG, part.name.capitalize())
    names = [
        cut(escaped(step.name), style.columns // 2, style.symbols.ellipsis) for step in part.steps
    ]
    width = max(map(cell_width, names))
    for name, step in zip(names, part.steps, strict=True):
        place = report.places.get(step.source) if step.source else None
        yield from _line(padded(name, width), _words(step, style), place, style)


def _line(name: str, words: Sequence[str], place: Place | None, style: Style) -> Iterator[str]:
    """The name, the words beside it, and the place at the end of the last line or below it."""
    indent = _INDENT + cell_width(name) + _GAP
    room = max(style.columns - indent, 1)
    lines = flowed(words, room)
    where = _where(place, room, style)
    if where and lines[-1] and cell_width(lines[-1]) + _GAP + cell_width(where) > room:
        lines.append("")
    gap = " " * _GAP if lines[-1] else ""
    ends = [*[""] * (len(lines) - 1), f"{gap}{style.paint(Role.DIM, where)}" if where else ""]
    starts = [" " * _INDENT + name + " " * _GAP, *[" " * indent] * (len(lines) - 1)]
    for start, line, end in zip(starts, lines, ends, strict=True):
        yield f"{start}{line}{end}".rstrip(" ")


def _where(place: Place | None, room: int, style: Style) -> str:
    if place is None:
        return ""
    return cut(f"{escaped(place.path)}:{place.line}", room, style.symbols.ellipsis)


def _words(step: Step, style: Style) -> list[str]:
    """The step in words to be broken between: working = result unit: note."""
    working, result = _expression(step, style), _result(step)
    unit = escaped(step.unit) if step.unit and (result or working) else ""
    amount = " ".join(filter(None, (result, unit)))
    text = f"{working} = {amount}" if working and result else f"{working} {amount}".strip()
    note = escaped(step.note)
    return (f"{text}: {note}" if text and note else text or note).split(" ")


def _result(step: Step) -> str:
    if isinstance(step.result, Decimal):
        return number_text(step.result)
    return escaped((step.result or "").replace("_", " "))


def _expression(step: Step, style: Style) -> str:
    return "".join(_piece(piece, style) for piece in step.working)


def _piece(piece: str | Decimal, style: Style) -> str:
    if isinstance(piece, Decimal):
        return number_text(piece)
    if style.unicode:
        for plain, drawn in _SIGNS:
            piece = piece.replace(plain, drawn)
    return escaped(piece)


def _contributors(report: WhyReport, style: Style) -> Iterator[str]:
    yield style.paint(Role.STRONG, "Contributors")
    shown = report.contributors[:_MOST_CONTRIBUTORS]
    limit = style.columns // 2
    names = [cut(escaped(part.goal), limit, style.symbols.ellipsis) for part in shown]
    width = max(map(cell_width, names))
    for name, part in zip(names, shown, strict=True):
        words = _contributor(part, style).split(" ")
        yield from _line(padded(name, width), words, report.places.get(part.source), style)
    if len(shown) < len(report.contributors):
        yield f"{' ' * _INDENT}{len(report.contributors) - len(shown)} more"


def _contributor(part: Contributor, style: Style) -> str:
    pairs = (("score", part.score), ("value", part.value), ("expected", part.expected))
    known = [f"{name} {number_text(number)}" for name, number in pairs if number is not None]
    status = f"{status_sign(part.status, style)} {status_words(part.status)}"
    note = [part.note] if part.note else []
    return ", ".join([status, f"weight {number_text(part.weight)}", *known, *note])


def _verdict(verdict: Verdict, style: Style) -> Iterator[str]:
    head = f"{verdict.severity}[{verdict.code}]"
    where = f"{verdict.place.path}:{verdict.place.line}"
    text = f"{head} {verdict.rule}: {escaped(verdict.message)} ({escaped(where)})"
    first, *rest = wrapped(text, style.columns - _INDENT)
    role = _ROLES.get(verdict.severity, Role.INFO)
    cut_at = min(len(head), len(first))
    yield " " * _INDENT + style.paint(role, first[:cut_at]) + first[cut_at:]
    yield from (" " * _INDENT + line for line in rest)
    remarks = [*verdict.steps, *([f"help: {verdict.help}"] if verdict.help else [])]
    for remark in remarks:
        lines = wrapped(escaped(remark), style.columns - 2 * _INDENT)
        yield from (" " * (2 * _INDENT) + line for line in lines)
