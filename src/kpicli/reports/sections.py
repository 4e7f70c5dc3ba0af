"""The goals of a report, arranged."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Perspective
from kpicli.progress.status import ProgressStatus
from kpicli.reports.cascade import CascadeRow, cascade_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kpicli.reports.goal import GoalReport
    from kpicli.workspace import Workspace


class Grouping(StrEnum):
    """How the goals of a report are arranged."""

    CASCADE = "cascade"
    TEAM = "team"
    OWNER = "owner"
    PERSPECTIVE = "perspective"
    STATUS = "status"


class Order(StrEnum):
    """Which goals come first: by their ids, or those that need attention."""

    USUAL = "usual"
    ATTENTION = "attention"


class Section(Struct, frozen=True):
    """Some rows of a report under a heading; the heading of a cascade is empty.

    A heading that is a status or a perspective is one of the enum.
    """

    heading: str
    rows: tuple[tuple[GoalReport, CascadeRow | None], ...]


NEEDS_ATTENTION = (
    ProgressStatus.OFF_TRACK,
    ProgressStatus.MISSED,
    ProgressStatus.STALE,
    ProgressStatus.AT_RISK,
)
"""The statuses that need attention, the most urgent first."""

_NOBODY = "nobody"
_NO_TEAM = "no team"
_NO_PERSPECTIVE = "no perspective"
_URGENT, _OTHERS = "needs attention", "all others"
_URGENCY = {
    status: rank
    for rank, status in enumerate((*NEEDS_ATTENTION, *ProgressStatus))
    if rank < len(NEEDS_ATTENTION) or status not in NEEDS_ATTENTION
}


def sections(
    goals: Mapping[str, GoalReport], workspace: Workspace, by: Grouping, order: Order
) -> Iterator[Section]:
    """The sections of a report; in the order of attention, a cascade becomes two plain lists."""
    ordered = sorted(goals.values(), key=urgency) if order is Order.ATTENTION else goals.values()
    match by:
        case Grouping.CASCADE if order is Order.ATTENTION:
            yield from _grouped(ordered, _attention, (_URGENT, _OTHERS))
        case Grouping.CASCADE:
            rows = cascade_report(workspace, shown=frozenset(goals)).rows
            yield Section("", tuple((goals[row.node.id], row) for row in rows))
        case Grouping.TEAM:
            titles = {key: team.model.title for key, team in workspace.teams.items()}
            yield from _grouped(
                ordered, lambda goal: _named(goal.team, titles.get(goal.team)) or _NO_TEAM
            )
        case Grouping.OWNER:
            yield from _grouped(
                ordered, lambda goal: _named(goal.owner, goal.owner_name) or _NOBODY
            )
        case Grouping.PERSPECTIVE:
            yield from _grouped(ordered, _perspective, (*Perspective, _NO_PERSPECTIVE))
        case Grouping.STATUS:
            yield from _grouped(ordered, lambda goal: goal.status, tuple(ProgressStatus))


def urgency(goal: GoalReport) -> tuple[int, Decimal, str]:
    """What sorts goals by how much they need attention: status, how far behind, and id."""
    behind = Decimal(0)
    if goal.score is not None and goal.expected is not None:
        behind = goal.score - min(goal.expected, Decimal(1))
    return _URGENCY[goal.status], behind, goal.id


def recognised(goals: Iterable[GoalReport]) -> list[GoalReport]:
    """What was reached: KPIs before objectives, the latest first."""
    return sorted((goal for goal in goals if goal.reached), key=_latest_first)


def _latest_first(goal: GoalReport) -> tuple[bool, int, str]:
    day = goal.reached.on if goal.reached else None
    return goal.kind != "kpi", -day.toordinal() if day else 0, goal.id


def _named(key: str, name: str | None) -> str:
    """An id with the name behind it, where there is one: `bea (Bea Novak)`."""
    return f"{key} ({name})" if key and name and name != key else key


def _attention(goal: GoalReport) -> str:
    return _URGENT if goal.status in NEEDS_ATTENTION else _OTHERS


def _perspective(goal: GoalReport) -> str:
    return Perspective(goal.perspective) if goal.perspective else _NO_PERSPECTIVE


def _grouped(
    goals: Iterable[GoalReport], heading: Callable[[GoalReport], str], order: tuple[str, ...] = ()
) -> Iterator[Section]:
    """A section for each heading, in the given order or, without one, in that of the words."""
    groups: dict[str, list[GoalReport]] = {}
    for goal in goals:
        groups.setdefault(heading(goal), []).append(goal)
    for name in order or sorted(groups):
        if name in groups:
            yield Section(name, tuple((goal, None) for goal in groups[name]))
