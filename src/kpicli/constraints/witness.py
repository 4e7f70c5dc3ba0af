"""Points that satisfy a network: inputs are chosen, the rest follows, and all of it is checked."""

from __future__ import annotations

from enum import Enum, auto
from math import inf, isfinite, isinf
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.linear import Linear
from kpicli.constraints.propagation import Until

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.constraints.primitives import Primitive
    from kpicli.constraints.propagation import Propagation
    from kpicli.constraints.trail import Limit

_STEPS_EACH = 100
_FEW_STEPS = 500
_ATTEMPTS = 6
_NEAR = 0.05
_FAR = (30.0, 1e3, 1e6)
"""How far into an open end values are tried, in the size of the end that there is."""
_AGREEMENT = 1e-9
"""How closely numbers agree that count as equal, relative to them."""
_NOISE = 1e-14
"""How closely sums agree, relative to their terms."""
_REACH = 1e9
"""How much greater than all bounds a value may be; beyond, sums lose the bounds' digits."""


class Leaning(Enum):
    """Which value of an interval is tried first."""

    MIDDLE = auto()
    LOW = auto()
    HIGH = auto()


_REACHES = {Leaning.MIDDLE: 1e4, Leaning.LOW: 1e4, Leaning.HIGH: _REACH}
"""Far values are tried last: their sums have few digits left for the bounds."""


def find_witness(propagation: Propagation, limits: Sequence[Limit]) -> Sequence[float] | None:
    """A value for each variable that satisfies primitives and limits to 1e-9, if it finds one.

    It tries the middle of all inputs at once, then fixes them in groups that it halves where they
    contradict. The propagation has run without conflict; it is left as it is.
    """
    if values := point(propagation, limits):
        return values
    for leaning in Leaning:
        dive = propagation.copy()
        dive.reach, dive.patience = _farthest(limits, _REACHES[leaning]), 0
        dive.steps = _STEPS_EACH * len(dive.network.primitives) + _FEW_STEPS
        if _fixed(dive, leaning) and (values := point(dive, limits)):
            return values
    return None


def point(propagation: Propagation, limits: Sequence[Limit]) -> Sequence[float] | None:
    """The point with every input in the middle of its bounds, if it satisfies everything."""
    found = middle(propagation)
    variables, primitives = range(len(found.values)), range(len(propagation.network.primitives))
    return found.values if found.satisfies(variables, primitives, limits) else None


class Middle(Struct, frozen=True):
    """The point with every input in the middle of its bounds, whatever it satisfies."""

    values: Sequence[float]
    sizes: Mapping[int, float]
    """Against which the values of sums are to be judged."""
    broken: AbstractSet[int]
    """The primitives that do not hold there."""

    def satisfies(
        self, variables: Iterable[int], primitives: Iterable[int], limits: Sequence[Limit]
    ) -> bool:
        """Whether it lies near enough and a part of the network and these limits hold there."""
        if not self.broken.isdisjoint(primitives):
            return False
        farthest = _farthest(limits, _REACH)
        if not all(abs(self.values[x]) <= farthest for x in variables):
            return False
        return all(_holds(limit, self.values, self.sizes) for limit in limits)


def middle(propagation: Propagation) -> Middle:
    """The middle of what is left of all inputs, and what follows from it."""
    network, low, high = propagation.network, propagation.low, propagation.high
    values = [_middle_of(*pair) for pair in zip(low, high, strict=True)]
    broken, sizes = set[int](), dict[int, float]()
    for index, primitive in enumerate(network.primitives):
        value = primitive.value(values)
        if value is None or not isfinite(value):
            broken.add(index)
            continue
        result, size = primitive.variables[0], _size(primitive, values)
        if index in network.defining:
            values[result], sizes[result] = value, size
        elif not _agree(values[result], value, size):
            broken.add(index)
    return Middle(values, sizes, broken)


def _middle_of(low: float, high: float) -> float:
    return _tried(low, high, Leaning.MIDDLE)[0]


