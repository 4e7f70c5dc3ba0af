"""The way to a node of a document."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Key = str | int
"""One step: the key of a mapping or the index of a sequence."""


class Route(Struct, frozen=True, gc=False):
    """The keys that lead from a document's root to a node, and which part of it is meant.

    `part` is `value` for the node itself or `key` for the key that it stands under.
    """

    keys: tuple[Key, ...] = ()
    part: Literal["value", "key"] = "value"

    def child(self, *keys: Key) -> Route:
        """The route to a value further down."""
        return Route((*self.keys, *keys))

    def as_key(self) -> Route:
        """The same route, meaning the key instead of the value."""
        return Route(self.keys, "key")
