"""The nodes of a text with their places, for the few files that something is said about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator


class Node(Struct, eq=False):
    """A value and where it starts and ends, in characters.

    `style` is that of a scalar (a quote, `|`, `>` or nothing), `alias` where an alias leads
    nowhere, or `block` or `flow`. `first` is what a collection begins with in the text.
    """

    start: int
    end: int
    style: str
    is_mapping: bool = False
    first: Node | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    bases: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def entry(self, key: str) -> Entry | None:
        """What stands under a key, here or in a mapping that is merged here."""
        seen: set[int] = set()
        ahead = [self]
        while ahead:
            node = ahead.pop()
            if key in node.entries:
                return node.entries[key]
            if id(node) not in seen:
                seen.add(id(node))
                ahead += reversed(list(node.merged()))
        return None

    def merged(self) -> Iterator[Node]:
        """The mappings merged here, the one that wins first."""
        for base in self.bases:
            yield from [base] if base.is_mapping else base.items


class Entry(Struct, frozen=True):
    """A key with its value; of a repeated key, the last value. `first` is where it stood first."""

    key: Node
    value: Node
    first: Node


class Repeat(Struct, frozen=True):
    """A key that its mapping had already."""

    name: str
    key: Node
    first: Node
