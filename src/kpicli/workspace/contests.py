"""Levers that two KPIs pull in opposite directions."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from kpicli.constraints.forks import Fork, opposed_forks
from kpicli.constraints.levers import Reach
from kpicli.workspace.demands import Demands, pullers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.workspace.demands import Puller
    from kpicli.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Contests:
    """The question which levers are contested: the best opposed fork of each pair of KPIs.

    Left out are pairs on one metric, where the targets themselves are opposed, and pairs of which
    one serves the other and is itself the lever, where the contribution is.
    """

    reach: Reach = field(default_factory=Reach)
    least: Decimal = Decimal("0.3")

    def __call__(self, workspace: Workspace) -> tuple[Fork, ...]:
        """The forks, the strongest first."""
        demands = workspace.remembered(Demands(self.reach))
        known = pullers(workspace)
        forks = opposed_forks(demands, self.least, partial(_are_rivals, known))
        return tuple(fork for fork in forks if not _is_contribution(workspace, known, fork))


def can_meet(one: Puller, other: Puller) -> bool:
    """Whether two KPIs can pull at one thing: in one slice, and at the same time.

    A KPI without a segment means every slice, one without a period any time.
    """
    first, second = one.kpi.model.segment, other.kpi.model.segment
    if first != second and first is not None and second is not None:
        return False
    if one.period is None or other.period is None:
        return True
    return one.period.start <= other.period.end and other.period.start <= one.period.end


def _are_rivals(known: Mapping[str, Puller], one: str, other: str) -> bool:
    if known[one].metric == known[other].metric:
        return False
    return can_meet(known[one], known[other])


def _is_contribution(workspace: Workspace, known: Mapping[str, Puller], fork: Fork) -> bool:
    one, other = fork.parties
    for child, parent in ((one, other), (other, one)):
        serves = any(link.parent == parent for link in workspace.cascade.parents(child))
        if serves and known[child].metric == fork.lever:
            return True
    return False
