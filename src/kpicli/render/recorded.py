"""What was recorded, and why something was not."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from kpicli.models.choices import Rollup
from kpicli.render.counted import counted
from kpicli.render.numbers import percent_text
from kpicli.render.reports.signs import status_role, status_sign, status_words
from kpicli.render.text import escaped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from kpicli.edit import FileChange, Recorded, Recording, Refusal
    from kpicli.edit.record import Basis
    from kpicli.render.theme import Style


_ROLLED_UP = {
    Rollup.SUM: "sum",
    Rollup.WEIGHTED_AVERAGE: "weighted average",
    Rollup.MIN: "least",
    Rollup.MAX: "greatest",
}


def recorded_text(recording: Recording, style: Style) -> str:
    """A line for each actual with its place, value and progress; of several, how many there are."""
    lines = [_line(part, style) for part in recording.recorded]
    if len(lines) > 1:
        known = sum(part.was_there for part in recording.recorded)
        more = f", {known} {'was' if known == 1 else 'were'} there already" if known else ""
        files = counted(len(recording.changes), "file")
        lines.append(f"{counted(len(lines) - known, 'actual')} recorded in {files}{more}")
    return _joined(lines)


def changes_text(changes: Sequence[FileChange], style: Style) -> str:
    """The changes of files as a unified diff."""
    return _joined(_painted(line, style) for change in changes for line in _diff(change))


def refusals_text(refusals: Iterable[tuple[str, Refusal]], style: Style, closing: str = "") -> str:
    """Each refusal behind the place that asked, if there is one, and what to do about it."""
    lines: list[str] = []
    for asked, refusal in refusals:
        place = f"{escaped(refusal.path)}:{refusal.line}" if refusal.path else ""
        first = asked or place
        lead = f"{style.paint(Role.PATH, first)}: " if first else ""
        rule = f" [{refusal.rule}]" if refusal.rule else ""
        lines.append(f"{lead}{style.paint(Role.ERROR, 'error')}: {escaped(refusal.message)}{rule}")
        if asked and place:
            lines.append(f"  {style.paint(Role.RELATED, 'at')}: {place}")
        if refusal.help:
            lines.append(f"  {style.paint(Role.HELP, 'help')}: {escaped(refusal.help)}")
    return _joined([*lines, closing] if closing else lines)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _line(part: Recorded, style: Style) -> str:
    place = style.paint(Role.PATH, f"{escaped(part.path)}:{part.line}")
    what = f"{escaped(part.value)} for {escaped(part.goal)} on {part.key}"
    verb = "has already" if part.was_there else "recorded"
    early = f"; its period begins on {part.begins}" if part.begins else ""
    return f"{place}: {verb} {what}{_progress(part, style)}{early}{_basis(part.basis)}"


def _basis(basis: Basis) -> str:
    """What counts, where the value could come from elsewhere, too."""
    words, said = _ROLLED_UP.get(basis.rollup), ""
    if words and basis.contributors:
        others = f"the {words} of its {counted(basis.contributors, 'contributor')}"
        said = f"its own actuals count, not {others}" if basis.is_own else f"{others} still counts"
    elif basis.has_formula and basis.is_own:
        said = "it counts as recorded, whatever its formula gives"
    return f"; {said}" if said else ""


def _progress(part: Recorded, style: Style) -> str:
    if part.after.score is None:
        return ""
    status = part.after.status
    before = _percent(part.before.score, style)
    moved = f"{before} {style.symbols.arrow} {percent_text(part.after.score)}"
    sign = style.paint(status_role(status), f"{status_sign(status, style)} {status_words(status)}")
    return f"; progress {moved}, {sign}"


def _percent(score: Decimal | None, style: Style) -> str:
    return style.symbols.dash if score is None else percent_text(score)


def _diff(change: FileChange) -> Iterator[str]:
    """The lines of a diff; a carriage return at their ends is not shown."""
    before, after = (text.splitlines() for text in (change.before, change.after))
    yield from unified_diff(before, after, change.path, change.path, lineterm="", n=2)


def _painted(line: str, style: Style) -> str:
    role = {"+": Role.GOOD, "-": Role.BAD, "@": Role.DIM}.get(line[:1])
    text = escaped(line)
    return text if role is None else style.paint(role, text)
