"""`kpi why`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi


def test_the_arithmetic_of_a_kpi(kpi: Kpi) -> None:
    outcome = kpi("why", "leads")
    assert (outcome.code, outcome.err) == (ExitCode.CLEAN, "")
    assert outcome.out.startswith("• leads  Raise leads from 10 to 20\n")
    assert "  progress  (15 \u2212 10) ÷ (20 \u2212 10) = 0.5\n" in outcome.out


def test_as_json(kpi: Kpi) -> None:
    document = json.loads(kpi("why", "growth", "--format", "json").out)
    assert document["schema"] == "kpi.why/v1"
    assert document["goal"]["status"] == "on_track"
    assert [part["goal"] for part in document["contributors"]] == ["leads"]
    assert document["findings"] == []


def test_findings_about_the_goal_are_listed_and_those_about_others_are_not(
    kpi: Kpi, goals: Path
) -> None:
    (goals / "more.yaml").write_text(
        """\
        defaults: {period: 2026}
        kpis:
          - {id: all, title: All, unit: client, rollup: sum, target: ">= 9"}
          - {id: some, title: Some, unit: client, target: ">= 4", contributes_to: all}
        """,
        "utf-8",
    )
    assert (
        "error[U101] shortfall: the targets of what contributes to `all`" in kpi("why", "all").out
    )
    assert "help: agree on targets that bring 5 more" in kpi("why", "some").out
    assert "U101" not in kpi("why", "leads").out


def test_settings_decide_what_is_found(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").write_text("[check]\nselect = ['NONSENSE']\n", "utf-8")
    outcome = kpi("why", "leads")
    assert outcome.code == ExitCode.USAGE
    assert "NONSENSE" in outcome.err


def test_a_goal_that_does_not_exist(kpi: Kpi) -> None:
    outcome = kpi("why", "lead")
    assert outcome.code == ExitCode.USAGE
    assert "did you mean `leads`?" in outcome.err


def test_what_could_not_be_loaded_is_said(kpi: Kpi, goals: Path) -> None:
    (goals / "broken.yaml").write_text("kpis: [", "utf-8")
    assert "1 error in loading" in kpi("why", "leads").err
