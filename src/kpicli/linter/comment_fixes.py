"""Fixes of the comments that suppress findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Fix, ReplaceComment, Safety
from kpicli.source import Span

if TYPE_CHECKING:
    from kpicli.linter.comments import Suppression


def removed(part: Suppression, safety: Safety) -> Fix:
    """The comment goes."""
    edit = ReplaceComment(part.path, part.span, part.text)
    return Fix("Remove the comment", (edit,), safety)


def without_name(part: Suppression, name: str, safety: Safety) -> Fix:
    """A rule's name goes out of the bracket, and the comment with the last one."""
    names = [known for known, _ in part.names if known != name]
    if not names:
        return removed(part, safety)
    start, end = part.text.index("[") + 1, part.text.index("]")
    span = Span(part.span.start + start, part.span.start + end)
    edit = ReplaceComment(part.path, span, part.text[start:end], ", ".join(names))
    return Fix(f"Take `{name}` out of the bracket", (edit,), safety)


def corrected(part: Suppression, place: Span, name: str, near: str) -> Fix:
    """A misspelled name gives way to the nearest one."""
    edit = ReplaceComment(part.path, place, name, near)
    return Fix(f"Name `{near}` instead", (edit,), Safety.UNSAFE)
