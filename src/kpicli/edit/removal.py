"""Taking something out of a goal file: a key with its value, or a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.edit.text_edit import TextEdit, ends_its_line, leads_its_line, line_start

if TYPE_CHECKING:
    from kpicli.documents.nodes import Entry, Node
    from kpicli.edit.outlined import Outlined
    from kpicli.source import Span

_BREAK = re.compile(r"\r\n|\r|\n")
_BLANKS = re.compile(r"[ \t]*")
_COMMA_BEFORE = re.compile(r",[ \t]*\Z")
_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")


def without_entry(file: Outlined, mapping: Node, entry: Entry) -> TextEdit | str:
    """The removal of a key with its value; why not, where it would take a comment with it."""
    return _without(file.text, entry.key.start, file.end(entry), mapping.style == "flow")


def without_repeat(file: Outlined, key: Span) -> TextEdit | str:
    """The same for a key by its place, whatever mapping it stands in."""
    spans = file.entries.get(key.start)
    if not spans:
        return "what it changes is not where it was"
    end = len(file.text[: min(span.end for span in spans)].rstrip(" \t\r\n"))
    return _without(file.text, key.start, end, not leads_its_line(file.text, key.start))


def _without(text: str, start: int, end: int, is_flow: bool) -> TextEdit | str:  # noqa: FBT001 - one of two layouts
    if "#" in text[start : line_end(text, end)] or _has_comment_above(text, start):
        return "a comment stands beside it"
    if is_flow:
        return _from_flow(text, start, end)
    if leads_its_line(text, start) and ends_its_line(text, end):
        return without_lines(text, line_start(text, start), line_end(text, end))
    return "something else stands on its line"


def without_comment(text: str, start: int, end: int) -> TextEdit:
    """The removal of a comment or of a part of one, and of its line where nothing is left there."""
    behind = _blanks_behind(text, end)
    if behind < line_end(text, end):
        return TextEdit(start, behind, "")
    if leads_its_line(text, start):
        return without_lines(text, line_start(text, start), behind)
    return TextEdit(len(text[:start].rstrip(" \t")), behind, "")


def without_lines(text: str, start: int, end: int) -> TextEdit:
    """The removal of whole lines; a text without a last line break stays so."""
    found = _BREAK.match(text, end)
    if found:
        return TextEdit(start, found.end(), "")
    above = re.search(r"(?:\r\n|\r|\n)\Z", text[:start])
    return TextEdit(above.start() if above else start, end, "")


def line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends, before its break."""
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)


def _has_comment_above(text: str, offset: int) -> bool:
    above = text[: line_start(text, offset)].rstrip("\r\n")
    return above[line_start(above, len(above)) :].lstrip(" \t").startswith("#")


def _blanks_behind(text: str, offset: int) -> int:
    found = _BLANKS.match(text, offset)
    return found.end() if found else offset


def _from_flow(text: str, start: int, end: int) -> TextEdit | str:
    """With the comma behind it, else with that before it."""
    comma = _COMMA_BEHIND.match(text, end)
    if comma and leads_its_line(text, start) and ends_its_line(text, comma.end()):
        return without_lines(text, line_start(text, start), line_end(text, comma.end()))
    if comma:
        return TextEdit(start, comma.end(), "")
    before = _COMMA_BEFORE.search(text[:start])
    return TextEdit(before.start(), end, "") if before else "it is the only key"
