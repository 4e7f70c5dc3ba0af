"""Which goals a report is about."""

from __future__ import annotations

from datetime import date

import pytest

from kpicli.models.choices import Level
from kpicli.models.period import DateRange
from kpicli.progress.goals import progress_of_goals
from kpicli.progress.status import ProgressStatus
from kpicli.reports.filters import Filters, chosen, known_owners, known_teams
from repository import load

GOALS = """
teams:
  - {id: acme, level: organization, lead: ada}
  - {id: sales, parent: acme, lead: bea}
  - {id: sales.emea, parent: sales}
people:
  - {id: eve}
objectives:
  - {id: growth, title: Grow, team: acme, period: 2026}
  - {id: timeless, title: Grow for ever, team: sales}
kpis:
  - {id: leads, title: L, team: sales, period: 2026-Q1, baseline: 0, target: 10,
     actuals: {2026-03: 10}}
  - {id: visits, title: V, team: sales.emea, owner: cem, period: 2026-H2, level: individual,
     baseline: 0, target: 10, actuals: {2026-08: 1}}
  - {id: stray, title: S, team: elsewhere, owner: "team:sales", period: 2026-07-01/2026-07-31,
     baseline: 0, target: 10}
"""


def filtered(filters: Filters) -> list[str]:
    loaded, _ = load(GOALS)
    return list(chosen(loaded, progress_of_goals(loaded), filters))


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(), ["growth", "leads", "stray", "timeless", "visits"]),
        (Filters(teams=("sales",)), ["leads", "timeless", "visits"]),
        (Filters(teams=("sales.emea",)), ["visits"]),
        (Filters(teams=("acme",)), ["growth", "leads", "timeless", "visits"]),
        (Filters(teams=("elsewhere", "sales.emea")), ["stray", "visits"]),
        (Filters(owners=("ada",)), ["growth"]),
        (Filters(owners=("bea",)), ["leads", "stray", "timeless"]),
        (Filters(owners=("eve",)), []),
        (Filters(levels=(Level.DEPARTMENT,)), ["leads", "timeless"]),
        (Filters(levels=(Level.INDIVIDUAL, Level.ORGANIZATION)), ["growth", "visits"]),
        (Filters(statuses=(ProgressStatus.ACHIEVED,)), ["leads"]),
        (
            Filters(statuses=(ProgressStatus.NO_DATA, ProgressStatus.MISSED)),
            ["growth", "stray", "timeless"],
        ),
        (Filters(teams=("sales",), owners=("cem",)), ["visits"]),
        (Filters(teams=("sales.emea",), owners=("bea",)), []),
    ],
)
def test_a_goal_has_to_fit_every_filter(filters: Filters, ids: list[str]) -> None:
    assert filtered(filters) == ids


@pytest.mark.parametrize(
    ("start", "end", "ids"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), ["growth", "leads", "stray", "visits"]),
        (date(2026, 3, 31), date(2026, 3, 31), ["growth", "leads"]),
        (date(2026, 4, 1), date(2026, 6, 30), ["growth"]),
        (date(2026, 7, 31), date(2026, 7, 31), ["growth", "stray", "visits"]),
        (date(2027, 1, 1), date(2027, 1, 31), []),
    ],
)
def test_a_period_is_one_that_overlaps(start: date, end: date, ids: list[str]) -> None:
    assert filtered(Filters(periods=(DateRange(start, end),))) == ids


def test_what_can_be_named_is_what_is_defined_or_used() -> None:
    loaded, _ = load(GOALS)
    assert known_teams(loaded) == {"acme", "sales", "sales.emea", "elsewhere"}
    assert known_owners(loaded) == {"ada", "bea", "cem", "eve"}
