"""What changed between an earlier day and now, by the actuals known on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.progress.goals import GoalProgress
    from kpicli.progress.status import ProgressStatus


class Movement(Struct, frozen=True):
    """The changes of a goal's numbers since a day, and its status then.

    `value` is in the goal's unit, `progress` and `score` are differences of fractions; each is
    none where the number was or is not known.
    """

    value: Decimal | None
    progress: Decimal | None
    score: Decimal | None
    status_before: ProgressStatus


def movement(before: GoalProgress, now: GoalProgress) -> Movement:
    """The movement from one day's progress of a goal to another's."""
    return Movement(
        _change(before.whole_value, now.whole_value),
        _change(before.attainment, now.attainment),
        _change(before.score, now.score),
        before.status,
    )


@fixed_precision()
def _change(before: Decimal | None, now: Decimal | None) -> Decimal | None:
    return None if before is None or now is None else now - before
