"""The fenced blocks of a Markdown document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(
    r"(?:^<!-- (?P<comment>[^\n]*?) -->\n)?"
    r"^(?P<ticks>`{3,})(?P<language>[\w-]*)(?P<rest>[^\n`]*)\n(?P<text>.*?)^(?P=ticks)$",
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(r'title="([^"]+)"')
_NOT_RUN = "not run: "


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its opening line's language and title, its text, and where both stand.

    `comment` is the HTML comment on the line above, empty where there is none. `line` counts from
    1 and is that of the opening; `start` and `end` are the offsets of the text.
    """

    language: str
    title: str
    comment: str
    text: str
    line: int
    start: int
    end: int

    @property
    def reason(self) -> str:
        """Why the block is not executed, as `<!-- not run: … -->` says; empty without."""
        return self.comment.removeprefix(_NOT_RUN) if self.comment.startswith(_NOT_RUN) else ""


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a document in order; those that are indented are part of a list, and left."""
    for match in _FENCE.finditer(text):
        title = _TITLE.search(match["rest"])
        yield Block(
            language=match["language"],
            title=title[1] if title else "",
            comment=match["comment"] or "",
            text=match["text"],
            line=text.count("\n", 0, match.start("ticks")) + 1,
            start=match.start("text"),
            end=match.end("text"),
        )
