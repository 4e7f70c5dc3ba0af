"""One goal whole: its numbers, what it serves and what serves it, its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Aggregation
from kpicli.models.goal import Kpi
from kpicli.models.preset import Preset
from kpicli.progress.goals import progress_of
from kpicli.reports.goal import GoalReport, goal_report
from kpicli.workspace.quantities import actuals_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from kpicli.models.actual import Actual
    from kpicli.models.parts import TargetChange
    from kpicli.progress.status import ProgressStatus
    from kpicli.reports.why import Verdict
    from kpicli.workspace import AnyGoal, Definition, Workspace

_LATEST = 3


class Neighbour(Struct, frozen=True):
    """Another goal: its progress, none where it is not known, and whether its link counts."""

    id: str
    kind: str
    title: str
    status: ProgressStatus
    score: Decimal | None
    expected: Decimal | None
    counts: bool = True


class Remark(Struct, frozen=True):
    """What somebody wrote beside a value: empty texts and none where nothing was."""

    key: str
    value: str
    note: str
    by: str
    confidence: Decimal | None
    status: str


class Change(Struct, frozen=True):
    """A deliberate change on the record, as it was written."""

    day: date
    field: str
    before: str
    after: str
    reason: str
    approved_by: str


class ShowReport(Struct, frozen=True):
    """One goal whole.

    `days_left` counts from the as-of date to the end of the period, which is in it; it is negative
    after it. `is_total` says that the values add up over the period. `remarks` are the latest
    values with something beside them, the latest first. `preset` decided the status.
    """

    as_of: date
    goal: GoalReport
    team_title: str
    stakeholders: tuple[str, ...]
    days_left: int | None
    is_total: bool
    parents: tuple[Neighbour, ...]
    contributors: tuple[Neighbour, ...]
    guardrails: tuple[Neighbour, ...]
    remarks: tuple[Remark, ...]
    changes: tuple[Change, ...]
    verdicts: tuple[Verdict, ...] = ()
    preset: Preset = Preset.DEFAULT


def show_report(workspace: Workspace, goal: Definition[AnyGoal]) -> ShowReport:
    """All there is to show about a goal but the findings about it."""
    model, period = goal.model, workspace.period(goal)
    team = workspace.teams.get(model.team or "")
    kpi: Definition[Kpi] | None = goal if isinstance(model, Kpi) else None  # type: ignore[assignment]
    known = _Neighbours(workspace)
    below, above = workspace.cascade.contributors(goal.id), workspace.cascade.parents(goal.id)
    guards = (key for key in model.guardrails if key in workspace.goals)
    return ShowReport(
        as_of=workspace.as_of,
        goal=goal_report(goal, workspace, progress_of(goal.id, workspace)),
        team_title=(team.model.title or "") if team else "",
        stakeholders=tuple(model.stakeholders),
        days_left=(period.end - workspace.as_of).days + 1 if period else None,
        is_total=kpi is not None and workspace.aggregation(kpi) is Aggregation.SUM,
        parents=tuple(known.of(link.parent, link.counts) for link in above),
        contributors=tuple(known.of(link.child, link.counts) for link in below),
        guardrails=tuple(known.of(key) for key in guards),
        remarks=tuple(_remarks(actuals_of(workspace, kpi))) if kpi else (),
        changes=tuple(map(_change, model.target_changes)),
        preset=workspace.context.preset,
    )


class _Neighbours(Struct, frozen=True):
    workspace: Workspace

    def of(self, key: str, counts: bool = True) -> Neighbour:  # noqa: FBT001, FBT002 - of a link
        goal, now = self.workspace.goals[key], progress_of(key, self.workspace)
        kind = "kpi" if isinstance(goal.model, Kpi) else "objective"
        return Neighbour(key, kind, goal.model.title, now.status, now.score, now.expected, counts)


def _remarks(actuals: Iterable[Actual]) -> Iterator[Remark]:
    """Of the latest values those that something stands beside."""
    latest = sorted(actuals, key=lambda part: part.key)[: -_LATEST - 1 : -1]
    for part in latest:
        if part.note or part.by or part.status or part.confidence is not None:
            value = part.value.text.strip()
            yield Remark(part.key, value, part.note, part.by, part.confidence, part.status or "")


def _change(change: TargetChange) -> Change:
    return Change(
        change.date,
        change.field,
        _text(change.before),
        _text(change.after),
        change.reason or "",
        change.approved_by or "",
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
