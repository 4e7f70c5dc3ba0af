"""What a goal file defines, as a tree of symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.sections import SECTIONS
from kpicli.server.mentions import root_of, scalar_span
from kpicli.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.documents.nodes import Node
    from kpicli.source import SourceFile

_NESTED = "kpis"


class Symbol(Struct, frozen=True):
    """Something that a file defines: its section, name and title, its place and that of its name.

    `within` are the KPIs that an objective holds.
    """

    section: str
    name: str
    title: str
    whole: Span
    place: Span
    within: tuple[Symbol, ...] = ()


def symbols(source: SourceFile) -> tuple[Symbol, ...]:
    """The definitions of a file in the order of the text, as far as that can be read."""
    root = root_of(source)
    if root is None:
        return ()
    found = (
        symbol
        for section in SECTIONS
        if (entry := root.entries.get(section)) is not None
        for symbol in _items(source.text, section, entry.value)
    )
    return tuple(sorted(found, key=lambda symbol: symbol.whole))


def _items(text: str, section: str, node: Node) -> Iterator[Symbol]:
    for item in node.items:
        if item.is_mapping and item.entries:
            yield _symbol(text, section, item)


def _symbol(text: str, section: str, item: Node) -> Symbol:
    whole = Span(item.start, max(len(text[: _end(item)].rstrip()), item.start))
    named = item.entries.get("between" if section == "tensions" else "id")
    place = _place(named.value, whole) if named else Span(whole.start, whole.start)
    nested = item.entries.get(_NESTED) if section == "objectives" else None
    return Symbol(
        section,
        _name(text, section, item),
        _text(text, item, "name" if section == "people" else "title"),
        whole,
        place,
        tuple(_items(text, _NESTED, nested.value)) if nested else (),
    )


def _end(node: Node) -> int:
    """Where a node ends; one in block style ends for the parser where the next one begins."""
    if node.style != "block":
        return node.end
    parts = [*(entry.value for entry in node.entries.values()), *node.items]
    ends = [_end(part) for part in parts if part.start >= node.start]
    return max([*ends, *(entry.key.end for entry in node.entries.values())], default=node.end)


def _place(node: Node, whole: Span) -> Span:
    """The place of a name, within the whole as editors demand."""
    start = min(max(node.start, whole.start), whole.end)
    return Span(start, min(max(node.end, start), whole.end))


def _name(text: str, section: str, item: Node) -> str:
    if section != "tensions":
        return _text(text, item, "id") or "?"
    between = item.entries.get("between")
    goals = between.value.items if between else ()
    return " ↔ ".join(text[slice(*_ends(text, goal))] for goal in goals) or "?"


def _text(text: str, item: Node, key: str) -> str:
    entry = item.entries.get(key)
    if entry is None or entry.value.items or entry.value.is_mapping:
        return ""
    return text[slice(*_ends(text, entry.value))].strip()


def _ends(text: str, node: Node) -> tuple[int, int]:
    span = scalar_span(text, node)
    return span.start, span.end
