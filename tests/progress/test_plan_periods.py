from __future__ import annotations

import pytest

from kpicli.models.period import Calendar, DateRange, parse_period
from kpicli.progress.plan_periods import tiles


def dates(text: str) -> DateRange:
    period = parse_period(text)
    assert period is not None
    return period.dates(Calendar())


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ("2026-Q1 2026-Q2 2026-Q3 2026-Q4", True),
        ("2026-Q4 2026-H1 2026-Q3", True),
        ("2026", True),
        ("2026 2026", True),
        ("2026-H1 2026-H2 2026-H2 2026-H1", True),
        ("2026-H1 2026-H2 2026-H2", False),
        ("2026-Q1 2026-Q2 2026-Q3", False),
        ("2026-Q1 2026-Q3 2026-Q4", False),
        ("2026-H1 2026-Q2 2026-H2", False),
        ("2026 2026-Q1", False),
        ("2025-Q4 2026", False),
        ("2026-01-01/2026-06-29 2026-H2", False),
    ],
)
def test_periods_tile_a_year(parts: str, whole: bool) -> None:
    assert tiles(dates("2026"), [dates(part) for part in parts.split()]) is whole
