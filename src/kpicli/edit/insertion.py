"""A new key in a mapping of a goal file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.edit.outlined import is_aliased, own_entries
from kpicli.edit.text_edit import (
    TextEdit,
    ends_its_line,
    leads_its_line,
    line_above,
    line_start,
    lines_below,
)

if TYPE_CHECKING:
    from kpicli.documents.nodes import Entry, Node
    from kpicli.edit.outlined import Outlined

_USUAL_STEP = 2
_COMMA = re.compile(r"[ \t]*,")


def insert(file: Outlined, mapping: Node, after: Entry | None, pair: str) -> TextEdit:
    """A key with its value behind an entry, or before the first one.

    A comment above an entry stays with it.
    """
    if mapping.style == "flow":
        return _into_flow(file, mapping, after, pair)
    first = own_entries(mapping)[0][1]
    line = _indent(file, first) + pair
    if after is not None:
        return lines_below(file.text, file.end(after), line)
    return lines_below(file.text, _header(file, first.key.start), line)


def append_block(file: Outlined, mapping: Node, key: str, pair: str) -> TextEdit:
    """A key, and below it a pair of its own, at the end of an item in block style."""
    indent = _indent(file, own_entries(mapping)[0][1])
    inner = indent + " " * step(file, mapping)
    return lines_below(file.text, file.end_of_item(mapping), f"{indent}{key}:", inner + pair)


def append(file: Outlined, mapping: Node, pair: str) -> TextEdit:
    """A key with its value behind all entries of a mapping that has some."""
    last = max((entry for _, entry in own_entries(mapping)), key=file.end)
    return insert(file, mapping, last, pair)


def fill(file: Outlined, value: Node, text: str) -> TextEdit:
    """A text where a value is empty, with a blank before it."""
    at = value.start
    lead = "" if file.text[at - 1] == " " else " "
    return TextEdit(at, at, lead + text)


def step(file: Outlined, mapping: Node) -> int:
    """How far mappings within a mapping are indented; two where there are none."""
    for _, entry in own_entries(mapping):
        inner = entry.value
        if inner.is_mapping and inner.style == "block" and inner.first and not is_aliased(entry):
            return file.column(inner.first.start) - file.column(entry.key.start)
    return _USUAL_STEP


def _indent(file: Outlined, entry: Entry) -> str:
    """Blanks up to a key, or to the question mark before it."""
    start = entry.key.start
    before = file.text[line_start(file.text, start) : start].rstrip(" ")
    return " " * (len(before) - 1 if before.endswith("?") else file.column(start))


def _header(file: Outlined, first: int) -> int:
    """The end of the last line above an offset that is neither blank nor a comment."""
    source = file.source
    number = source.position(first).line - 1
    while number > 1 and source.line(number).strip()[:1] in {"", "#"}:
        number -= 1
    return source.offset_of_line(number) + len(source.line(number))


def _into_flow(file: Outlined, mapping: Node, after: Entry | None, pair: str) -> TextEdit:
    text = file.text
    if not mapping.entries:
        inside = text.index("{", mapping.start) + 1
        return TextEdit(inside, inside, pair)
    if after is None:
        first = own_entries(mapping)[0][1].key.start
        if leads_its_line(text, first):
            return line_above(text, first, f"{text[line_start(text, first) : first]}{pair},")
        return TextEdit(first, first, f"{pair}, ")
    end = file.end(after)
    comma = _COMMA.match(text, end)
    start = after.key.start
    if comma and leads_its_line(text, start) and ends_its_line(text, comma.end()):
        return lines_below(text, end, f"{text[line_start(text, start) : start]}{pair},")
    return TextEdit(end, end, f", {pair}")
