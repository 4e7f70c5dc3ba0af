"""Unquoted scalars that were met before: goal files repeat their keys, dates and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents.values import resolve

if TYPE_CHECKING:
    from collections.abc import Callable

MERGE = "<<"

_MOST_REMEMBERED = 8192
_LONGEST_REMEMBERED = 40


class Memo(dict[str, "str | None"]):
    """Texts with what they mean, worked out when first asked for; its size is bounded."""

    def __init__(self, meaning: Callable[[str], str | None]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, text: str) -> str | None:
        value = self._meaning(text)
        if len(text) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[text] = value
        return value


def _key(text: str) -> str | None:
    return None if text == MERGE or resolve(text) is None else text


SCALARS = Memo(resolve)
"""Unquoted values by their text: None, `Boolean`, `Number` or `str`."""

KEYS = Memo(_key)
"""Unquoted keys by their text; None for a null and for the merge key."""
