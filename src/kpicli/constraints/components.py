"""The parts of a network that have nothing to do with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.constraints.network import Network


class Connected(Struct, frozen=True):
    """Variables that primitives connect, and those primitives, by number and rising."""

    variables: tuple[int, ...]
    primitives: tuple[int, ...]


def connected(network: Network) -> tuple[Connected, ...]:
    """The parts of a network, by their first variable; constants connect nothing."""
    is_constant = [low == high for low, high in network.domains]
    seen = bytearray(is_constant)
    return tuple(
        _around(network, start, seen) for start in range(len(is_constant)) if not seen[start]
    )


def _around(network: Network, start: int, seen: bytearray) -> Connected:
    """All that a variable is connected to."""
    variables, primitives, waiting = [], set[int](), [start]
    seen[start] = 1
    while waiting:
        x = waiting.pop()
        variables.append(x)
        for index in network.watchers[x]:
            if index not in primitives:
                primitives.add(index)
                waiting += _unseen(network, index, seen)
    return Connected(tuple(sorted(variables)), tuple(sorted(primitives)))


def _unseen(network: Network, index: int, seen: bytearray) -> Iterator[int]:
    for x in network.primitives[index].variables:
        if not seen[x]:
            seen[x] = 1
            yield x
