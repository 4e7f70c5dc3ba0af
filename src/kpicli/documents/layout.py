"""How the lines around a place in a text are laid out."""

import re

from kpicli.source import Span

_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like a plain one, as word processors and web pages write them."""
_ODD_SPACE = rf"[ \t{_ODD}]*?(?=[{_ODD}])|[ ]*(?:-[ ]+)*(?:-|[^:\s]*:)(?=[{_ODD}])"
_NO_DASH_SPACE = r"\s*-[A-Za-z_][\w.-]*:(?:\s|\Z)"
_NO_SPACE = r"\s*(?:- +)*[A-Za-z_][\w.-]*:[^\s/]"


def line_before(text: str, offset: int) -> str:
    """The part of the line that stands before the offset."""
    return text[_line_start(text, offset) : offset]


def previous_line(text: str, offset: int) -> Span:
    """The nearest line above that of the offset that is not blank; empty if there is none."""
    start = _line_start(text, offset)
    above = text[:start].rstrip()
    return Span(_line_start(text, len(above)), len(above))


def misses_space(line: str) -> bool:
    """Whether a line looks like `key:value`; an address such as `http://x` does not."""
    return re.match(_NO_SPACE, line) is not None


def misses_space_after_dash(line: str) -> bool:
    """Whether a line looks like `-key: value`."""
    return re.match(_NO_DASH_SPACE, line) is not None


def odd_space(text: str, offset: int) -> int | None:
    """Where an odd space stands in the line of the offset, or above it, in place of a plain one.

    It counts before the text of a line, and behind its first colon or a dash.
    """
    above = previous_line(text, offset)
    for start in (_line_start(text, offset), above.start):
        found = re.match(_ODD_SPACE, text[start:].partition("\n")[0])
        if found:
            return start + found.end()
    return None


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
