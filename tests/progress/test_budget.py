from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpicli.models.choices import Lifecycle
from kpicli.progress.aim import Aim
from kpicli.progress.budget import counted
from kpicli.progress.status import Standing

CLOSED = Lifecycle.CLOSED


def counts(
    attained: str, due: str, used: str | None, lifecycle: Lifecycle = Lifecycle.ACTIVE
) -> tuple[Decimal | None, Decimal | None]:
    share = None if used is None else Decimal(used)
    parts = (Decimal(attained), Decimal(due), None, Aim.CAP, share, lifecycle)
    return counted(Standing(date(2026, 1, 1), date(2026, 12, 31), *parts))


@pytest.mark.parametrize(
    ("attained", "due", "used", "left"),
    [
        ("1", "0.5", "0", "1"),
        ("1", "0.5", "0.5", "1"),
        ("1", "0.4", "0.5", "0.8"),
        ("1", "0.5", "1", "0.5"),
        ("0.9", "0.55", "1.1", "0.5"),
        ("0.2", "0.9", "1.8", "0.2"),  # beyond what the tolerance allows
        ("0.9", "1", "1.1", "0.9"),  # less than 1 / 1.1
        ("1", "0.09", "0.9", "1"),  # early
        ("0.9", "0.09", "1.1", "0.9"),
        ("1", "0", "0", "1"),
        ("0", "0.5", None, "0"),  # a budget of 0
    ],
)
def test_a_budget_holds_while_no_more_is_used_than_is_due(
    attained: str, due: str, used: str | None, left: str
) -> None:
    assert counts(attained, due, used) == (Decimal(left), Decimal(1))


def test_what_was_ended_is_judged_by_all_of_its_budget() -> None:
    assert counts("1", "0.4", "0.5", CLOSED) == (Decimal(1), Decimal(1))


def test_the_lower_end_of_a_range_is_still_to_be_reached() -> None:
    assert counts("0.6", "0.5", "0.4") == (Decimal("0.6"), Decimal("0.5"))
    assert counts("0.6", "0.5", "0.7") == (Decimal("0.6"), Decimal("0.5"))


@pytest.mark.parametrize("aim", [Aim.HOLD, Aim.REACH])
def test_what_is_no_budget_counts_as_it_is(aim: Aim) -> None:
    half = Decimal("0.5")
    standing = Standing(date(2026, 1, 1), date(2026, 12, 31), half, half, None, aim)
    assert counted(standing) == (half, half)
    unknown = Standing(date(2026, 1, 1), date(2026, 12, 31), None, half, None, Aim.CAP)
    assert counted(unknown) == (None, half)
