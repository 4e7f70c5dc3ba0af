from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kpicli.findings import Severity
from kpicli.progress.goals import progress_of_goals
from kpicli.reports.filters import EVERYTHING, Filters
from kpicli.reports.review import ReviewReport, review_report
from repository import AS_OF, lint, workspace

if TYPE_CHECKING:
    from kpicli.findings import Finding

STATUSES = """
    defaults: {period: 2026, owner: dana, team: sales}
    teams:
      - {id: sales}
      - {id: emea, parent: sales}
    kpis:
      - {id: done, title: Done, baseline: 0, target: 10, actuals: {2026-06: 12}}
      - {id: fine, title: Fine, baseline: 0, target: 10, actuals: {2026-08: 7}}
      - {id: late, title: Late, baseline: 0, target: 10, actuals: {2026-08: 3}, team: emea}
      - {id: later, title: Later, baseline: 0, target: 10, actuals: {2026-08: 1}, owner: kim}
      - {id: shaky, title: Shaky, baseline: 0, target: 10, actuals: {2026-08: 5.5}}
      - {id: missed, title: Missed, period: 2025, baseline: 0, target: 10, actuals: {2025-12: 9}}
      - {id: old, title: Old, cadence: monthly, baseline: 0, target: 10, actuals: {2026-03: 3}}
      - {id: empty, title: Empty, baseline: 0, target: 10}
      - {id: idea, title: Idea, status: draft, baseline: 0, target: 10}
"""


def review(
    content: str,
    *rules: str,
    as_of: date = AS_OF,
    filters: Filters = EVERYTHING,
    days: int = 30,
) -> ReviewReport:
    """The agenda of some files, with what the given rules find."""
    loaded = workspace(content, as_of)
    found = [part.finding for part in lint(content, *rules, as_of=as_of).findings] if rules else []
    return review_report(loaded, progress_of_goals(loaded), found, filters, days)


def test_goals_stand_under_their_status_the_farthest_behind_first() -> None:
    report = review(STATUSES)
    assert report.goals == 9
    assert [goal.id for goal in report.reached] == ["done"]
    assert [goal.id for goal in report.off_track] == ["later", "late", "missed"]
    assert [goal.id for goal in report.at_risk] == ["shaky"]
    assert [goal.id for goal in report.unmeasured] == ["empty", "old"]


def test_the_filters_choose_the_goals() -> None:
    report = review(STATUSES, filters=Filters(teams=("emea",)))
    assert (report.goals, [goal.id for goal in report.off_track]) == (1, ["late"])
    report = review(STATUSES, filters=Filters(owners=("kim",)))
    assert (report.goals, [goal.id for goal in report.off_track]) == (1, ["later"])
    report = review(STATUSES, filters=Filters(teams=("sales",), owners=("dana",)))
    assert [goal.id for goal in report.off_track] == ["late", "missed"]


def test_a_goal_that_was_closed_because_it_was_reached_counts_until_its_period_is_over() -> None:
    closed = STATUSES.replace("title: Done,", "title: Done, status: closed,")
    assert [goal.id for goal in review(closed).reached] == ["done"]
    assert review(closed, as_of=date(2027, 1, 1)).reached == ()
    dropped = STATUSES.replace("title: Done,", "title: Done, status: dropped,")
    assert review(dropped).reached == ()


RIVALS = """
    defaults: {period: 2026}
    metrics: [{id: nps, unit: point}]
    kpis:
      - {id: a, title: A, team: sales, metric: nps, target: ">= 40"}
      - {id: b, title: B, team: service, metric: nps, target: "<= 30"}
      - {id: c, title: C, team: other, target: ">= 30"}
"""


def test_findings_of_the_conflict_family_are_contested_goals() -> None:
    (contest,) = review(RIVALS, "C101", "S", "M").contested
    assert (contest.rule, contest.code, contest.goals) == ("disjoint-targets", "C101", ("a", "b"))
    assert contest.severity is Severity.ERROR
    assert "no value of `nps` in 2026 meets both" in contest.message


@pytest.mark.parametrize(("team", "count"), [("sales", 1), ("service", 1), ("other", 0)])
def test_a_contest_concerns_all_its_goals(team: str, count: int) -> None:
    assert len(review(RIVALS, "C101", filters=Filters(teams=(team,))).contested) == count


def test_the_findings_keep_their_order_and_severity() -> None:
    loaded = workspace(RIVALS)
    (finding,) = (part.finding for part in lint(RIVALS, "C101").findings)
    mild: Finding = replace(finding, severity=Severity.INFO)
    report = review_report(loaded, progress_of_goals(loaded), [mild, finding], EVERYTHING, 30)
    assert [part.severity for part in report.contested] == [Severity.INFO, Severity.ERROR]


