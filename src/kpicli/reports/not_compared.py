"""What a difference leaves out, since a side of it cannot be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.hidden import is_hidden, lacks_values
from kpicli.history.renames import few_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.reports.diff import State
    from kpicli.workspace import Definition, Workspace

_KINDS = ("goals", "metrics", "teams", "people")


def not_compared(old: Workspace, new: Workspace, before: State, after: State) -> Iterator[str]:
    """A sentence for each side and each reason, the earlier side first."""
    for side, other, state in ((old, new, before), (new, old, after)):
        missing = _hidden(side, other)
        absent, hidden = missing & side.absent.keys(), missing - side.absent.keys()
        if absent:
            yield f"Not compared, since they are not checked out: {few_named(absent)}"
        if hidden:
            unclear = f"they cannot be understood in {_place(state)}"
            yield f"Not compared, since {unclear}: {few_named(hidden)}"
        values = [
            kpi.id
            for kpi in side.measured.in_csv
            if kpi.id in other.goals and lacks_values(kpi, side)
        ]
        if values:
            unread = f"their CSV file cannot be read in {_place(state)}"
            yield f"Values not compared, since {unread}: {few_named(values)}"
    doubled = old.doubled_ids | new.doubled_ids
    if doubled:
        yield f"Not compared, since they are defined twice on a side: {few_named(doubled)}"


def uncertain(old: Workspace, new: Workspace) -> frozenset[str]:
    """The goals of which it is not known on some side how they stand, and those above them."""
    found: set[str] = set()
    for side, other in ((old, new), (new, old)):
        found |= {kpi.id for kpi in side.measured.in_csv if lacks_values(kpi, side)}
        found |= {kpi.id for kpi in side.kpis_with("metric") if _has_hidden_metric(kpi, side)}
        found |= side.broken_ids | side.goals_with_broken_contributors
        found |= {key for key in other.goals.keys() - side.goals.keys() if side.may_be_unread(key)}
    for side in (old, new):
        found |= side.cascade.served_by(found & side.goals.keys())
    return frozenset(found)


def _hidden(side: Workspace, other: Workspace) -> set[str]:
    """The ids that the other side has, and this one only seems not to have."""
    found = {*side.broken_ids}
    for kind in _KINDS:
        missing = getattr(other, kind).keys() - getattr(side, kind).keys()
        found |= {key for key in missing if is_hidden(kind, key, side)}
    return found


def _has_hidden_metric(kpi: Definition[Kpi], side: Workspace) -> bool:
    """Whether a KPI's metric could not be understood: how its values add up is not known then."""
    metric = kpi.model.metric
    if metric is None or metric in side.metrics:
        return False
    return is_hidden("metrics", metric, side)


def _place(state: State) -> str:
    return state.name if state.commit else f"the {state.name}"
