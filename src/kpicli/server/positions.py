"""Places in a text as editors count them: lines from 0, columns in units of an encoding."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

if TYPE_CHECKING:
    from kpicli.source import SourceFile, Span

_BEYOND_ONE_UNIT = "\uffff"


class Encoding(StrEnum):
    """What one unit of a column is: a byte of UTF-8, two bytes of UTF-16, or a character."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class Place(Struct, frozen=True, order=True):
    """A line and a column, both from 0, the column in units of the client's encoding."""

    line: int
    column: int


def units(text: str, encoding: Encoding) -> int:
    """How many units a text takes; half of a surrogate pair, which no file holds, takes one."""
    if text.isascii():
        return len(text)
    match encoding:
        case Encoding.UTF8:
            return len(text.encode("utf-8", "surrogatepass"))
        case Encoding.UTF16:
            return len(text) + sum(character > _BEYOND_ONE_UNIT for character in text)
        case Encoding.UTF32:
            return len(text)
        case _:
            assert_never(encoding)


def place_of(source: SourceFile, offset: int, encoding: Encoding) -> Place:
    """The place of an offset in characters; an offset past the end gives the end."""
    position = source.position(offset)
    before = source.line(position.line)[: position.column - 1]
    return Place(position.line - 1, units(before, encoding))


def offset_of(source: SourceFile, place: Place, encoding: Encoding) -> int:
    """The offset in characters of a place.

    A column past the end of its line means that end, a line past the last one the end of the
    text, and a column inside of a character the start of it.
    """
    if place.line >= source.line_count:
        return len(source.text)
    number = max(place.line, 0) + 1
    return source.offset_of_line(number) + _characters(source.line(number), place.column, encoding)


def span_places(source: SourceFile, span: Span, encoding: Encoding) -> tuple[Place, Place]:
    """Where a span starts and ends."""
    return place_of(source, span.start, encoding), place_of(source, span.end, encoding)


def _characters(line: str, column: int, encoding: Encoding) -> int:
    if line.isascii() or encoding is Encoding.UTF32:
        return min(max(column, 0), len(line))
    taken = 0
    for index, character in enumerate(line):
        taken += units(character, encoding)
        if taken > column:
            return index
    return len(line)
