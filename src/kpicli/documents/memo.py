"""Texts that were met before: goal files repeat their keys, dates and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kpicli.documents.values import resolve

if TYPE_CHECKING:
    from collections.abc import Callable

MERGE = "<<"

_MOST_REMEMBERED = 32_768
_LONGEST_REMEMBERED = 40

_Meaning = TypeVar("_Meaning")


class Memo(dict[str, _Meaning]):
    """Texts with what they mean, worked out when first asked for; its size is bounded."""

    def __init__(self, meaning: Callable[[str], _Meaning]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, text: str) -> _Meaning:
        value = self._meaning(text)
        if len(text) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[text] = value
        return value


def _key(text: str) -> str | None:
    return None if text == MERGE or resolve(text) is None else text


SCALARS: Memo[str | None] = Memo(resolve)
"""Unquoted values by their text: None, `Boolean`, `Number` or `str`."""

KEYS: Memo[str | None] = Memo(_key)
"""Unquoted keys by their text; None for a null and for the merge key."""
