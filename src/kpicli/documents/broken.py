"""The one error that reading YAML raises, whichever parser reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

FORBIDDEN = "forbidden character"
INVALID_CHARACTER = "invalid Unicode character"

# Compiled where it is needed: that takes longer than reading a few files, and few files need it.
_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


class BrokenTextError(Exception):
    """The text is not YAML: `problem` at `offset`, met in a part that was opened at `opened`.

    Problem and context are in the parser's words; offsets count characters from 0.
    """

    def __init__(self, problem: str, offset: int, context: str = "", opened: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset
        self.context = context
        self.opened = opened


def forbidden_character(text: str) -> BrokenTextError | None:
    """The error for the first character that YAML does not allow anywhere, or none."""
    found = re.search(_FORBIDDEN, text)
    return BrokenTextError(FORBIDDEN, found.start()) if found else None


def from_parser(error: MarkedYAMLError) -> BrokenTextError:
    """The error that a parser raised, in one shape."""
    mark, opened = error.problem_mark, error.context_mark
    offset = mark.index if mark else 0
    start = opened.index if opened else offset
    return BrokenTextError(error.problem or "", offset, error.context or "", start)
