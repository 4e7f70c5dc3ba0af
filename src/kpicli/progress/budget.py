"""What counts of a budget while it is spent: how much of it is used against what is due."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kpicli.models.choices import Lifecycle
from kpicli.progress.aim import Aim
from kpicli.progress.precision import fixed_precision

if TYPE_CHECKING:
    from kpicli.progress.status import Standing

_ONE = Decimal(1)

EARLY = Decimal("0.1")
"""The share of what is due below which a goal has hardly begun."""


class Counted(NamedTuple):
    """The raw fractions that a goal has come to and that are expected of it."""

    attainment: Decimal | None
    expected: Decimal | None


@fixed_precision()
def counted(standing: Standing) -> Counted:
    """What a goal has come to, and what is expected, as roll-ups and reports count it.

    A budget (a cap) has to hold in full from the first day on: it does while no more is used than
    is due, and else what is due over what is used is left of it. While it is early nothing is held
    against it, nor is after the goal was ended. A range whose lower end is still to be reached is
    on its way there.
    """
    attained, due, used = standing.attainment, standing.expected, standing.share_used
    if standing.aim is not Aim.CAP or attained is None or due is None:
        return Counted(attained, due)
    if used is not None and attained < 1 and used < 1:
        return Counted(attained, due)
    is_running = standing.lifecycle is Lifecycle.ACTIVE
    if used is None or used <= due or due < EARLY or not is_running:
        return Counted(attained, _ONE)
    return Counted(min(attained, due / used), _ONE)