def test_goals_that_nobody_reviewed_for_long() -> None:
    report = review(
        """
        objectives:
          - {id: a, title: A, period: 2026, reviewed: 2026-04-14}
          - {id: b, title: B, period: 2026-H1}
          - {id: c, title: C, period: 2026, reviewed: 2026-08-14}
        """,
        "overdue-review",
    )
    assert [
        (part.goal.id, part.since, part.was_reviewed, part.days) for part in report.overdue
    ] == [
        ("a", date(2026, 4, 14), True, 140),
        ("b", date(2026, 1, 1), False, 243),
    ]


def changes(fields: str, as_of: date = AS_OF) -> list[tuple[str, str, str, str]]:
    """The changes of a KPI with these fields: day, field, before and after."""
    content = f"kpis: [{{id: a, title: A, period: 2026, {fields}}}]"
    return [
        (str(part.day or ""), part.field, part.before, part.after)
        for part in review(content, as_of=as_of).changed
    ]


DROPPED = "{date: 2026-07-01, field: status, to: dropped}"
LOWERED = "{date: 2026-05-02, from: 200, to: 120}"


@pytest.mark.parametrize(
    ("reviewed", "count"), [("2026-05-01", 1), ("2026-05-02", 0), ("2026-08-01", 0)]
)
def test_changes_count_from_the_day_after_the_review(reviewed: str, count: int) -> None:
    found = changes(f"reviewed: {reviewed}, target_changes: [{LOWERED}]")
    assert found == [("2026-05-02", "target", "200", "120")] * count


def test_without_a_review_all_changes_up_to_today_count_in_their_order() -> None:
    weight = "{date: 2026-03-01, field: weight, to: 2}"
    later = "{date: 2026-10-01, field: period}"
    assert changes(f"target_changes: [{LOWERED}, {weight}, {later}]") == [
        ("2026-03-01", "weight", "", "2"),
        ("2026-05-02", "target", "200", "120"),
    ]


@pytest.mark.parametrize(
    ("fields", "as_of", "expected"),
    [
        ("status: dropped", AS_OF, [("", "status", "", "dropped")]),
        ("status: closed", AS_OF, [("", "status", "", "closed")]),
        ("status: closed", date(2027, 1, 1), []),  # its time was over
        ("status: draft", AS_OF, []),
        (
            f"status: dropped, target_changes: [{DROPPED}]",
            AS_OF,
            [("2026-07-01", "status", "", "dropped")],
        ),
        (
            f"status: dropped, reviewed: 2026-07-02, target_changes: [{DROPPED}]",
            AS_OF,
            [],
        ),
    ],
)
def test_a_goal_that_ended_before_its_time_is_a_change(
    fields: str, as_of: date, expected: list[tuple[str, str, str, str]]
) -> None:
    assert changes(fields, as_of) == expected


ENDING = """
    kpis:
      - {id: a, title: A, period: 2026-09-01/2026-09-01, reviewed: 2026-08-01}
      - {id: b, title: B, period: 2026-Q3}
      - {id: c, title: C, period: 2026-07-01/2026-10-01}
      - {id: d, title: D, period: 2026-H1}
      - {id: e, title: E, period: 2026-Q3, status: closed}
      - {id: f, title: F}
    tensions:
      - {between: [b, c], reason: Agreed, until: 2026-09-15}
      - {between: [b, c], reason: For longer, until: 2026-12-31}
      - {between: [b, c], reason: For good}
"""


def ending(days: int, filters: Filters = EVERYTHING) -> list[tuple[str, int]]:
    """What ends within so many days, by the ids of its goals."""
    report = review(ENDING, days=days, filters=filters)
    return [(" ".join(goal.id for goal in part.goals), part.days) for part in report.expiring]


def test_what_ends_soon_is_in_the_order_of_days() -> None:
    assert ending(30) == [("d", -63), ("a", 0), ("b c", 14), ("b", 29), ("c", 30)]
    assert ending(29) == [("d", -63), ("a", 0), ("b c", 14), ("b", 29)]
    assert ending(0) == [("d", -63), ("a", 0)]


def test_any_number_of_days_is_fine() -> None:
    assert len(ending(10**6)) == 6


def test_a_clean_repository_has_an_empty_agenda() -> None:
    report = review(
        """
        kpis:
          - {id: a, title: A, period: 2026, baseline: 0, target: 10, actuals: {2026-08: 7}}
        """,
        "C",
        "P",
    )
    empty = ReviewReport(AS_OF, 30, 1, (), (), (), (), (), (), (), ())
    assert report == empty
