"""Where the scalars, keys and list items of a text stand, for what is said between them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.source import Span

if TYPE_CHECKING:
    from kpicli.documents.nodes import Node


class Outline(Struct):
    """The scalars of a text, and its entries: keys with their values, and list items.

    Entries are in the order in which they begin, an outer one before those within.
    """

    scalars: list[Span] = field(default_factory=list)
    entries: list[Span] = field(default_factory=list)

    def is_content(self, offset: int) -> bool:
        """Whether a scalar takes in the offset."""
        before = bisect_right(self.scalars, offset, key=lambda scalar: scalar.start)
        return before > 0 and offset < self.scalars[before - 1].end

    def entry_after(self, offset: int) -> Span | None:
        """The outermost of the entries that begin first after the offset."""
        index = bisect_right(self.entries, offset, key=lambda entry: entry.start)
        return self.entries[index] if index < len(self.entries) else None

    def add_scalar(self, text: str, place: Span, style: str) -> None:
        """Add the scalar at a place: a comment may stand behind the sign of a block scalar."""
        self.scalars.append(Span(_content(text, place, style), place.end))

    def sort(self) -> None:
        """Bring the entries into their order."""
        self.entries.sort(key=lambda entry: (entry.start, -entry.end))


def outline_of(text: str, root: Node) -> Outline:
    """The outline of a text, given all of its nodes."""
    outline = Outline()
    _add(outline, text, root, 0)
    outline.sort()
    return outline


def _add(outline: Outline, text: str, node: Node, before: int) -> int:
    """Add a node and what it holds; the end of its text, or of the text before if it has none."""
    if node.style not in {"block", "flow"}:
        outline.add_scalar(text, Span(node.start, node.end), node.style)
        return node.end if node.end > node.start else before
    end = before
    for entry in node.entries.values():
        end = _add(outline, text, entry.key, end)
        end = _add(outline, text, entry.value, end)
        outline.entries.append(Span(entry.key.start, end))
    for item in node.items:
        end = _add(outline, text, item, end)
        outline.entries.append(Span(item.start, max(item.start, end)))
    return node.end if node.style == "flow" else end


def _content(text: str, place: Span, style: str) -> int:
    if style not in {"|", ">"}:
        return place.start
    indicator = text.index(style, place.start)
    breaks = (text.find(sign, indicator, place.end) for sign in "\r\n")
    return min((offset for offset in breaks if offset >= 0), default=place.end)
