"""The nodes of a text in the usual form, as far as routes lead, without the events of a parser.

`is_usual` has taken the text, so its columns tell where each value ends: the entries of a block
begin in one column, and what belongs to an entry stands further right, or is a list in the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kpicli.documents.branches import Branch
from kpicli.documents.nodes import Entry, Node
from kpicli.documents.usual import is_usual
from kpicli.documents.usual_flow import NAMES, token_pattern
from kpicli.documents.usual_parts import HEADS, SCALAR, UnsureError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTHING: Final = Branch({})

# The start of a line that is neither blank nor a comment.
_CONTENT = re.compile(r"^ *(?=[^ #\n])", re.MULTILINE)
_INDENT = re.compile(r"\n( +)")
_ANY_KEY = r"(?=[^ #\n\-]|-[^ \n])"
_ANY_ITEM = r"(?=-(?:[ \n]|\Z))"


def usual_root(text: str, asked: Branch) -> Node | None:
    """The node at the root of a text, as `Composer` builds it; None where the text is unusual.

    Collections in block style are given no end of their own, as places need none. A text without
    any data is left to `Composer`, and so is one with line breaks of both kinds.
    """
    if "\r" in text:
        return _from_windows(text, asked)
    if not is_usual(text):
        return None
    begin = _content(text, 0, len(text))
    if text.startswith("---", begin):
        begin = _content(text, begin + 3, len(text))
    try:
        return _Reader(text).mapping(begin, len(text), asked)
    except UnsureError:
        return None


def _from_windows(text: str, asked: Branch) -> Node | None:
    plain = text.replace("\r\n", "\n")
    breaks = [found.start() for found in re.finditer("\n", plain)]
    is_sure = "\r" not in plain and len(text) - len(plain) == len(breaks)
    root = usual_root(plain, asked) if is_sure else None
    nodes = {id(node): node for node in _all_nodes(root)} if root else {}
    for node in nodes.values():
        node.start += bisect_left(breaks, node.start)
        node.end += bisect_left(breaks, node.end)
    return root


def _all_nodes(node: Node) -> Iterator[Node]:
    yield node
    if node.first:
        yield node.first
    for entry in node.entries.values():
        yield entry.key
        yield from _all_nodes(entry.value)
    for item in node.items:
        yield from _all_nodes(item)


def _content(text: str, start: int, stop: int) -> int:
    """Where the first line with content after a place has it; `stop` where there is none."""
    found = _CONTENT.search(text, start, stop)
    return found.end() if found else stop


class _Reader:
    """Builds nodes from where they begin to where they stop: what comes then is not theirs.

    A collection always gets its first part, as that is what it is found by.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def mapping(self, begin: int, stop: int, asked: Branch) -> Node:
        node = Node(begin, stop, "block", is_mapping=True)
        asked = asked.of_mapping()
        for start, end in self._entries(begin, stop, _ANY_KEY, asked):
            written = self._line(start, end).partition(":")[0]
            name = HEADS[written][1]
            below = asked.under(name)
            if node.first and not below:
                continue
            key, name = _key(written, start, name)
            node.first = node.first or key
            if below:
                node.entries[name] = Entry(key, self._value(key.end + 1, end, below), key)
        return node

    def _list(self, begin: int, stop: int, asked: Branch) -> Node:
        node = Node(begin, stop, "block")
        asked = asked.of_sequence()
        for start, end in self._entries(begin, stop, _ANY_ITEM, asked):
            below = asked.under(len(node.items)) or (None if node.items else _NOTHING)
            item = self._value(start + 1, end, below) if below else Node(start, end, "")
            node.first = node.first or item
            node.items.append(item)
        return node

    def _entries(
        self, begin: int, stop: int, sign: str, asked: Branch
    ) -> Iterator[tuple[int, int]]:
        """Where entries of a block begin, and where the next one does; the first may be enough."""
        column = begin - self._text.rfind("\n", 0, begin) - 1
        for found in re.compile("\n" + " " * column + sign).finditer(self._text, begin, stop):
            yield begin, found.start()
            if asked.steps == {}:
                return
            begin = found.end()
        yield begin, stop

    def _line(self, start: int, stop: int) -> str:
        """The rest of the line, without the spaces at its end."""
        end = self._text.find("\n", start, stop)
        return self._text[start : stop if end < 0 else end].rstrip(" ")

    def _value(self, after: int, stop: int, asked: Branch) -> Node:
        """What stands behind a colon or dash, on its line or below."""
        line = self._line(after, stop)
        text = line.lstrip(" ")
        begin = after + len(line) - len(text)
        if text[:1] in {"", "#"}:
            begin = _content(self._text, begin, stop)
            text = self._line(begin, stop)
        if not text:
            return Node(after, after, "")
        if text[0] == "-" and text[1:2] in {"", " "}:
            return self._list(begin, stop, asked)
        head, colon, behind = text.partition(":")
        if colon and behind[:1] in {"", " "} and not HEADS[head][0]:
            return self.mapping(begin, stop, asked)
        return self._leaf(begin, stop, text)

    def _leaf(self, begin: int, stop: int, line: str) -> Node:
        """A scalar, or a collection in brackets with all that it holds."""
        style = line[0]
        if style in {"[", "{"}:
            tokens = token_pattern().finditer(self._text, begin, stop)
            return _flow(next(tokens), tokens)
        if style in {"|", ">"}:
            return Node(begin, self._end_of_block(begin, stop), style)
        found = SCALAR.fullmatch(line)
        if found is None:
            raise UnsureError
        if found[2]:
            return Node(begin, begin + found.end(2), style)
        return Node(begin, self._end_of_text(begin + found.end(1), stop), "")

    def _end_of_text(self, end: int, stop: int) -> int:
        """The end of an unquoted text, given that of its first line."""
        for found in _CONTENT.finditer(self._text, end, stop):
            end = found.end() + len(self._line(found.end(), stop))
        return end

    def _end_of_block(self, begin: int, stop: int) -> int:
        """The end of a block scalar: the next line that stands less far right than its first."""
        first = _INDENT.search(self._text, begin, stop)
        if first is None:
            raise UnsureError
        less = re.compile(rf"\n {{0,{len(first[1]) - 1}}}[^ \n]")
        found = less.search(self._text, first.end(), stop)
        return found.start() if found else stop


def _key(written: str, start: int, name: str | None) -> tuple[Node, str]:
    if name is None:
        raise UnsureError
    return Node(start, start + len(written), _style(written)), name


def _style(written: str) -> str:
    return written[0] if written[0] in {"'", '"'} else ""


def _flow(token: re.Match[str], tokens: Iterator[re.Match[str]]) -> Node:
    """The scalar that a token is, or the collection in brackets that it opens."""
    opening, _, scalar = token.groups()
    if scalar:
        return Node(token.start(3), token.end(3), _style(scalar))
    node = Node(token.start(1), token.end(1), "flow", is_mapping=opening == "{")
    for inner in tokens:
        sign, written, _ = inner.groups()
        if sign in {"]", "}"}:
            node.end = inner.end(1)
            return node
        if written:
            key, name = _key(written, inner.start(2), NAMES[written])
            node.entries[name] = Entry(key, _flow(next(tokens), tokens), key)
        elif sign != ",":
            node.items.append(_flow(inner, tokens))
    raise UnsureError
