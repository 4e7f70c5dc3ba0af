"""Findings with their source lines: carets under what is wrong, in every file involved."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kpicli.render.findings.excerpt import excerpt
from kpicli.render.findings.fixes import fix_mark
from kpicli.render.findings.severity import severity_role
from kpicli.render.text import cell_width, escaped, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.linter import CheckResult, LocatedFinding, LocatedLabel
    from kpicli.render.theme import Style

_REMARK = "= help: "
_LEAST_ROOM = 24
_MOST_PLACES = 10
"""How many places are shown beside the primary one: beyond, nobody reads them."""


def full(result: CheckResult, style: Style) -> str:
    """A block for each finding, each with an empty line after it."""
    return "".join(f"{line}\n" for part in result.findings for line in (*_block(part, style), ""))


def _block(part: LocatedFinding, style: Style) -> Iterator[str]:
    labels = (part.primary, *part.related[:_MOST_PLACES])
    rest = len(part.related) - _MOST_PLACES
    margin = " " * len(str(max(label.start.line for label in labels)))
    yield from _heading(part, style)
    for places in _by_file(labels):
        yield _file(places, part.primary, margin, style)
        yield from _source(places, part, margin, style)
    if rest > 0:
        words = f"and {rest} more place{'s' * (rest > 1)}; --format json lists all"
        yield from _remark("note", words, margin, style)
    for note in part.finding.notes:
        yield from _remark("note", note, margin, style)
    if part.finding.help is not None:
        yield from _remark("help", part.finding.help, margin, style)


def _heading(part: LocatedFinding, style: Style) -> Iterator[str]:
    finding = part.finding
    severity = f"{finding.severity}[{finding.rule.code}]"
    first, *rest = wrapped(
        f"{severity} {finding.rule.name}: {escaped(finding.message)}{fix_mark(part)}", style.columns
    )
    colored = style.paint(severity_role(finding.severity), severity)
    yield colored + style.paint(Role.STRONG, first[len(severity) :])
    yield from (style.paint(Role.STRONG, line) for line in rest)


def _by_file(labels: Sequence[LocatedLabel]) -> Iterator[list[LocatedLabel]]:
    """The labels of each file in the order of places, the primary's file first."""
    for path in dict.fromkeys(label.path for label in labels):
        yield sorted((label for label in labels if label.path == path), key=_place)


def _place(label: LocatedLabel) -> tuple[int, int]:
    return label.start.line, label.start.column


def _file(places: Sequence[LocatedLabel], primary: LocatedLabel, margin: str, style: Style) -> str:
    is_first = places[0].path == primary.path
    arrow, label = ("-->", primary) if is_first else (":::", places[0])
    where = f"{escaped(label.path)}:{label.start.line}:{label.start.column}"
    return f"{margin}{style.paint(Role.GUTTER, arrow)} {style.paint(Role.PATH, where)}"


def _source(
    places: Sequence[LocatedLabel], part: LocatedFinding, margin: str, style: Style
) -> Iterator[str]:
    if not any(label.line or label.message for label in places):
        return
    bar = f"{margin} {style.paint(Role.GUTTER, '|')}"
    yield bar
    previous = 0
    for number, labels in groupby(places, key=lambda label: label.start.line):
        if previous and number > previous + 1:
            yield style.paint(Role.GUTTER, "...")
        yield from _line(list(labels), part, margin, style)
        previous = number
    yield bar


def _line(
    labels: Sequence[LocatedLabel], part: LocatedFinding, margin: str, style: Style
) -> Iterator[str]:
    """A source line and a row of markers for each label; once more if it is cut otherwise."""
    width = style.columns - len(margin) - 3
    number = style.paint(Role.GUTTER, f"{labels[0].start.line:>{len(margin)}} |")
    bar = f"{margin} {style.paint(Role.GUTTER, '|')}"
    shown = None
    for label in labels:
        source = excerpt(label, width, style.symbols.ellipsis, style.encoding)
        if source.text != shown:
            yield f"{number} {source.text}".rstrip(" ")
            shown = source.text
        is_primary = label is part.primary
        role = severity_role(part.finding.severity) if is_primary else Role.RELATED
        marker = ("^" if is_primary else "-") * source.length
        for line in _words(marker, source.offset, escaped(label.message), width):
            indent = len(line) - len(line.lstrip(" "))
            yield f"{bar} {line[:indent]}{style.paint(role, line[indent:])}"


def _words(marker: str, offset: int, message: str, width: int) -> Iterator[str]:
    """The marker with the label's words behind it, or under it where they do not fit."""
    behind = offset + len(marker) + 1
    if not message:
        yield " " * offset + marker
    elif behind + cell_width(message) <= width:
        yield f"{' ' * offset}{marker} {message}"
    else:
        yield " " * offset + marker
        indent = min(offset, max(width - _LEAST_ROOM, 0))
        for line in wrapped(message, width - indent):
            yield " " * indent + line


def _remark(word: str, text: str, margin: str, style: Style) -> Iterator[str]:
    """A remark below the excerpt; its own line breaks stay, and whatever they start is indented."""
    room = style.columns - len(margin) - 1 - len(_REMARK)
    lines = [part for line in text.split("\n") for part in wrapped(escaped(line), room)]
    lead = f"{margin} {style.paint(Role.GUTTER, '=')} {style.paint(Role.HELP, word)}: "
    yield lead + lines[0]
    yield from (" " * (len(margin) + 1 + len(_REMARK)) + line for line in lines[1:])
