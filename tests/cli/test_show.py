"""`kpi show`: one goal whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi


def test_a_kpi_is_shown_with_its_chart(kpi: Kpi) -> None:
    outcome = kpi("show", "leads")
    assert outcome.code == ExitCode.CLEAN
    lines = outcome.out.splitlines()
    assert lines[0] == "• leads  Raise leads from 10 to 20"
    assert lines[1] == "● on track, as of 2026-07-01"
    for said in (
        "period    2026, 2026-01-01 to 2026-12-31, 184 days left",
        "value     15 lead on 2026-06-30, 1 day ago",
        "50 %, 49 % expected",
        "● actual  · expected  ╌ target 20",
        "growth  Win a larger share",
    ):
        assert said in outcome.out


def test_an_objective_is_shown_with_what_contributes_to_it(kpi: Kpi) -> None:
    out = kpi("show", "growth").out
    assert "contributors" in out
    assert "50 %  leads  Raise leads from 10 to 20" in out


def test_findings_about_a_goal_are_shown_with_it(kpi: Kpi, goals: Path) -> None:
    text = (goals / "goals.yaml").read_text("utf-8")
    (goals / "goals.yaml").write_text(text.replace("2026-06-30", "2026-09-30"), "utf-8")
    assert "error[T108]" in kpi("show", "leads").out
    document = json.loads(kpi("show", "leads", "--format", "json").out)
    (finding,) = [part for part in document["findings"] if part["code"] == "T108"]
    assert finding["location"] == {"path": "goals.yaml", "line": 16, "column": 27}


def test_a_goal_as_json(kpi: Kpi) -> None:
    document = json.loads(kpi("show", "leads", "--format", "json").out)
    assert document["schema"] == "kpi.show/v1"
    assert document["as_of"] == "2026-07-01"
    assert (document["goal"]["id"], document["goal"]["days_left"]) == ("leads", 184)
    assert document["history"] == [{"on": "2026-06-30", "value": 15}]
    assert document["plan"]["line"][-1]["value"] == 20
    assert [part["id"] for part in document["parents"]] == ["growth"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("leds",), "did you mean `leads`?"),
        ((), "missing argument"),
        (("leads", "--format", "x"), "x"),
    ],
)
def test_wrong_usage(kpi: Kpi, arguments: tuple[str, ...], said: str) -> None:
    outcome = kpi("show", *arguments)
    assert outcome.code == ExitCode.USAGE
    assert said in outcome.err
