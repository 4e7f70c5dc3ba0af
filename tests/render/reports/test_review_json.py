from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from kpicli.render.reports.review_json import review_json
from kpicli.reports.review import Change, Expiry, Overdue
from render.progress_reports import AS_OF, CLIENTS, OBJECTIVE, REVENUE
from render.reports.test_review import CLEAN, CONTEST, FULL, HOSTILE, LOWERED


def test_an_empty_agenda_has_all_keys() -> None:
    topics = (
        "reached",
        "off_track",
        "at_risk",
        "unmeasured",
        "contested",
        "overdue",
        "changed",
        "expiring",
    )
    assert json.loads(review_json(CLEAN)) == {
        "schema": "kpi.review/v1",
        "as_of": "2026-03-10",
        "days": 30,
        "summary": {"goals": 57, **dict.fromkeys(topics, 0)},
        **{topic: [] for topic in topics},
    }


def test_goals_have_their_numbers() -> None:
    document = json.loads(review_json(FULL))
    assert document["summary"]["off_track"] == 1
    assert document["off_track"] == [
        {
            "id": "sales.new_clients",
            "kind": "kpi",
            "title": "Raise new clients from 32 to 50",
            "team": "sales",
            "owner": "dana",
            "status": "off_track",
            "unit": "client",
            "value": 29,
            "target": 50,
            "actual_on": "2026-02-28",
            "progress": -0.1667,
            "expected": 0.1863,
        }
    ]
    (objective,) = document["at_risk"]
    assert (objective["unit"], objective["value"], objective["target"]) == (None, None, None)


def test_targets_are_numbers_bounds_or_true() -> None:
    bounds = replace(CLIENTS, target=(Decimal(45), Decimal("55.5")))
    goals = (CLIENTS, bounds, replace(CLIENTS, target=True), OBJECTIVE)
    found = json.loads(review_json(replace(CLEAN, reached=goals)))["reached"]
    assert [goal["target"] for goal in found] == [50, {"low": 45, "high": 55.5}, True, None]


def test_the_other_topics() -> None:
    never = Overdue(REVENUE, date(2026, 1, 1), was_reviewed=False, days=68)
    dropped = Change(REVENUE, None, "status", "", "dropped")
    tension = Expiry((CLIENTS, REVENUE), AS_OF, 0, "Market entry")
    report = replace(
        FULL,
        overdue=(*FULL.overdue, never),
        changed=(LOWERED, dropped),
        expiring=(*FULL.expiring, tension),
    )
    document = json.loads(review_json(report))
    assert document["contested"] == [
        {
            "rule": "disjoint-targets",
            "code": "C101",
            "severity": "error",
            "message": CONTEST.message,
            "goals": ["sales.discount", "finance.discount"],
        }
    ]
    assert document["overdue"] == [
        {
            "goal": "sales.new_clients",
            "reviewed": "2025-11-01",
            "since": "2025-11-01",
            "days": 129,
        },
        {"goal": "revenue", "reviewed": None, "since": "2026-01-01", "days": 68},
    ]
    lowered, ended = document["changed"]
    assert lowered == {
        "goal": "sales.new_clients",
        "date": "2026-03-02",
        "field": "target",
        "from": "200",
        "to": "120",
        "reason": "Two fairs fewer",
        "approved_by": "nora",
    }
    assert (ended["date"], ended["from"], ended["to"]) == (None, None, "dropped")
    assert document["expiring"] == [
        {
            "kind": "period",
            "goals": ["sales.new_clients"],
            "date": "2026-03-31",
            "days": 21,
            "reason": None,
        },
        {
            "kind": "tension",
            "goals": ["sales.new_clients", "revenue"],
            "date": "2026-03-10",
            "days": 0,
            "reason": "Market entry",
        },
    ]


def test_texts_are_carried_as_they_are() -> None:
    goal = replace(CLIENTS, title=HOSTILE)
    (found,) = json.loads(review_json(replace(CLEAN, reached=(goal,))))["reached"]
    assert found["title"] == HOSTILE
