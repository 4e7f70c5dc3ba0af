"""Where a request points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.server.mentions import Mention, mention_at
from kpicli.source import Span

if TYPE_CHECKING:
    from datetime import date

    from kpicli.server.repository import Repository
    from kpicli.source import SourceFile

_WORD = re.compile(r"[A-Za-z0-9_.]*")


class Cursor(Struct, frozen=True):
    """A file of a goal repository, an offset in its text, and the day that counts as today."""

    repository: Repository
    path: str
    source: SourceFile
    offset: int
    day: date

    @property
    def mention(self) -> Mention | None:
        """The id under the cursor."""
        return mention_at(self.repository.mentions(self.path), self.offset)

    @property
    def word(self) -> Span:
        """The place of the letters, digits, dots and underscores around the cursor."""
        text, start = self.source.text, self.offset
        while start > 0 and _WORD.fullmatch(text[start - 1]):
            start -= 1
        found = _WORD.match(text, self.offset)
        return Span(start, found.end() if found else self.offset)
