"""A quick reader for the form of YAML that goal files are nearly always written in.

It takes block mappings and lists, keys and scalars that are unquoted or quoted on one line,
unquoted text that goes on below, block scalars, collections in brackets, and comments. What
keeps it safe: a line that is not wholly of that form, a place where it may not stand, a key that
stands again, anchors, aliases, tags, merge keys and control characters make it give up, and
`construct` decides on the text, as it does on every finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpicli.documents.usual_blocks import block_scalar
from kpicli.documents.usual_flow import brackets_opened, flow_collection, without_comment
from kpicli.documents.usual_parts import HEADS, VALUES, More, UnsureError, text_of

if TYPE_CHECKING:
    from kpicli.documents.values import Value

LONGEST = 2_000_000
"""Characters of a text: as each value takes two of them, it cannot hold too many values."""

DEEPEST = 50
"""Levels of nesting; not more than `construct` allows."""

_MOST_TAKEN = 200_000
_TAKEN: Final[set[int]] = set()
"""Hashes of texts that were usual: where something is found in one, it is asked for again."""

_MORE: Final = More.MORE
_ASCII = bytes(range(ord(" "), 0x7F)) + b"\n"
_END = "\0"
_BLANK = frozenset({"", "#"})


def usual_data(text: str) -> dict[str, Value] | None:
    """The data of a text, the mapping at its root, or None where the text may not be usual.

    They are what `construct` makes of the text, which then has no findings. Never raises.
    """
    if len(text) > LONGEST:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not _is_printable(text):
        return None
    try:
        data = _Reader(text).document()
    except UnsureError:
        return None
    if data:
        remember_usual(hash(text))
    return data


def is_usual(text: str) -> bool:
    """Whether a text, its lines parted by line feeds alone, has any data, all in the usual form."""
    return hash(text) in _TAKEN or bool(usual_data(text))


def known_as_usual(text: str) -> int | None:
    """What a copy of this process tells the others of a text that it found usual."""
    return known if (known := hash(text)) in _TAKEN else None


def remember_usual(known: int) -> None:
    """Takes what another process found usual."""
    if len(_TAKEN) >= _MOST_TAKEN:
        _TAKEN.clear()
    _TAKEN.add(known)


def _is_printable(text: str) -> bool:
    """Whether no character is a control character, an odd space, a surrogate or unknown."""
    # In bytes it takes a fifth of the time, as nearly all of them are ASCII.
    odd = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return not odd or odd.decode("utf-8", "surrogatepass").replace("\xa0", "").isprintable()


class _Reader:
    """Builds data from the lines that are left, of which the next one is the last in the list.

    Each collection takes the lines that begin in its column, and leaves the first one that does
    not to what is around it: where that fits nowhere, lines are left at the end.
    """

    __slots__ = ("_lines",)

    def __init__(self, text: str) -> None:
        self._lines = [*text.split("\n"), _END]
        self._lines.reverse()

    def document(self) -> dict[str, Value]:
        if self._peek().startswith("---"):
            marker = self._lines.pop()
            if marker[3:4] not in {"", " "} or not _is_blank(marker[3:]):
                raise UnsureError
        data = {} if self._peek() is _END else self._mapping(0, DEEPEST)
        if self._peek() is not _END:
            raise UnsureError
        return data

    def _peek(self) -> str:
        """The next line that is neither blank nor a comment; those above it are gone."""
        lines = self._lines
        while _is_blank(lines[-1]):
            lines.pop()
        return lines[-1]

    def _mapping(self, column: int, levels: int) -> dict[str, Value]:
        lines = self._lines
        data: dict[str, Value] = {}
        before = ""
        while True:
            line = lines.pop()
            head, colon, behind = line.partition(":")
            at, name = HEADS[head]
            if at == column and colon:
                value = VALUES[behind]
                if name is None or name in data:
                    raise UnsureError
                data[name] = self._more(behind, column, levels) if value is _MORE else value
                before = behind
            elif _is_blank(line):
                before = ""
            else:
                lines.append(line)
                if _column(line) <= column:
                    return data
                data[next(reversed(data), "")] = self._text(before, column)

    def _list(self, column: int, levels: int) -> list[Value]:
        lines = self._lines
        margin = " " * column
        items: list[Value] = []
        while _column_of_dash(self._peek()) == column:
            # What stands behind the dash stands in its own column, as if on a line of its own.
            lines.append(f"{margin} {lines.pop()[column + 1 :]}")
            items.append(self._below(column, column + 1, levels))
        return items

    def _more(self, behind: str, column: int, levels: int) -> Value:
        """The value of a key in the column that is no scalar on its line."""
        text = behind.strip(" ")
        if text[:1] in _BLANK:
            return self._below(column, column, levels)
        return self._other(text, column, levels)

    def _below(self, column: int, first_dash: int, levels: int) -> Value:
        """The value that begins on the next line if that begins further right than the column.

        A list may begin in the column `first_dash`.
        """
        line = self._peek()
        at = _column(line)
        if line[at] == "-" and _column_of_dash(line) == at:
            return self._list(at, _less(levels)) if at >= first_dash else None
        if at <= column:
            return None
        head, colon, behind = line.partition(":")
        if colon and HEADS[head][0] == at and behind[:1] in {"", " "}:
            return self._mapping(at, _less(levels))
        text = self._lines.pop().strip(" ")
        value = VALUES[f" {text}"]
        if value is _MORE:
            return self._other(text, column, levels)
        return self._text(text, column) if self._goes_on(column) else value

    def _goes_on(self, column: int) -> bool:
        line = self._lines[-1]
        return not _is_blank(line) and _column(line) > column

    def _text(self, first: str, column: int) -> str | None:
        parts = [first.strip(" ")]
        while self._goes_on(column):
            parts.append(self._lines.pop().strip(" "))
        return text_of(parts)

    def _other(self, first: str, column: int, levels: int) -> Value:
        """A block scalar or a flow collection that belongs to the key or dash in the column."""
        if first[0] in {"|", ">"}:
            return block_scalar(first, self._block(column))
        if first[-1] not in {"]", "}"} or " #" in first:
            first = self._flow(first, column)
        return flow_collection(first, levels)

    def _flow(self, first: str, column: int) -> str:
        """The lines from the first one to the one that closes its brackets, with line breaks."""
        parts = [first]
        opened = brackets_opened(first)
        while opened > 0 and self._goes_on(column):
            parts.append(self._lines.pop().strip(" "))
            opened += brackets_opened(parts[-1])
        parts[-1] = without_comment(parts[-1])
        return "\n".join(parts)

    def _block(self, column: int) -> list[str]:
        """All lines up to the next one that begins no further right than the column."""
        lines = self._lines
        margin = " " * (column + 1)
        block: list[str] = []
        while lines[-1].startswith(margin) or not lines[-1].strip(" "):
            block.append(lines.pop())
        if lines[-1] is _END and block and block.pop() != "":
            raise UnsureError  # the last line does not end
        return block


def _is_blank(line: str) -> bool:
    return line.lstrip(" ")[:1] in _BLANK


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column_of_dash(line: str) -> int:
    """Where the dash of a list item begins the line, or -1."""
    text = line.lstrip(" ")
    return len(line) - len(text) if text[:1] == "-" and text[1:2] in {"", " "} else -1


def _less(levels: int) -> int:
    if not levels:
        raise UnsureError
    return levels - 1
