"""Smallest conflicts: QuickXplain (Junker 2004), which prefers what comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Refutes = Callable[[Sequence[int]], bool]


def smallest_conflict(
    background: Sequence[int], items: Sequence[int], refutes: Refutes
) -> tuple[int, ...]:
    """A set of items that is refuted together with a background, and no part of it is.

    The background and all items together are refuted. Of several sets it finds the one whose last
    item comes first. Takes about `2 k log(n/k)` checks for k of n items.
    """
    if not items or refutes(background):
        return ()
    return tuple(sorted(_among(tuple(background), (), tuple(items), refutes)))


def _among(
    background: tuple[int, ...], added: tuple[int, ...], items: tuple[int, ...], refutes: Refutes
) -> tuple[int, ...]:
    """The part of a smallest conflict that is among the items; `added` is new in the background."""
    if added and refutes(background):
        return ()
    if len(items) == 1:
        return items
    half = len(items) // 2
    first, second = items[:half], items[half:]
    later = _among((*background, *first), first, second, refutes)
    sooner = _among((*background, *later), later, first, refutes)
    return (*sooner, *later)
