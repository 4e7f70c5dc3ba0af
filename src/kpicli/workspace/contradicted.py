"""Contributions that work against what they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.demands import PullsOn, pullers
from kpicli.workspace.influences import influences_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.constraints.levers import Pull, Reach
    from kpicli.workspace.cascade import Link
    from kpicli.workspace.demands import Puller
    from kpicli.workspace.workspace import Workspace


class Contradicted(Struct, frozen=True):
    """A KPI whose metric moves that of the KPI it serves the wrong way."""

    child: Puller
    parent: Puller
    link: Link
    pull: Pull
    is_formula: bool
    """Whether the last step is a formula."""

    @property
    def moves(self) -> int:
        """Where the parent's metric goes when the child does better."""
        return self.child.sign * self.pull.sign

    @property
    def is_proved(self) -> bool:
        """Whether arithmetic shows it, nothing that is declared speaks against it, and it is done.

        What a goal only guards may stay where it is: a cap on spending is no cut.
        """
        return self.child.drives and self.pull.is_proved and not self.pull.against


def contradicted(workspace: Workspace, reach: Reach) -> Iterator[Contradicted]:
    """The links between active KPIs of one segment where a sure influence has the wrong sign."""
    known, pulls = pullers(workspace), workspace.remembered(PullsOn(reach))
    clusters = clusters_of(workspace)
    for key, child in known.items():
        for link in workspace.cascade.parents(key):
            parent = known.get(link.parent)
            if parent is None or parent.metric == child.metric:
                continue
            cluster = clusters.get(parent.metric)
            if cluster is None or cluster is not clusters.get(child.metric):
                continue
            pull = pulls[parent.metric].by_source.get(child.metric)
            is_wrong = pull is not None and child.sign * pull.sign * parent.sign < 0
            if pull is None or not is_wrong or pull.is_ambiguous or _are_parted(child, parent):
                continue
            yield Contradicted(child, parent, link, pull, _is_formula(workspace, pull))


def _are_parted(child: Puller, parent: Puller) -> bool:
    return child.kpi.model.segment != parent.kpi.model.segment


def _is_formula(workspace: Workspace, pull: Pull) -> bool:
    """Whether the first step away from the source is a formula that explains its strength."""
    source, result = pull.path[:2]
    steps = [step for step in influences_of(workspace)(result) if step.source == source]
    return max(steps, key=lambda step: step.strength).exact
