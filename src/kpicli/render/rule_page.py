"""A rule's page for the terminal, from the Markdown that it is written in."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, assert_never

from kpicli.render.text import cell_width, escaped, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.render.theme import Style

_WIDEST = 100
_INDENT, _TITLE_INDENT, _CODE_INDENT = " " * 2, " " * 4, " " * 6
_FENCE = re.compile(r"(`{3,})\w*(?: (before))?(?: title=\"([^\"]*)\")?\s*\Z")
_HEADING = re.compile(r"#{1,6} +")
_ITEM = re.compile(r"( *)(?:[-*]|\d+\.) +")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_INLINE = re.compile(r"`[^`]+`|\*\*[^*]+\*\*")


class _Kind(Enum):
    HEADING = auto()
    TEXT = auto()
    ITEM = auto()
    TITLE = auto()
    CODE = auto()
    BLANK = auto()


def rule_page(markdown: str, style: Style) -> str:
    """The page: headings at the margin, text wrapped and indented, code indented further.

    Headings, fenced blocks, lists and paragraphs are known; whatever else stands there is text.
    """
    blocks = _joined(_read(markdown.splitlines()))
    return "".join(f"{line}\n" for kind, text in blocks for line in _drawn(kind, text, style))


def _read(lines: Iterable[str]) -> Iterator[tuple[_Kind, str]]:
    """Each line with what it is; the lines of fences are left out but for their titles.

    Of two blocks that show a change, the first is called `before` and the second `now`.
    """
    fence, earlier = "", False
    for line in lines:
        opening = _FENCE.match(line)
        if fence:
            if line.strip() == fence:
                fence = ""
            else:
                yield _Kind.CODE, line
        elif opening:
            fence = opening[1]
            words = (opening[3], opening[2] or ("now" if earlier else None))
            if title := " ".join(filter(None, words)):
                yield _Kind.TITLE, title
            earlier = bool(opening[2])
        else:
            yield _kind(line), line


def _kind(line: str) -> _Kind:
    if not line.strip():
        return _Kind.BLANK
    if _HEADING.match(line):
        return _Kind.HEADING
    return _Kind.ITEM if _ITEM.match(line) else _Kind.TEXT


def _joined(lines: Iterable[tuple[_Kind, str]]) -> Iterator[tuple[_Kind, str]]:
    """The lines of each paragraph and of each item of a list as one."""
    waiting: tuple[_Kind, str] | None = None
    for kind, line in lines:
        if waiting and kind is _Kind.TEXT:
            waiting = waiting[0], f"{waiting[1]} {line.strip()}"
            continue
        if waiting:
            yield waiting
        waiting = (kind, line) if kind in {_Kind.TEXT, _Kind.ITEM} else None
        if not waiting:
            yield kind, line
    if waiting:
        yield waiting


def _drawn(kind: _Kind, text: str, style: Style) -> Iterator[str]:
    match kind:
        case _Kind.HEADING:
            yield style.paint(Role.STRONG, escaped(_HEADING.sub("", text)))
        case _Kind.TITLE:
            yield style.paint(Role.PATH, f"{_TITLE_INDENT}{escaped(text)}")
        case _Kind.CODE:
            code = escaped(text.replace("\t", "    ")).rstrip(" ")
            yield style.paint(Role.CODE, f"{_CODE_INDENT}{code}") if code else ""
        case _Kind.BLANK:
            yield ""
        case _Kind.TEXT | _Kind.ITEM:
            yield from _paragraph(text, style)
        case _:
            assert_never(kind)


def _paragraph(text: str, style: Style) -> Iterator[str]:
    """A paragraph or an item of a list, whose further lines stand under its first word."""
    item = _ITEM.match(text)
    lead = _INDENT + (item[0] if item else "")
    room = min(style.columns, _WIDEST) - cell_width(lead)
    words = escaped(_LINK.sub(r"\1 (\2)", text[item.end() :] if item else text))
    first, *rest = wrapped(words, max(room, 1))
    yield lead + _inline(first, style)
    yield from (" " * len(lead) + _inline(line, style) for line in rest)


def _inline(text: str, style: Style) -> str:
    return _INLINE.sub(lambda found: _painted(found[0], style), text)


def _painted(text: str, style: Style) -> str:
    if text.startswith("`"):
        return style.paint(Role.CODE, text)
    return style.paint(Role.STRONG, text.strip("*"))
