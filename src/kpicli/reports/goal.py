"""One goal as a report shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.models.choices import Direction
from kpicli.models.goal import Kpi
from kpicli.models.thresholds import Thresholds
from kpicli.progress.finality import next_value_due
from kpicli.progress.outlook import forecast_of
from kpicli.progress.staleness import age_in_days
from kpicli.reports.plan import Plan, plan_of
from kpicli.reports.reached import Reached, is_reached, reached
from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from kpicli.models.commitment import Commitment
    from kpicli.models.period import DateRange
    from kpicli.progress.forecast import Forecast
    from kpicli.progress.goals import GoalProgress
    from kpicli.progress.status import ProgressStatus
    from kpicli.reports.movement import Movement
    from kpicli.workspace import AnyGoal, Definition, Workspace


class GoalReport(Struct, frozen=True):
    """One goal in a report; texts are empty and numbers none where they do not apply.

    `actual` is the last measurement inside the period, `value` what progress is taken from: the
    same, or of a flow the total so far. `target` is a number, two bounds, or true for `complete`;
    with `is_strict` the number itself does not meet it.
    `progress` and `expected` are raw fractions, `score` is clamped to 0..1. `history` holds the
    measurements up to the as-of date, `age` is the days since the last one in the period.
    `preset_value` is the figure that the report's preset judges by, where it has one of its own,
    `preset_gauge` the same on its other scale. `thresholds` are those that count for this goal.
    `next_due` is when the next value is due by the `cadence`, which may be over.
    `uncounted` names the contributors whose link adds nothing. `movement` is there where the
    report compares with an earlier day. `forecast` is only there where the report looks ahead,
    `plan` also where the target is reached.
    """

    id: str
    kind: str
    title: str
    team: str
    owner: str
    level: str
    period: DateRange | None
    period_label: str
    direction: str
    unit: str
    baseline: Decimal | None
    target: Decimal | tuple[Decimal, Decimal] | bool | None
    actual: Decimal | None
    actual_on: date | None
    value: Decimal | None
    progress: Decimal | None
    score: Decimal | None
    expected: Decimal | None
    status: ProgressStatus
    coverage: Decimal
    forecast: Forecast | None
    contributes_to: tuple[str, ...]
    contributors: tuple[str, ...]
    history: tuple[tuple[date, Decimal], ...]
    description: str = ""
    perspective: str = ""
    department: str = ""
    owner_name: str = ""
    reviewed: date | None = None
    age: int | None = None
    uncounted: tuple[str, ...] = ()
    plan: Plan | None = None
    movement: Movement | None = None
    preset_value: Decimal | None = None
    preset_gauge: Decimal | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    reached: Reached | None = None
    is_strict: bool = False
    cadence: str = ""
    next_due: date | None = None


def goal_report(
    goal: Definition[AnyGoal],
    workspace: Workspace,
    progress: GoalProgress,
    movement: Movement | None = None,
    *,
    looks_ahead: bool = True,
) -> GoalReport:
    """The report on a goal of a workspace.

    To look ahead takes longer than all the rest: tables that show neither forecast nor plan do not.
    """
    model, last = goal.model, progress.last
    kpi: Definition[Kpi] | None = goal if isinstance(model, Kpi) else None  # type: ignore[assignment]
    commitment = workspace.commitment(kpi) if kpi else None
    owner = workspace.owner(goal) or ""
    plan = plan_of(kpi, workspace) if kpi and (looks_ahead or is_reached(progress)) else None
    below = workspace.cascade.contributors(goal.id)
    return GoalReport(
        id=goal.id,
        kind="kpi" if kpi else "objective",
        title=model.title,
        team=model.team or "",
        owner=owner,
        level=workspace.level(goal) or "",
        period=workspace.period(goal),
        period_label=model.period.text if model.period else "",
        direction=commitment.direction if commitment else "",
        unit=workspace.unit(kpi) if kpi else "",
        baseline=commitment.baseline if commitment else None,
        target=_target(commitment),
        actual=last.value if last else None,
        actual_on=last.day if last else None,
        value=progress.value,
        progress=progress.attainment,
        score=progress.score,
        expected=progress.expected,
        status=progress.status,
        coverage=progress.coverage,
        forecast=forecast_of(kpi, workspace) if kpi and looks_ahead else None,
        contributes_to=tuple(link.parent for link in workspace.cascade.parents(goal.id)),
        contributors=tuple(link.child for link in below),
        history=_history(kpi, workspace),
        description=model.description or "",
        perspective=model.perspective or "",
        department=workspace.department(goal) or "",
        owner_name=_name(owner, workspace),
        reviewed=model.reviewed,
        age=age_in_days(last.day, workspace.as_of) if last else None,
        uncounted=tuple(link.child for link in below if not link.counts),
        plan=plan,
        movement=movement,
        preset_value=progress.figure,
        preset_gauge=progress.gauge,
        thresholds=workspace.context_of(goal).thresholds,
        reached=reached(progress, commitment, plan, workspace.period(goal)),
        is_strict=commitment is not None and commitment.strict,
        cadence=(kpi.model.cadence or "") if kpi else "",
        next_due=next_value_due(kpi, progress.value, workspace) if kpi else None,
    )


def _history(kpi: Definition[Kpi] | None, workspace: Workspace) -> tuple[tuple[date, Decimal], ...]:
    if kpi is None:
        return ()
    known = workspace.series_to_date(kpi)
    return tuple(zip(known.days, known.values, strict=True))


def _target(commitment: Commitment | None) -> Decimal | tuple[Decimal, Decimal] | bool | None:
    if commitment is None:
        return None
    if commitment.direction is Direction.COMPLETE:
        return True
    if commitment.target is not None:
        return commitment.target
    if commitment.low is None or commitment.high is None:
        return None
    return commitment.low, commitment.high


def _name(owner: str, workspace: Workspace) -> str:
    if owner.startswith(TEAM_PREFIX):
        team = workspace.teams.get(owner.removeprefix(TEAM_PREFIX))
        return (team.model.title or "") if team else ""
    person = workspace.people.get(owner)
    return (person.model.name or "") if person else ""
