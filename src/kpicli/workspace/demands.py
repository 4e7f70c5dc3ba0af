"""What KPIs demand of the metrics that move theirs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.constraints.forks import Demand
from kpicli.constraints.levers import Pulls, Reach, pulls_on
from kpicli.models.choices import Aggregation, Direction
from kpicli.workspace.influences import influences_of
from kpicli.workspace.related import related_kpis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.models.period import DateRange
    from kpicli.workspace.definition import Definition
    from kpicli.workspace.workspace import Workspace

_WAYS = (Direction.INCREASE, Direction.DECREASE, Direction.COMPLETE)
_MOST_WAYS, _FEWEST_WAYS = 240_000, 40
"""How many ways are followed from all metrics together, and at least from each."""


class Puller(Struct, frozen=True):
    """A KPI that wants its metric to rise (+1) or to fall (-1).

    One that `drives` is not there yet; any other only guards what is reached.
    """

    kpi: Definition[Kpi]
    metric: str
    sign: int
    drives: bool
    period: DateRange | None


class PullsOn(Struct, frozen=True):
    """The question what moves each KPI's metric, by metric and then by what acts."""

    reach: Reach

    def __call__(self, workspace: Workspace) -> Mapping[str, Pulls]:
        """The answer for all metrics that KPIs pull on, each found when it is asked for.

        Where these are many, fewer ways of each are followed, so that all together stay bounded.
        """
        return _Found(workspace, self.reach)


class _Found(dict[str, Pulls]):
    """What moves each metric."""

    def __init__(self, workspace: Workspace, reach: Reach) -> None:
        super().__init__()
        self._workspace, self._reach = workspace, reach
        self._least_reach = replace(reach, most=_FEWEST_WAYS)

    def __missing__(self, metric: str) -> Pulls:
        influences = influences_of(self._workspace)
        found = pulls_on(metric, influences, self._least_reach)
        if found.is_bounded:
            found = pulls_on(metric, influences, self._shared_reach)
        self[metric] = found
        return found

    @cached_property
    def _shared_reach(self) -> Reach:
        """How far each metric is followed; few have so many ways that this has to be known."""
        metrics = _metrics_pulled_on(self._workspace)
        most = max(_FEWEST_WAYS, min(self._reach.most, _MOST_WAYS // max(len(metrics), 1)))
        return replace(self._reach, most=most)


class Demands(Struct, frozen=True):
    """The question what each KPI demands of each lever within reach."""

    reach: Reach

    def __call__(self, workspace: Workspace) -> tuple[Demand, ...]:
        """All demands, in the order of KPIs and levers."""
        return tuple(self._each(workspace))

    def _each(self, workspace: Workspace) -> Iterator[Demand]:
        pulls = workspace.remembered(PullsOn(self.reach))
        for puller in pullers(workspace).values():
            yield from demands_of(puller, pulls)


def demands_of(puller: Puller, pulls: Mapping[str, Pulls]) -> Iterator[Demand]:
    """What a KPI demands of each lever within reach, in the order of levers."""
    for pull in pulls[puller.metric].by_source.values():
        yield Demand(puller.kpi.id, puller.sign * pull.sign, pull)


def pullers(workspace: Workspace) -> Mapping[str, Puller]:
    """The related KPIs that pull their metric somewhere, by id and in the order of ids."""
    return workspace.remembered(_pullers)


def department_of(workspace: Workspace, kpi: Definition[Kpi]) -> str:
    """The KPI's department, else its team as it is named, empty without one."""
    return workspace.department(kpi) or kpi.model.team or ""


def _pullers(workspace: Workspace) -> Mapping[str, Puller]:
    found = (_puller(workspace, kpi) for kpi in related_kpis(workspace))
    return {puller.kpi.id: puller for puller in found if puller is not None}


def _metrics_pulled_on(workspace: Workspace) -> set[str]:
    """The metrics that any active KPIs pull somewhere, related or not."""
    active = (kpi for kpi in workspace.live_kpis if not kpi.model.is_draft)
    found = (_puller(workspace, kpi) for kpi in active)
    return {puller.metric for puller in found if puller is not None}


def _puller(workspace: Workspace, kpi: Definition[Kpi]) -> Puller | None:
    commitment, metric = workspace.commitment(kpi), workspace.metric(kpi)
    if commitment is None or metric is None:
        return None
    sign = commitment.direction.sign or _way_into(commitment)
    if not sign:
        return None
    drives = _drives(commitment, metric.model.aggregation)
    return Puller(kpi, metric.id, sign, drives, workspace.period(kpi))


def _way_into(commitment: Commitment) -> int:
    """Where a range lies from the baseline, 0 where it is inside or not known."""
    baseline: Decimal | None = commitment.baseline
    if baseline is None or commitment.is_met_by(baseline):
        return 0
    return 1 if commitment.low is not None and baseline <= commitment.low else -1


def _drives(commitment: Commitment, aggregation: Aggregation) -> bool:
    """Whether the baseline misses the target; without one, whether the direction is a way to go.

    A floor under a total is a way to go, too: a total starts at 0.
    """
    if commitment.baseline is not None:
        return not commitment.is_met_by(commitment.baseline)
    is_floor = commitment.direction is Direction.AT_LEAST
    return commitment.direction in _WAYS or (is_floor and aggregation is Aggregation.SUM)
