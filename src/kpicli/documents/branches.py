"""The branches of a tree that routes lead along, so that nothing need be built of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.source import Key, Route


class Branch(Struct, frozen=True):
    """What is asked for below a node, by the next step; everything where `steps` is None."""

    steps: dict[Key, Branch] | None

    def under(self, step: Key | None) -> Branch | None:
        """What is asked for below a step, or below a key without a name; None for nothing."""
        if self.steps is None:
            return self
        return None if step is None else self.steps.get(step)

    def of_mapping(self) -> Branch:
        """The same for a mapping: one that stands for a list of one is its own first item."""
        return EVERYTHING if self.steps and 0 in self.steps else self

    def of_sequence(self) -> Branch:
        """The same for a sequence: one of names has its items under these."""
        by_name = self.steps and any(isinstance(step, str) for step in self.steps)
        return EVERYTHING if by_name else self


EVERYTHING = Branch(None)


def branches(text: str, routes: Iterable[Route]) -> Branch:
    """What routes ask for in a text; everything where aliases or merges may lead elsewhere."""
    if "<<" in text or ("&" in text and "*" in text):
        return EVERYTHING
    root = Branch({})
    for route in routes:
        _grow(root, route.keys)
    return root


def _grow(branch: Branch, keys: Iterable[Key]) -> None:
    for key in keys:
        if branch.steps is not None:
            branch = branch.steps.setdefault(key, Branch({}))
