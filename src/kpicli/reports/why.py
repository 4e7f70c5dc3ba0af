"""The arithmetic of one goal: how its progress, its status and its roll-up come about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.goal import Kpi
from kpicli.models.preset import Preset
from kpicli.progress.goals import progress_of
from kpicli.progress.plan import plan_of
from kpicli.reports.steps import Part, Place, places_of
from kpicli.reports.why_commitment import commitment_part, period_steps
from kpicli.reports.why_plan import plan_part
from kpicli.reports.why_progress import expected_part, progress_part, ratio_of, value_part
from kpicli.reports.why_rollup import Contributor, contributors_of, rollup_part
from kpicli.reports.why_status import objective_ratio, status_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kpicli.findings import Label
    from kpicli.progress.goals import GoalProgress
    from kpicli.progress.status import ProgressStatus
    from kpicli.workspace import AnyGoal, Definition, Read, Workspace


class Verdict(Struct, frozen=True):
    """A finding about the goal, with its primary place and, where it is a proof, its steps.

    `help` is empty where there is none.
    """

    code: str
    rule: str
    severity: str
    message: str
    help: str
    place: Place
    steps: tuple[str, ...] = ()


class WhyReport(Struct, frozen=True):
    """One goal's arithmetic in the order in which it is done.

    `places` tells where each source of a step or a contributor stands. `verdicts` are findings
    about the goal. `preset` decided the status.
    """

    as_of: date
    id: str
    kind: str
    title: str
    status: ProgressStatus
    parts: tuple[Part, ...]
    contributors: tuple[Contributor, ...]
    places: Mapping[Label, Place]
    verdicts: tuple[Verdict, ...] = ()
    preset: Preset = Preset.DEFAULT


def why_report(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    read: Read,
) -> WhyReport:
    """The arithmetic of a goal, without findings; the places are read from its files."""
    known = progress_of(goal.id, workspace)
    contributors = contributors_of(workspace, goal)
    found = _parts(workspace, goal, known, contributors)
    parts = tuple(part for part in found if part is not None and part.steps)
    sources = [step.source for part in parts for step in part.steps]
    sources += [part.source for part in contributors]
    return WhyReport(
        workspace.as_of,
        goal.id,
        "kpi" if isinstance(goal.model, Kpi) else "objective",
        goal.model.title,
        known.status,
        parts,
        contributors,
        places_of(sources, read),
        preset=workspace.context.preset,
    )


def _parts(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    known: GoalProgress,
    contributors: tuple[Contributor, ...],
) -> Iterator[Part | None]:
    rollup = rollup_part(workspace, goal, known, contributors)
    if not isinstance(goal.model, Kpi):
        yield Part("period", tuple(period_steps(workspace, goal)))
        yield rollup
        ratio = objective_ratio(goal.model.rollup, known)
        yield status_part(workspace, goal, known, ratio)
        return
    kpi: Definition[Kpi] = goal  # type: ignore[assignment]
    yield commitment_part(workspace, kpi)
    yield rollup
    yield value_part(workspace, kpi, known) if rollup is None else None
    yield progress_part(workspace, kpi, known)
    yield expected_part(workspace, kpi, known)
    yield status_part(workspace, goal, known, ratio_of(workspace, kpi, known))
    plan = plan_of(workspace, kpi)
    yield plan_part(plan) if plan is not None else None
