from __future__ import annotations

from datetime import date

import pytest

from kpicli.workspace.concurrent import busiest_day
from repository import AS_OF, workspace


def busiest(*periods: str) -> tuple[date, list[str]]:
    goals = "".join(
        f"  - {{id: {key}, title: A{f', period: {period}' if period else ''}}}\n"
        for key, period in zip("abcdef", periods, strict=False)
    )
    loaded = workspace(f"kpis:\n{goals}")
    day, there = busiest_day(loaded, loaded.kpis)
    return day, [goal.id for goal in there]


@pytest.mark.parametrize(
    ("periods", "day", "there"),
    [
        (("2026", "2026-Q3"), AS_OF, ["a", "b"]),
        (("2026", "2026-Q4", "2026-Q1"), date(2026, 10, 1), ["a", "b"]),
        (("2026-Q3", "2026-Q4"), AS_OF, ["a"]),
        (("2026-09-01/2026-09-30", "2026-09-30/2026-10-31"), date(2026, 9, 30), ["a", "b"]),
        (("", "2026-Q4"), date(2026, 10, 1), ["a", "b"]),
        (("", "2025"), AS_OF, ["a"]),
        ((), AS_OF, []),
    ],
)
def test_the_first_day_with_the_most(periods: tuple[str, ...], day: date, there: list[str]) -> None:
    assert busiest(*periods) == (day, there)