def _farthest(limits: Sequence[Limit], reach: float) -> float:
    """How far from 0 a value may be, in the size of the greatest bound."""
    ends = (abs(end) for limit in limits for end in (limit.low, limit.high) if abs(end) != inf)
    return reach * max((1.0, *ends))


def _fixed(dive: Propagation, leaning: Leaning) -> bool:
    """Whether all inputs could be fixed one after the other without a conflict.

    They are fixed in groups, which grow while that goes well and shrink where it does not; what
    suited one interval is tried first on the next of its kind.
    """
    inputs, at, length = dive.network.inputs, 0, 1
    favoured = {True: 0, False: 0}
    while at < len(inputs):
        group = inputs[at : at + length]
        if _fixes(dive, group, favoured, leaning):
            at, length = at + len(group), length * 2
        elif not dive.steps:
            return False
        elif len(group) > 1:
            length = len(group) // 2
        elif _fixes_otherwise(dive, group, favoured, leaning):
            at += 1
        else:
            return False
    return True


def _fixes_otherwise(
    dive: Propagation, group: Sequence[int], favoured: dict[bool, int], leaning: Leaning
) -> bool:
    """Tries the values that are not favoured on a single input, and favours one that suits."""
    is_endless = _is_endless(dive, group[0])
    for attempt in range(_ATTEMPTS):
        other = {**favoured, is_endless: attempt}
        if attempt != favoured[is_endless] and _fixes(dive, group, other, leaning):
            favoured[is_endless] = attempt
            return True
    return False


def _fixes(
    dive: Propagation, group: Sequence[int], favoured: Mapping[bool, int], leaning: Leaning
) -> bool:
    """Fixes inputs at the favoured values, or leaves everything as it was."""
    mark = dive.mark()
    for x in group:
        choices = _tried(dive.low[x], dive.high[x], leaning)
        value = choices[min(favoured[_is_endless(dive, x)], len(choices) - 1)]
        dive.choose(x, value, value)
    dive.run(Until.CONFLICT)
    if dive.steps and not dive.clashes:
        return True
    dive.undo(mark)
    return False


def _is_endless(dive: Propagation, x: int) -> bool:
    return isinf(dive.low[x]) or isinf(dive.high[x])


def _tried(low: float, high: float, leaning: Leaning) -> tuple[float, ...]:
    """The values to try between two bounds, the likeliest first."""
    if low == high:
        return (low,)
    if isinf(low) and isinf(high):
        return 1.0, 0.0, -1.0, 1000.0, -1000.0, 1e6
    if isinf(high):
        reach = max(abs(low), 1.0)
        near = low + _NEAR * abs(low) if low else 1.0
        return _leaning((near, low, *(low + far * reach for far in _FAR)), leaning)
    if isinf(low):
        reach = max(abs(high), 1.0)
        far = (high - far * reach for far in _FAR)
        near = high - _NEAR * abs(high) if high else -1.0
        return _leaning((near, high - _FAR[0] * reach, high, *far), leaning)
    width = high / 2 - low / 2
    return _leaning((low + width, low, high, low + width / 2, high - width / 2), leaning)


def _leaning(choices: tuple[float, ...], leaning: Leaning) -> tuple[float, ...]:
    if leaning is Leaning.MIDDLE:
        return choices
    first = 1 if leaning is Leaning.LOW else 2
    return (choices[first], *choices[:first], *choices[first + 1 :])


def _holds(limit: Limit, values: Sequence[float], sizes: Mapping[int, float]) -> bool:
    value, size = values[limit.variable], sizes.get(limit.variable, 0.0)
    is_above = limit.low == -inf or value >= limit.low or _agree(value, limit.low, size)
    return is_above and (
        limit.high == inf or value <= limit.high or _agree(value, limit.high, size)
    )


def _agree(left: float, right: float, size: float) -> bool:
    """Whether two numbers are equal but for rounding, in sums of terms of a size."""
    return abs(left - right) <= max(_AGREEMENT * max(abs(left), abs(right)), _NOISE * size)


def _size(primitive: Primitive, values: Sequence[float]) -> float:
    return primitive.size(values) if isinstance(primitive, Linear) else 0.0
