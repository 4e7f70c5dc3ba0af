"""What stands around the cursor in a goal file, by indentation: the text need not be YAML yet."""

from __future__ import annotations

import re
from enum import Enum, auto

from msgspec import Struct, field

from kpicli.server.flow import Flow

_KEY = re.compile(
    r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s#\"'\[\]{},&*!|>%@`-][^:#]*?|-[^\s:#][^:#]*?)[ \t]*:(?=\s|\Z)"
)
_DASH = re.compile(r"-(?=[ \t]|\Z)[ \t]*")
_BLOCK_HEADER = re.compile(r"(?:[&!]\S+[ \t]+)*[|>][-+0-9]*[ \t]*(?:#.*)?\Z")
_COMMENT = re.compile(r"(?:\A|(?<=\s))#")
_BLANK = re.compile(r"[ \t]*")


class Part(Enum):
    """What a word at the cursor would be."""

    KEY = auto()
    VALUE = auto()
    ITEM = auto()
    """An item of a list in block style: a value, or the first key of a mapping."""
    COMMENT = auto()
    TEXT = auto()
    """Inside of a block scalar."""


class Spot(Struct, frozen=True):
    """What stands around an offset.

    `keys` lead to the mapping that the cursor is in, or to the value; indexes are left out. `start`
    is where the word, or the whole value, before the cursor begins. `present` are the keys that
    the mapping has above the cursor; `column` is that of the word, from 0.
    """

    part: Part
    keys: tuple[str, ...]
    start: int
    word: str
    present: frozenset[str] = frozenset()
    column: int = 0


class _Level(Struct):
    """A mapping or a list item that is open: its column, and the key that was read last."""

    column: int
    key: str | None
    present: set[str] = field(default_factory=set)


def spot_at(text: str, offset: int) -> Spot:
    """What stands around an offset; only the text before it counts."""
    return _Reader(text[:offset]).read()


class _Reader:
    """Goes down the lines before the cursor."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._levels: list[_Level] = []
        self._scalar: int | None = None
        """The column of the key whose block scalar goes on."""
        self._flow: Flow | None = None

    def read(self) -> Spot:
        spot = Spot(Part.KEY, (), 0, "")
        start = 0
        for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", self._text):
            spot = self._line(line.rstrip("\r\n") if line.endswith(("\n", "\r")) else line, start)
            start += len(line)
        if self._text.endswith(("\n", "\r")):
            spot = self._line("", start)
        return spot

    def _line(self, line: str, start: int) -> Spot:
        """Reads a line; what its end is."""
        indent = len(line) - len(line.lstrip(" \t"))
        if self._scalar is not None:
            if indent > self._scalar or not line.strip():
                return Spot(Part.TEXT, self._keys(), start, "")
            self._scalar = None
        if self._flow is not None:
            return self._in_flow(line, start)
        return self._in_block(line, start)

    def _in_flow(self, line: str, start: int) -> Spot:
        flow = self._flow
        assert flow is not None, "a flow collection is open"
        flow.read(line, start)
        if flow.is_closed:
            self._flow = None
            return Spot(Part.COMMENT if flow.in_comment else Part.VALUE, self._keys(), start, "")
        if flow.in_comment:
            return Spot(Part.COMMENT, self._keys(), start, line.strip())
        keys = (*self._keys(), *flow.keys)
        part = Part.KEY if flow.expects_key else Part.VALUE
        present = frozenset(flow.present)
        return Spot(part, keys, flow.word_start, flow.word, present, flow.word_start - start)

    def _in_block(self, line: str, start: int) -> Spot:
        at = _end(_BLANK, line, 0)
        is_item = False
        while dash := _DASH.match(line, at):
            self._close(at)
            self._levels.append(_Level(at, None))
            at, is_item = dash.end(), True
        rest = line[at:]
        if rest.startswith("#"):
            return Spot(Part.COMMENT, self._keys(), start + at, rest)
        key = _KEY.match(line, at)
        if key:
            return self._after_key(line, start, at, key)
        if rest[:1] in {"{", "["}:
            return self._open_flow(rest, start + at)
        if not rest.strip() and not is_item:
            return self._fresh(line, start)
        if is_item:
            return Spot(Part.ITEM, self._keys(), start + at, rest, frozenset(), at)
        self._close(at)
        present = self._present(at)
        return Spot(Part.KEY, self._keys(), start + at, rest, present, at)

    def _fresh(self, line: str, start: int) -> Spot:
        """A line with nothing on it yet: the cursor's column tells where a key would stand."""
        column = len(line)
        open_here = [level for level in self._levels if level.column < column]
        top = next((level for level in self._levels if level.column >= column), None)
        keys = tuple(level.key for level in open_here if level.key is not None)
        present = frozenset(top.present) if top and top.column == column else frozenset()
        return Spot(Part.KEY, keys, start + column, "", present, column)

    def _after_key(self, line: str, start: int, at: int, key: re.Match[str]) -> Spot:
        self._close(at)
        name = key["key"].strip("\"'")
        level = self._level(at)
        level.key = name
        level.present.add(name)
        value = _end(_BLANK, line, key.end())
        rest = line[value:]
        if _BLOCK_HEADER.match(rest):
            # A block scalar may be indented no deeper than its key's parent.
            self._scalar = at
            return Spot(Part.VALUE, self._keys(), start + value, rest)
        if rest[:1] in {"{", "["}:
            return self._open_flow(rest, start + value)
        comment = None if rest[:1] in {'"', "'"} else _COMMENT.search(rest)
        if comment:
            begin = value + comment.start()
            return Spot(Part.COMMENT, self._keys(), start + begin, rest[comment.start() :])
        return Spot(Part.VALUE, self._keys(), start + value, rest, frozenset(), value)

    def _open_flow(self, rest: str, start: int) -> Spot:
        self._flow = Flow()
        return self._in_flow(rest, start)

    def _close(self, column: int) -> None:
        """Ends all that is deeper than a column, and a list item at that very column."""
        while self._levels and self._levels[-1].column > column:
            self._levels.pop()
        if self._levels and self._levels[-1].column == column and self._levels[-1].key is None:
            self._levels.pop()

    def _level(self, column: int) -> _Level:
        if not self._levels or self._levels[-1].column != column:
            self._levels.append(_Level(column, None))
        return self._levels[-1]

    def _present(self, column: int) -> frozenset[str]:
        """The keys of the mapping at a column, whose last key is over: another one begins."""
        if self._levels and self._levels[-1].column == column:
            level = self._levels[-1]
            found = frozenset(level.present)
            level.key = None
            return found
        return frozenset()

    def _keys(self) -> tuple[str, ...]:
        return tuple(level.key for level in self._levels if level.key is not None)


def _end(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found else start
