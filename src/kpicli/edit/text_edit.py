"""Changes to a text at offsets, and the lines around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAK = re.compile(r"\r\n|\r|\n")


class TextEdit(NamedTuple):
    """A text that takes the place of what stands from `start` to `end`, in characters."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[TextEdit]) -> str:
    """The text after the edits, which do not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset starts."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def newline_at(text: str, offset: int) -> str:
    r"""The line break that ends the line of an offset, else the first of the text, else `\n`."""
    found = _BREAK.search(text, offset) or _BREAK.search(text)
    return found[0] if found else "\n"


def lines_below(text: str, offset: int, *lines: str) -> TextEdit:
    """The lines below the line of an offset; a text without a last line break stays so."""
    newline = newline_at(text, offset)
    content = newline.join(lines)
    found = _BREAK.search(text, offset)
    if found is None:
        return TextEdit(len(text), len(text), newline + content)
    return TextEdit(found.end(), found.end(), content + newline)


def line_above(text: str, offset: int, line: str) -> TextEdit:
    """The line above the line of an offset."""
    start = line_start(text, offset)
    return TextEdit(start, start, line + newline_at(text, offset))


def leads_its_line(text: str, offset: int) -> bool:
    """Whether nothing but blanks stands before an offset in its line."""
    return not text[line_start(text, offset) : offset].strip(" ")


def ends_its_line(text: str, offset: int) -> bool:
    """Whether nothing but blanks and a comment stands behind an offset in its line."""
    found = _BREAK.search(text, offset)
    rest = text[offset : found.start() if found else len(text)]
    return re.fullmatch(r"[ \t]*(?:[ \t]#.*)?", rest) is not None
