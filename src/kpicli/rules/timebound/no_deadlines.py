"""What reads as a deadline in a title and is none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from kpicli.models.goal import Kpi
from kpicli.rules.specific.numbers import numbers_of
from kpicli.rules.specific.vocabulary import vocabulary

if TYPE_CHECKING:
    import re

    from kpicli.models.period import DateRange
    from kpicli.workspace import AnyGoal, Definition, Workspace


def is_past(found: re.Match[str], language: str, days: DateRange, period: DateRange) -> bool:
    """Whether it says when something was, or is an amount: `opened before 2020`, `by 2000`."""
    if days.end >= period.start:
        return False
    word = found["text"].split(maxsplit=1)[0].lower()
    is_long_ago = found["year9"] and days.end.year < period.start.year - 1
    return bool(is_long_ago) or word in vocabulary(language)["deadlines"]["past"]


def is_amount(found: re.Match[str], goal: Definition[AnyGoal], workspace: Workspace) -> bool:
    """Whether what reads as a year is by how much the KPI changes: `Raise members by 2050`."""
    if not found["year9"] or found["end"] or not isinstance(goal.model, Kpi):
        return False
    numbers = numbers_of(cast("Definition[Kpi]", goal), workspace)
    return numbers is not None and abs(numbers.difference or 0) == Decimal(found["year9"])
