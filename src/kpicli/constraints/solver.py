"""What a solver of somebody else's has to offer, for what our own search leaves undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kpicli.constraints.conflict import Verdict
    from kpicli.constraints.system import System


class Answer(Struct, frozen=True):
    """What a solver says of a system; `conflict` only where exact arithmetic proves it."""

    verdict: Verdict
    values: Mapping[str, Decimal] = field(default_factory=dict)
    """Values by variable that are to satisfy everything; whoever asked checks them."""


class Solver(Protocol):
    """Somebody else's solver; the same system always gets the same answer."""

    @property
    def name(self) -> str:
        """What people call it."""

    def answer(self, system: System) -> Answer:
        """What it says of all equations and facts of a system within the steps that it has."""
