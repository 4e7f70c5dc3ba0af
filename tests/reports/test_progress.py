"""Reports on whole workspaces: sections, order, movement, organisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from kpicli.progress.goals import progress_of_goals
from kpicli.progress.status import ProgressStatus
from kpicli.reports.filters import Filters
from kpicli.reports.progress import ProgressReport, Request, progress_report
from kpicli.reports.reached import Reached
from kpicli.reports.sections import Grouping, Order
from repository import load

GOALS = """
teams:
  - {id: acme, title: Acme AG, level: organization, lead: ada}
  - {id: sales, title: Sales, parent: acme, lead: bea}
  - {id: sales.emea, parent: sales}
people:
  - {id: ada, name: Ada L}
  - {id: bea}
objectives:
  - {id: growth, title: Grow, team: acme, period: 2026, perspective: customer}
kpis:
  - {id: ahead, title: A, team: sales, period: 2026, baseline: 0, target: 10,
     contributes_to: growth, perspective: financial, reviewed: 2026-08-01, description: Words,
     actuals: {2026-03-31: 2, 2026-08-31: 8}}
  - {id: behind, title: B, team: sales, period: 2026, baseline: 0, target: 10,
     contributes_to: {goal: growth, rollup: false}, actuals: {2026-03-31: 1, 2026-08-31: 2}}
  - {id: close, title: C, team: sales.emea, period: 2026, baseline: 0, target: 10,
     contributes_to: ahead, actuals: {2026-08-31: 5}}
  - {id: far, title: D, team: sales.emea, period: 2026, baseline: 0, target: 10,
     contributes_to: ahead, actuals: {2026-08-31: 0}}
"""


def asked(request: Request, goals: str = GOALS) -> ProgressReport:
    loaded, findings = load(goals)
    assert not findings, [finding.message for finding in findings]
    return progress_report(loaded, progress_of_goals(loaded), request)


def arranged(report: ProgressReport) -> list[tuple[str, list[str]]]:
    return [(part.heading, [goal.id for goal, _ in part.rows]) for part in report.sections]


@pytest.mark.parametrize(
    ("by", "order", "expected"),
    [
        (
            Grouping.CASCADE,
            Order.USUAL,
            [("", ["growth", "ahead", "close", "far", "behind"])],
        ),
        (
            Grouping.CASCADE,
            Order.ATTENTION,
            [("needs attention", ["far", "behind", "close"]), ("all others", ["ahead", "growth"])],
        ),
        (
            Grouping.TEAM,
            Order.ATTENTION,
            [
                ("acme (Acme AG)", ["growth"]),
                ("sales (Sales)", ["behind", "ahead"]),
                ("sales.emea", ["far", "close"]),
            ],
        ),
        (
            Grouping.PERSPECTIVE,
            Order.USUAL,
            [
                ("financial", ["ahead"]),
                ("customer", ["growth"]),
                ("no perspective", ["behind", "close", "far"]),
            ],
        ),
        (
            Grouping.STATUS,
            Order.USUAL,
            [
                ("on_track", ["ahead", "growth"]),
                ("at_risk", ["close"]),
                ("off_track", ["behind", "far"]),
            ],
        ),
        (
            Grouping.OWNER,
            Order.USUAL,
            [
                ("ada (Ada L)", ["growth"]),
                ("bea", ["ahead", "behind"]),
                ("nobody", ["close", "far"]),
            ],
        ),
    ],
)
def test_goals_are_arranged(
    by: Grouping, order: Order, expected: list[tuple[str, list[str]]]
) -> None:
    assert arranged(asked(Request(by, order))) == expected


def test_a_filtered_cascade_starts_where_nothing_chosen_stands_above() -> None:
    report = asked(Request(filters=Filters(teams=("sales.emea",))))
    assert arranged(report) == [("", ["close", "far"])]
    assert [goal.id for goal in report.goals] == ["close", "far"]
    assert sum(report.counts.values()) == 2


def test_a_filtered_circle_starts_at_its_first_goal() -> None:
    goals = """
kpis:
  - {id: a, title: A, team: x, contributes_to: c}
  - {id: b, title: B, team: x, contributes_to: c}
  - {id: c, title: C, team: x, contributes_to: b}
  - {id: z, title: Z, team: y}
