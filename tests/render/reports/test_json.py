from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from kpicli.render.reports import report_json
from kpicli.reports.progress import GoalReport, Section
from kpicli.reports.reached import Reached
from render.progress_reports import CASCADE, CLIENTS, MOVED, OBJECTIVE, PLANNED, report

Target: TypeAlias = Decimal | tuple[Decimal, Decimal] | bool | None


def written(goal: GoalReport) -> str:
    return report_json(report(Section("", ((goal, None),))))


def test_a_kpi_is_the_promised_object() -> None:
    (goal,) = json.loads(written(CLIENTS), parse_float=str)["goals"]
    assert list(goal.items()) == [
        ("id", "sales.new_clients"),
        ("kind", "kpi"),
        ("title", "Raise new clients from 32 to 50"),
        ("team", "sales"),
        ("owner", "dana"),
        ("level", "department"),
        ("period", {"start": "2026-01-01", "end": "2026-12-31", "label": "FY2026"}),
        ("direction", "increase"),
        ("unit", "client"),
        ("baseline", 32),
        ("target", 50),
        ("actual", 29),
        ("actual_on", "2026-02-28"),
        ("value", 29),
        ("progress", "-0.1667"),
        ("score", "0.0"),
        ("expected", "0.1863"),
        ("status", "off_track"),
        ("coverage", "1.0"),
        ("forecast", {"value": "41.2", "low": "35.0", "high": "47.4", "probability": "0.1235"}),
        ("contributes_to", ["win_mid_market", "revenue"]),
        ("contributors", []),
        ("perspective", None),
        ("department", None),
        ("age_days", None),
        ("reviewed", None),
        ("movement", None),
        ("preset_value", None),
        ("preset_gauge", None),
        ("thresholds", {"on_track": "0.9", "at_risk": "0.7"}),
        ("reached", None),
        ("target_strict", False),
        ("cadence", None),
        ("next_due", None),
    ]


def test_an_objective_has_the_same_keys_and_null_where_they_do_not_apply() -> None:
    (kpi,) = json.loads(written(CLIENTS))["goals"]
    (goal,) = json.loads(written(OBJECTIVE))["goals"]
    assert list(goal) == list(kpi)
    empty = {key for key, value in goal.items() if value is None}
    assert empty == {
        "level",
        "period",
        "direction",
        "unit",
        "baseline",
        "target",
        "actual",
        "actual_on",
        "value",
        "forecast",
        "perspective",
        "department",
        "age_days",
        "reviewed",
        "movement",
        "preset_value",
        "preset_gauge",
        "reached",
        "target_strict",
        "cadence",
        "next_due",
    }


def test_the_next_value_has_its_day() -> None:
    (goal,) = json.loads(written(PLANNED))["goals"]
    assert (goal["cadence"], goal["next_due"]) == ("monthly", "2026-03-31")


def test_the_figure_of_a_preset_has_sixteen_digits() -> None:
    judged = replace(CLIENTS, preset_value=Decimal("0.000450608504182659123456"))
    (goal,) = json.loads(written(judged), parse_float=str)["goals"]
    assert goal["preset_value"] == "0.0004506085041826591"


def test_what_was_reached_says_since_when_and_by_how_much() -> None:
    won = replace(CLIENTS, reached=Reached(date(2026, 2, 28), Decimal("1.50")))
    (goal,) = json.loads(written(won), parse_float=str)["goals"]
    assert goal["reached"] == {"on": "2026-02-28", "beyond": "1.5"}
    (goal,) = json.loads(written(replace(CLIENTS, reached=Reached())))["goals"]
    assert goal["reached"] == {"on": None, "beyond": None}


def test_the_summary_counts_every_status() -> None:
    document = json.loads(report_json(CASCADE))
    assert document["schema"] == "kpi.report/v1"
    assert document["as_of"] == "2026-03-10"
    assert document["summary"] == {
        "goals": 4,
        "achieved": 1,
        "on_track": 1,
        "at_risk": 0,
        "off_track": 1,
        "early": 0,
        "missed": 0,
        "stale": 0,
        "no_data": 1,
        "not_started": 0,
        "closed": 0,
        "draft": 0,
    }


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (Decimal("1200000.0"), "1200000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.1"),
        (Decimal("0.1000000000000000000000000000000000001"),) * 2,
        (True, "true"),
        (None, "null"),
        ((Decimal(45), Decimal("55.50")), '{\n        "low": 45,\n        "high": 55.5\n      }'),
    ],
)
def test_targets_keep_their_exact_digits(target: Target, text: object) -> None:
    assert f'"target": {text},\n' in written(replace(CLIENTS, target=target))


def test_movement_is_said_with_the_day_it_counts_from() -> None:
    document = json.loads(report_json(MOVED), parse_float=str)
    assert document["since"] == "2026-01-31"
    (goal,) = document["goals"]
    assert goal["movement"] == {
        "value": -3,
        "progress": "-0.1667",
        "score": "0.0",
        "status_before": "early",
    }


@pytest.mark.parametrize(
    ("fraction", "text"),
    [("0.66666", "0.6667"), ("-0.00001", "0.0"), ("12.5", "12.5"), ("1", "1.0"), ("3E+2", "300.0")],
)
def test_fractions_have_one_to_four_decimals(fraction: str, text: str) -> None:
    assert f'"progress": {text},\n' in written(replace(CLIENTS, progress=Decimal(fraction)))
