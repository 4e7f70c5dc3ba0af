"""The progress of an objective, from the scores of what contributes to it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.choices import ObjectiveRollup
from kpicli.models.period import DateRange
from kpicli.progress.aim import Aim
from kpicli.progress.attainment import score
from kpicli.progress.goal_progress import GoalProgress, Grounds, counting, unmeasured
from kpicli.progress.precision import fixed_precision
from kpicli.progress.presets import verdict
from kpicli.progress.rollup import Part, roll_up_scores
from kpicli.progress.staleness import Freshness
from kpicli.progress.status import ProgressStatus, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.models.goal import Objective
    from kpicli.workspace import AnyGoal, Definition, Workspace


def objective_progress(
    goal: Definition[AnyGoal],
    model: Objective,
    workspace: Workspace,
    found: Mapping[str, GoalProgress],
) -> GoalProgress:
    """The progress of an objective; `found` holds that of all that contributes to it."""
    below = [(weight, found.get(child.id)) for child, _, weight in counting(goal, workspace)]
    rolled = roll_up_scores(
        [Part(weight, _live_score(known)) for weight, known in below], model.rollup
    )
    due, grounds = _expected_of(below, model.rollup), _grounds(below)
    period = workspace.period(goal) or _span(goal, workspace)
    if period is None:
        return GoalProgress(
            unmeasured(model.status),
            rolled.score,
            due,
            rolled.score,
            rolled.coverage,
            grounds=grounds,
        )
    standing = Standing(
        period.start,
        period.end,
        rolled.score,
        due,
        None if rolled.score is None else Freshness.FRESH,
        Aim.REACH,
        None,
        model.status,
        grounds is Grounds.ALL or any(_is_short(known) for weight, known in below if weight),
    )
    told = verdict(standing, workspace.context_of(goal))
    return GoalProgress(
        told.status,
        rolled.score,
        due,
        rolled.score,
        rolled.coverage,
        figure=told.figure,
        gauge=told.gauge,
        grounds=grounds,
    )


def _grounds(below: list[tuple[Decimal, GoalProgress | None]]) -> Grounds:
    """Whether all that counts has a score, and each on data of all that counts in it."""
    counted = [known for weight, known in below if weight]
    is_whole = all(
        known is not None and _live_score(known) is not None and known.grounds is Grounds.ALL
        for known in counted
    )
    return Grounds.ALL if is_whole else Grounds.SOME


def _is_short(known: GoalProgress | None) -> bool:
    """Whether a contributor surely lacks some of its score, and so does what it contributes to."""
    found = _live_score(known)
    if known is None or found is None or found >= 1:
        return False
    return known.grounds is Grounds.ALL or known.status is ProgressStatus.MISSED


def _live_score(known: GoalProgress | None) -> Decimal | None:
    """What is stale counts as having no data: the coverage falls."""
    if known is None or known.status is ProgressStatus.STALE:
        return None
    return known.score


def _expected_of(
    below: list[tuple[Decimal, GoalProgress | None]], method: ObjectiveRollup
) -> Decimal | None:
    """What is expected of an objective, rolled up as its score is: of the least, that one's."""
    if method is not ObjectiveRollup.MIN:
        return _average_expected(below)
    known = [
        (found, part.expected)
        for _, part in below
        if part is not None and (found := _live_score(part)) is not None
    ]
    least = min((found for found, _ in known), default=None)
    due = [score(part) for found, part in known if found == least and part is not None]
    return max(due, default=None)


@fixed_precision()
def _average_expected(below: list[tuple[Decimal, GoalProgress | None]]) -> Decimal | None:
    known = [
        (weight, score(part.expected))
        for weight, part in below
        if part is not None and part.expected is not None and _live_score(part) is not None
    ]
    whole = sum((weight for weight, _ in known), Decimal(0))
    if not whole:
        return None
    return sum((weight * due for weight, due in known), Decimal(0)) / whole


def _span(goal: Definition[AnyGoal], workspace: Workspace) -> DateRange | None:
    """Of an objective without a period: from the first start to the last end below it."""
    periods = [
        period
        for child, _ in workspace.contributors(goal)
        if (period := workspace.period(child)) is not None
    ]
    if not periods:
        return None
    return DateRange(min(period.start for period in periods), max(period.end for period in periods))
