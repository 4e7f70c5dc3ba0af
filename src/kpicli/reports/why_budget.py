"""How progress of a budget comes about while it is spent, step by step."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.progress.aim import Aim, aim_of
from kpicli.progress.attainment import share_used
from kpicli.progress.goals import share_due
from kpicli.reports.steps import Step

if TYPE_CHECKING:
    from kpicli.models.goal import Kpi
    from kpicli.progress.goals import GoalProgress
    from kpicli.workspace import Definition, Workspace


def overspent_step(
    workspace: Workspace, kpi: Definition[Kpi], progress: GoalProgress
) -> Step | None:
    """The progress of a budget of which more is used than is due; none of anything else."""
    commitment, value, due = workspace.commitment(kpi), progress.whole_value, _due(workspace, kpi)
    if commitment is None or commitment.high is None or value is None or due is None:
        return None
    used = share_used(commitment, value)
    if used is None or used <= due or progress.attainment != due / used:
        return None
    note = "what of the budget is due by now, over what is used"
    working = (due * commitment.high, " / ", value)
    return Step("progress", progress.attainment, "", working, note)


def due_step(
    workspace: Workspace, kpi: Definition[Kpi], progress: GoalProgress, paced: Step
) -> tuple[Step, ...]:
    """What of a budget is due to be used by now, and that all of it has to hold; else nothing.

    `paced` says at what pace.
    """
    commitment, due = workspace.commitment(kpi), _due(workspace, kpi)
    if commitment is None or commitment.high is None or due is None or progress.expected != 1:
        return ()
    working = (due, " * ", commitment.high)
    return (
        Step("due", due * commitment.high, workspace.unit(kpi), working, paced.note, paced.source),
        Step("expected", Decimal(1), note="that no more is used than is due"),
    )


def _due(workspace: Workspace, kpi: Definition[Kpi]) -> Decimal | None:
    commitment = workspace.commitment(kpi)
    if commitment is None or aim_of(commitment, workspace.aggregation(kpi)) is not Aim.CAP:
        return None
    return share_due(kpi, workspace)
