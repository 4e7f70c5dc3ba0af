"""What was read from texts before: goal files repeat their keys, dates, ids and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

ReadT = TypeVar("ReadT")

_MOST_REMEMBERED = 131_072
_LONGEST_REMEMBERED = 80

_MADE: Final[list[Memo[Any]]] = []


def forget_texts() -> None:
    """Empties all memos: what they hold is a third of what is left of goal files once read."""
    for memo in _MADE:
        memo.clear()


class Memo(dict[str, ReadT]):
    """Texts with what a function reads from each, when first asked for; its size is bounded."""

    def __init__(self, read: Callable[[str], ReadT]) -> None:
        super().__init__()
        self._read = read
        _MADE.append(self)

    def __missing__(self, text: str) -> ReadT:
        plain = str(text)
        found = self._read(plain)
        if len(plain) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[plain] = found
        return found
