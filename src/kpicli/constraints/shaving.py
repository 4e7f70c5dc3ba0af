"""Taking from a divisor's interval the halves that combinations refute, until nothing is left.

What a sum of rows sees of a product depends on how wide its factors are. Where it does not see
enough of the whole, it may of a half, and above all of one on which a divisor has one sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kpicli.constraints.combination import MOST_PRIMITIVES, contradiction
from kpicli.constraints.halving import child, halves, width
from kpicli.constraints.primitives import Quotient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.constraints.propagation import Propagation


class Shaved(NamedTuple):
    """Whether nothing is left, and how many halves were asked about."""

    is_refuted: bool
    asked: int


def shave(root: Propagation, most: int) -> Shaved:
    """Asks whether a combination refutes all of a propagation, or about so many halves of it."""
    if len(root.network.primitives) > MOST_PRIMITIVES:
        return Shaved(is_refuted=False, asked=0)
    if contradiction(root):
        return Shaved(is_refuted=True, asked=0)
    divisors = sorted({p.below for p in root.network.primitives if isinstance(p, Quotient)})
    box, asked, is_narrower = root, 0, True
    while is_narrower:
        is_narrower = False
        for x in divisors:
            if not width(root, box, x):
                continue
            if asked >= most:
                return Shaved(is_refuted=False, asked=asked)
            cases = list(_cases(box, x))
            # Halves that propagation refutes cost little, but not nothing.
            asked += max(1, len(cases))
            left = [case for case in cases if not contradiction(case)]
            if not left:
                return Shaved(is_refuted=True, asked=asked)
            if len(left) == 1:
                box, is_narrower = left[0], True
    return Shaved(is_refuted=False, asked=asked)


def _cases(box: Propagation, x: int) -> Iterator[Propagation]:
    """The halves of a divisor's interval that propagation leaves: its signs, if it has both."""
    low, high = box.low[x], box.high[x]
    both = ((low, 0.0), (0.0, high)) if low < 0.0 < high else halves(low, high)
    cases = (child(box, x, *ends) for ends in both)
    return (case for case in cases if not case.clashes)
