"""What a finding says beside its message, as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.linter import LocatedFinding, LocatedLabel


def remarks(part: LocatedFinding, prefix: str = "") -> tuple[str, ...]:
    """The related places with their words, the notes, and the help, each an escaped line.

    The prefix goes before the paths.
    """
    return (*_related(part, prefix), *_notes(part), *_help(part))


def _related(part: LocatedFinding, prefix: str) -> Iterator[str]:
    for label in part.related:
        words = f": {escaped(label.message)}" if label.message else ""
        yield f"see {_place(label, prefix)}{words}"


def _place(label: LocatedLabel, prefix: str) -> str:
    return f"{escaped(prefix + label.path)}:{label.start.line}:{label.start.column}"


def _notes(part: LocatedFinding) -> Iterator[str]:
    for note in part.finding.notes:
        for line in note.split("\n"):
            yield f"note: {escaped(line)}"


def _help(part: LocatedFinding) -> Iterator[str]:
    for line in (part.finding.help or "").split("\n"):
        if line:
            yield f"help: {escaped(line)}"