"""
    loaded, _ = load(goals)
    request = Request(filters=Filters(teams=("x",)))
    report = progress_report(loaded, progress_of_goals(loaded), request)
    assert arranged(report) == [("", ["b", "c", "a", "b"])]


def test_movement_is_what_the_actuals_of_the_two_days_say() -> None:
    report = asked(Request(since=date(2026, 4, 1)))
    moved = {goal.id: goal.movement for goal in report.goals}
    ahead, close, growth = moved["ahead"], moved["close"], moved["growth"]
    assert ahead is not None
    assert close is not None
    assert growth is not None
    assert (ahead.value, ahead.progress, ahead.score) == (
        Decimal(6),
        Decimal("0.6"),
        Decimal("0.6"),
    )
    assert ahead.status_before is ProgressStatus.AT_RISK
    assert (close.value, close.score) == (None, None)
    assert close.status_before is ProgressStatus.NO_DATA
    assert (growth.value, growth.score) == (None, Decimal("0.6"))


def test_without_a_day_to_compare_with_nothing_moves() -> None:
    report = asked(Request())
    assert report.since is None
    assert not any(goal.movement for goal in report.goals)


def test_the_organisation_is_the_one_team_at_the_top() -> None:
    assert asked(Request()).organisation == "Acme AG"
    two = "teams: [{id: a, level: organization}, {id: b, level: organization}]\nobjectives: []"
    assert asked(Request(), two).organisation == ""
    assert asked(Request(), "objectives: [{id: x, title: X}]").organisation == ""


def test_teams_come_with_those_above_them() -> None:
    teams = [(team.id, team.title, team.above) for team in asked(Request()).teams]
    assert teams == [
        ("acme", "Acme AG", ()),
        ("sales", "Sales", ("acme",)),
        ("sales.emea", "sales.emea", ("sales", "acme")),
    ]


def test_a_goal_says_all_that_a_page_shows() -> None:
    goals = {goal.id: goal for goal in asked(Request()).goals}
    ahead, growth = goals["ahead"], goals["growth"]
    assert (ahead.perspective, ahead.department, ahead.description) == (
        "financial",
        "sales",
        "Words",
    )
    assert (ahead.reviewed, ahead.age) == (date(2026, 8, 1), 1)
    assert (growth.owner, growth.owner_name, growth.age, growth.plan) == (
        "ada",
        "Ada L",
        None,
        None,
    )
    assert (growth.contributors, growth.uncounted) == (("ahead", "behind"), ("behind",))


@pytest.mark.parametrize(
    ("owner", "name"),
    [("ada", "Ada L"), ("bea", ""), ("team:crew", "The Crew"), ("team:gone", ""), ("who", "")],
)
def test_an_owner_has_the_name_of_the_person_or_of_the_team(owner: str, name: str) -> None:
    goals = f"""
teams: [{{id: crew, title: The Crew}}]
people: [{{id: ada, name: Ada L}}, {{id: bea}}]
objectives: [{{id: x, title: X, owner: "{owner}"}}]
"""
    loaded, _ = load(goals)
    report = progress_report(loaded, progress_of_goals(loaded), Request())
    assert (report.goals[0].owner, report.goals[0].owner_name) == (owner, name)


def test_a_report_that_does_not_look_ahead_lacks_forecasts_and_plans_only() -> None:
    text = GOALS.replace("2026-03-31: 2, ", "2026-03-31: 2, 2026-05-31: 4, 2026-06-30: 5, ")
    dear, cheap = asked(Request(), text), asked(Request(looks_ahead=False), text)
    assert [goal.id for goal in dear.goals if goal.forecast] == ["ahead"]
    assert [goal.id for goal in cheap.goals if goal.forecast or goal.plan] == []
    assert arranged(cheap) == arranged(dear)
    assert cheap.goals == tuple(replace(goal, forecast=None, plan=None) for goal in dear.goals)


def test_what_is_reached_has_its_day_without_looking_ahead() -> None:
    reached = GOALS.replace("2026-08-31: 8", "2026-08-31: 12")
    by_id = {goal.id: goal for goal in asked(Request(looks_ahead=False), reached).goals}
    assert by_id["ahead"].reached == Reached(date(2026, 8, 31), Decimal(2))
