"""How one goal stands, and what counts in it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Lifecycle
from kpicli.progress.status import ProgressStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.measurements import Measurement
    from kpicli.workspace import AnyGoal, Definition, Link, Workspace

_ONE = Decimal(1)


class Grounds(StrEnum):
    """What a score or a value rests on: data of all that counts, or of some of it.

    `part` is a value that is not yet what it is to be, so that nothing follows from it: a sum of
    which a part is missing, and any other roll-up without half of the weight.
    """

    ALL = "all"
    SOME = "some"
    PART = "part"


class GoalProgress(Struct, frozen=True):
    """How one goal stands at the as-of date.

    `last` is the latest measurement inside the period, `value` what progress is taken from: the
    last one, or of a flow the total so far. `attainment` and `expected` are raw fractions,
    `score` is clamped to 0..1; all are none where they are not known. `coverage` is the share of
    the weight below, or of the goal itself, that has data. `figure` is what the preset judges by,
    where it has a figure of its own, `gauge` the same on its other scale. `grounds` are those of
    the whole way down. What `is_held_back` would stand better by its score alone.
    """

    status: ProgressStatus
    attainment: Decimal | None = None
    expected: Decimal | None = None
    score: Decimal | None = None
    coverage: Decimal = Decimal(0)
    value: Decimal | None = None
    last: Measurement | None = None
    figure: Decimal | None = None
    gauge: Decimal | None = None
    grounds: Grounds = Grounds.ALL
    is_held_back: bool = False

    @property
    def whole_value(self) -> Decimal | None:
        """The value, none where it is a part of what it is to be."""
        return None if self.grounds is Grounds.PART else self.value

    @property
    def is_met(self) -> bool:
        """Whether the target is met for certain: with the data of all that counts."""
        has_come = self.attainment is not None and self.attainment >= _ONE
        return has_come and self.grounds is Grounds.ALL


def unmeasured(lifecycle: Lifecycle) -> ProgressStatus:
    """The status of a goal of which nothing can be measured."""
    if lifecycle is Lifecycle.ACTIVE:
        return ProgressStatus.NO_DATA
    return ProgressStatus.DRAFT if lifecycle is Lifecycle.DRAFT else ProgressStatus.CLOSED


def counting(
    goal: Definition[AnyGoal], workspace: Workspace
) -> Iterator[tuple[Definition[AnyGoal], Link, Decimal]]:
    """The contributors that count, with their weights; drafts and dropped goals do not."""
    for child, link in workspace.contributors(goal):
        is_out = child.model.status is Lifecycle.DRAFT or child.model.status is Lifecycle.DROPPED
        if link.counts and not is_out:
            weight = link.weight if link.weight is not None else child.model.weight
            yield child, link, max(_ONE if weight is None else weight, Decimal(0))
