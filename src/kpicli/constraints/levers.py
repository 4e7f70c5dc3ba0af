"""What moves a result: the ways that lead back from it along signed influences.

It knows nothing of goals: names stand for whatever influences each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Influence:
    """What a source does to a result: more of it raises it (+1) or lowers it (-1), or either (0).

    `strength` lies between 0 and 1. An `exact` influence is a total: it already counts everything
    that exact influences further back do. It is `proved` where the sign is more than an opinion.
    """

    source: str
    sign: int
    strength: Decimal
    exact: bool = False
    proved: bool = False


Influences = Callable[[str], Sequence[Influence]]
"""Tells what acts on a result."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far ways are followed: hops, the least strength, and how many are kept for a hop."""

    hops: int = 3
    least: Decimal = Decimal("0.3")
    most: int = 400


class Pull(NamedTuple):
    """How a source moves a result by its strongest way, and how strong the strongest other way is.

    `path` leads from the source to the result, both included. `against` is the strength of the
    strongest way of the other sign, 0 without one.
    """

    sign: int
    strength: Decimal
    path: tuple[str, ...]
    against: Decimal
    is_proved: bool

    @property
    def source(self) -> str:
        """What acts."""
        return self.path[0]

    @property
    def is_ambiguous(self) -> bool:
        """Whether the other sign has half the strength or more, so that neither is sure."""
        return self.against * 2 >= self.strength


class _Way(NamedTuple):
    """A way while it grows; `path` begins at its source."""

    strength: Decimal
    path: tuple[str, ...]
    sign: int
    is_exact: bool = False
    is_proved: bool = False


def pulls_on(result: str, influences: Influences, reach: Reach) -> Mapping[str, Pull]:
    """What moves a result, by name and with the result itself; what has no stronger sign is out.

    A strength is the product along the way. Of ways to one source the strongest of each sign
    counts, and of equal ones the shorter.
    """
    frontier = [_Way(Decimal(1), (result,), 1)]
    best: dict[tuple[str, int], _Way] = {(result, 1): frontier[0]}
    for _ in range(reach.hops):
        frontier = _extended(frontier, influences, reach, best)
        for way in frontier:
            known = best.get((way.path[0], way.sign))
            if known is None or way.strength > known.strength:
                best[way.path[0], way.sign] = way
    return {
        name: pull for name in sorted({name for name, _ in best}) if (pull := _pull(name, best))
    }


def _extended(
    frontier: Sequence[_Way],
    influences: Influences,
    reach: Reach,
    best: Mapping[tuple[str, int], _Way],
) -> list[_Way]:
    """The strongest ways one hop longer: one for each source, sign and last influence.

    A way that is no stronger than a shorter one to the same place leads nowhere further, unless
    what that one ended with bars it from going on.
    """
    found: dict[tuple[str, int, bool], _Way] = {}
    for way in frontier:
        for influence in influences(way.path[0]):
            strength = way.strength * influence.strength
            if strength < reach.least or (influence.exact and way.is_exact):
                continue
            if influence.source in way.path:
                continue
            for sign in (influence.sign,) if influence.sign else (1, -1):
                key = (influence.source, way.sign * sign, influence.exact)
                known = found.get(key) or best.get(key[:2])
                if known and known.strength >= strength and known.is_exact <= influence.exact:
                    continue
                path = (influence.source, *way.path)
                is_proved = influence.proved and len(path) == 2  # noqa: PLR2004 - one hop
                found[key] = _Way(strength, path, key[1], influence.exact, is_proved)
    ranked = sorted(found.values(), key=lambda way: (-way.strength, way.path, way.sign))
    return ranked[: reach.most]


def _pull(name: str, best: Mapping[tuple[str, int], _Way]) -> Pull | None:
    up, down = best.get((name, 1)), best.get((name, -1))
    if up and down and up.strength == down.strength:
        return None
    way = max((way for way in (up, down) if way), key=lambda way: way.strength)
    other = down if way is up else up
    against = other.strength if other else Decimal(0)
    return Pull(way.sign, way.strength, way.path, against, way.is_proved)
