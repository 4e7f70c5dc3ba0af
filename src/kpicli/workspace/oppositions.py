"""Quantities that one KPI wants to increase and another to decrease."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Direction
from kpicli.workspace.claims import Claim, shared_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.constraints import Interval
    from kpicli.workspace.workspace import Workspace


class Opposition(Struct, frozen=True):
    """The claims on one quantity that raise it and those that lower it, in the order of ids."""

    metric: str
    raising: tuple[Claim, ...]
    lowering: tuple[Claim, ...]

    @property
    def highest(self) -> Claim:
        """The claim that raises it the furthest."""
        return max(self.raising, key=lambda claim: claim.interval.low or 0)

    @property
    def lowest(self) -> Claim:
        """The claim that lowers it the furthest."""
        return min(self.lowering, key=lambda claim: claim.interval.high or 0)

    @property
    def zone(self) -> Interval:
        """The values that meet all of them, empty where none does."""
        return self.highest.interval.intersection(self.lowest.interval)


def oppositions(workspace: Workspace) -> Iterator[Opposition]:
    """Each quantity that is pulled both ways though some values meet all its claims."""
    for key, claims in shared_claims(workspace):
        raising = tuple(claim for claim in claims if claim.direction is Direction.INCREASE)
        lowering = tuple(claim for claim in claims if claim.direction is Direction.DECREASE)
        if raising and lowering:
            found = Opposition(key.metric, raising, lowering)
            if not found.zone.is_empty:
                yield found
