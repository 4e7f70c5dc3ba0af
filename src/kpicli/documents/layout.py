"""How the lines around a place in a text are laid out."""

import re

from kpicli.source import Span

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


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
