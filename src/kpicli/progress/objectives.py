"""The progress of an objective, from the scores of what contributes to it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.models.choices import Lifecycle, ObjectiveRollup
from kpicli.models.period import DateRange
from kpicli.progress.aim import Aim
from kpicli.progress.attainment import score
from kpicli.progress.goal_progress import GoalProgress, Grounds, counting, unmeasured
from kpicli.progress.precision import fixed_precision
from kpicli.progress.presets import verdict
from kpicli.progress.rollup import Part, roll_up_scores
from kpicli.progress.staleness import Freshness
from kpicli.progress.status import ProgressStatus, Standing
from kpicli.workspace.unknown_contributors import unknown_contributors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpicli.models.goal import Objective
    from kpicli.workspace import AnyGoal, Definition, Workspace

_ZERO = Decimal(0)
_ONE = Decimal(1)
_BEST_FIRST = (
    ProgressStatus.ACHIEVED,
    ProgressStatus.ON_TRACK,
    ProgressStatus.AT_RISK,
    ProgressStatus.OFF_TRACK,
)


def objective_progress(
    goal: Definition[AnyGoal],
    model: Objective,
    workspace: Workspace,
    found: Mapping[str, GoalProgress],
) -> GoalProgress:
    """The progress of an objective; `found` holds that of all that contributes to it."""
    parts = [(weight, found.get(child.id)) for child, _, weight in counting(goal, workspace)]
    parts += [(_ONE, None)] * len(unknown_contributors(goal, workspace))
    below = [(weight, known) for weight, known in parts if not is_left_out(known, model.rollup)]
    rolled = roll_up_scores(
        [Part(weight, counted_score(known)) for weight, known in below], model.rollup
    )
    due, grounds = _expected_of(below, model.rollup), _grounds(below)
    period = workspace.period(goal) or _span(goal, workspace)
    made = GoalProgress(
        unmeasured(model.status), rolled.score, due, rolled.score, rolled.coverage, grounds=grounds
    )
    if period is None:
        return made
    counted = [known for weight, known in parts if weight and known is not None]
    is_over = workspace.as_of > period.end
    is_ahead = bool(counted) and all(map(_is_ahead, counted))
    if is_ahead and not is_over and model.status is Lifecycle.ACTIVE:
        return GoalProgress(ProgressStatus.NOT_STARTED, coverage=rolled.coverage)
    standing = Standing(
        period.start,
        period.end,
        rolled.score,
        due,
        None if rolled.score is None else Freshness.FRESH,
        Aim.REACH,
        None,
        model.status,
        grounds is Grounds.ALL or any(map(_is_short, counted)),
    )
    told = verdict(standing, workspace.context_of(goal))
    made = replace(made, status=told.status, figure=told.figure, gauge=told.gauge)
    return made if is_over else _held_back(made, counted)


def is_left_out(known: GoalProgress | None, method: ObjectiveRollup) -> bool:
    """Whether a contributor says nothing yet: of the least, one whose period has not begun."""
    return known is not None and _is_ahead(known) and method is ObjectiveRollup.MIN


def counted_score(known: GoalProgress | None) -> Decimal | None:
    """The score that a contributor counts with: 0 before its period, none of what is stale."""
    if known is None or known.status is ProgressStatus.STALE:
        return None
    return _ZERO if _is_ahead(known) else known.score


def counted_expected(known: GoalProgress) -> Decimal | None:
    """The fraction that a contributor expects of the objective: 0 before its period."""
    return _ZERO if _is_ahead(known) else known.expected


def _is_ahead(known: GoalProgress) -> bool:
    return known.status is ProgressStatus.NOT_STARTED


def _held_back(made: GoalProgress, counted: Sequence[GoalProgress]) -> GoalProgress:
    """Within the period an objective stands no better than the best of its contributors.

    It is achieved where all of them are, since what only holds can still be lost.
    """
    standings = {_BEST_FIRST[0] if _is_won(part) else part.status for part in counted}
    best = next((status for status in _BEST_FIRST if status in standings), None)
    if best is None or made.status not in _BEST_FIRST:
        return made
    if best is ProgressStatus.ACHIEVED and len(standings) > 1:
        best = ProgressStatus.ON_TRACK
    if _BEST_FIRST.index(made.status) >= _BEST_FIRST.index(best):
        return made
    return replace(made, status=best, is_held_back=True)


def _is_won(known: GoalProgress) -> bool:
    """Whether a contributor can no longer be lost."""
    is_closed = known.status is ProgressStatus.CLOSED and known.is_met
    return is_closed or known.status is ProgressStatus.ACHIEVED


def _grounds(below: list[tuple[Decimal, GoalProgress | None]]) -> Grounds:
    """Whether all that counts has a score, and each on data of all that counts in it."""
    counted = [known for weight, known in below if weight]
    is_whole = all(
        known is not None and counted_score(known) is not None and known.grounds is Grounds.ALL
        for known in counted
    )
    return Grounds.ALL if is_whole else Grounds.SOME


def _is_short(known: GoalProgress) -> bool:
    """Whether a contributor surely lacks some of its score, and so does what it contributes to."""
    found = counted_score(known)
    if found is None or found >= 1:
        return False
    return known.grounds is Grounds.ALL or known.status is ProgressStatus.MISSED


def _expected_of(
    below: list[tuple[Decimal, GoalProgress | None]], method: ObjectiveRollup
) -> Decimal | None:
    """What is expected of an objective, rolled up as its score is: of the least, that one's."""
    if method is not ObjectiveRollup.MIN:
        return _average_expected(below)
    known = [
        (found, part.expected)
        for _, part in below
        if part is not None and (found := counted_score(part)) is not None
    ]
    least = min((found for found, _ in known), default=None)
    due = [score(part) for found, part in known if found == least and part is not None]
    return max(due, default=None)


@fixed_precision()
def _average_expected(below: list[tuple[Decimal, GoalProgress | None]]) -> Decimal | None:
    known = [
        (weight, score(due))
        for weight, part in below
        if part is not None
        and counted_score(part) is not None
        and (due := counted_expected(part)) is not None
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
