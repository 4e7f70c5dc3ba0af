"""The grammar of suppressions: `# kpi: ignore[rule-name, …] until 2026-12-31 reason`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.documents.comments import comments
from kpicli.models.period import parse_date
from kpicli.source import Span
from kpicli.workspace import is_quiet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpicli.documents.comments import Comment
    from kpicli.source import SourceFile

FORM = "# kpi: ignore[rule-name] reason"
"""How a suppression is written."""

_SIGN = re.compile(r"(?<!\S)#[ \t]*kpi:[ \t]*ignore(?!\w)")
_WHOLE = re.compile(
    r"#[ \t]*kpi:[ \t]*ignore(?P<file>-file)?[ \t]*\[(?P<names>[^\[\]]*)\](?P<words>.*)", re.DOTALL
)
_NAME = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_UNTIL = re.compile(r"[\s:,;(]*until\s+(?P<date>\d\S*)")
# Marks of other programs may follow in the same comment; `#412` is no such mark.
_NEXT = re.compile(r"\s#(?=\s|kpi:)")
_LEAD = re.compile(r"[\s:,;.)\-\u2013\u2014]+")

_DATES = "write year-month-day, such as `until 2026-12-31`"
_BELOW_A_KEY = (
    "`ignore-file` stands below the first key",
    "put it on a line of its own at the top of the file",
)
_NOTHING_BELOW = (
    "nothing stands below the suppression at its indentation",
    "put it above a key or list item and indent it alike, or at the end of a line",
)


class Suppression(Struct, frozen=True):
    """One suppression: which rules it names and where, for which lines, how long, and why.

    `lines` is None for the whole file. `problem` and `remedy` say why it holds for nothing.
    `text` is what stands at `span`.
    """

    path: str
    span: Span
    names: tuple[tuple[str, Span], ...] = ()
    lines: range | None = range(0)
    until: date | None = None
    reason: str = ""
    problem: str = ""
    remedy: str = ""
    text: str = ""

    def is_expired(self, as_of: date) -> bool:
        """Whether the last day on which it holds is over."""
        return self.until is not None and as_of > self.until


def suppressions_in(source: SourceFile) -> tuple[Suppression, ...]:
    """The suppressions of a file, also those that hold for nothing, in the order of the text."""
    if is_quiet(source):
        return ()
    return tuple(_suppressions(source))


def _suppressions(source: SourceFile) -> Iterator[Suppression]:
    for comment in comments(source, _SIGN):
        text = source.text[comment.span.start : comment.span.end]
        read = suppression(source.path, text, comment.span.start)
        yield read if read.problem else _placed(read, comment)


def _placed(read: Suppression, comment: Comment) -> Suppression:
    if read.lines is None:
        return read if comment.is_head else _faulty(read.path, read.span, *_BELOW_A_KEY)
    if not comment.lines:
        return _faulty(read.path, read.span, *_NOTHING_BELOW)
    return replace(read, lines=comment.lines)


def suppression(path: str, text: str, offset: int = 0) -> Suppression:
    """The suppression that a comment's text begins with, for no lines or for the whole file.

    `offset` is where the text begins in its file. Where it cannot be read it has a `problem`.
    """
    own = text[: found.start()] if (found := _NEXT.search(text)) else text
    own = own.rstrip()
    span = Span(offset, offset + len(own))
    whole = _WHOLE.fullmatch(own)
    if whole is None or not whole["names"].strip(", \t"):
        return _faulty(path, span, "the suppression names no rule in brackets", f"write `{FORM}`")
    words, until = whole["words"], None
    if limit := _UNTIL.match(words):
        words, until = words[limit.end() :], parse_date(limit["date"].rstrip(".,:;)"))
        if until is None:
            return _faulty(path, span, f"`{limit['date']}` is not a date", _DATES)
    names = _names(whole["names"], offset + whole.start("names"))
    lines = None if whole["file"] else range(0)
    return Suppression(path, span, names, lines, until, _reason(words), text=own)


def _names(text: str, offset: int) -> tuple[tuple[str, Span], ...]:
    """The names in a bracket with their places, each once."""
    names: dict[str, Span] = {}
    for part in _NAME.finditer(text):
        names.setdefault(part[0], Span(offset + part.start(), offset + part.end()))
    return tuple(names.items())


def _reason(words: str) -> str:
    """The words that say something, without the sign that sets them off."""
    lead = _LEAD.match(words)
    reason = words[lead.end() :].rstrip() if lead else words.rstrip()
    return reason if re.search(r"\w", reason) else ""


def _faulty(path: str, span: Span, problem: str, remedy: str) -> Suppression:
    return Suppression(path, span, problem=problem, remedy=remedy)
