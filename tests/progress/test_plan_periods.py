from __future__ import annotations

import pytest

from kpicli.models.period import Calendar, DateRange, parse_period
from kpicli.progress.plan_periods import tiles


def dates(text: str) -> DateRange:
    period = parse_period(text)
    assert period is not None
    return period.dates(Calendar())


@pytest.mark.parametrize(
    "parts",
    [
        "2026-Q1 2026-Q2 2026-Q3 2026-Q4",
        "2026-Q4 2026-H1 2026-Q3",
        "2026",
        "2026 2026",
        "2026-H1 2026-H2 2026-H2 2026-H1",
    ],
)
def test_periods_make_up_a_year(parts: str) -> None:
    assert tiles(dates("2026"), [dates(part) for part in parts.split()])


@pytest.mark.parametrize(
    "parts",
    [
        "2026-H1 2026-H2 2026-H2",
        "2026-Q1 2026-Q2 2026-Q3",
        "2026-Q1 2026-Q3 2026-Q4",
        "2026-H1 2026-Q2 2026-H2",
        "2026 2026-Q1",
        "2025-Q4 2026",
        "2026-01-01/2026-06-29 2026-H2",
    ],
)
def test_periods_do_not_make_up_a_year(parts: str) -> None:
    assert not tiles(dates("2026"), [dates(part) for part in parts.split()])
