"""How much work the engine may do, counted in what it does, so that a run can be repeated."""

from __future__ import annotations

from msgspec import Struct


class Budget(Struct, frozen=True):
    """Limits of the search; none of them is a time."""

    boxes: int = 400
    """Cases looked at before facts that are neither refuted nor satisfied stay undecided."""
    hidden_boxes: int = 40
    """The same for what is left where a conflict was found already."""
    rounds: int = 4
    """How often conflicts are taken out to see what they hide."""
    give_boxes: int = 60
    """Cases looked at for one tried relaxation of a bound."""
    give_total: int = 600
    """Cases looked at for all relaxations of one bound."""
