"""The other commands: tree, report, rules, explain, schema, init."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.init import first_files
from kpicli.rules.registry import RULES
from repository import lint, load

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi


def test_the_tree_shows_what_serves_what(kpi: Kpi) -> None:
    lines = kpi("tree").out.splitlines()
    assert lines[0].startswith("◆ growth  Win a larger share")
    assert lines[1].startswith("└─ • leads  Raise leads from 10 to 20")


@pytest.mark.parametrize(("form", "begins"), [("mermaid", "flowchart"), ("dot", "digraph")])
def test_the_tree_as_a_diagram(kpi: Kpi, form: str, begins: str) -> None:
    assert kpi("tree", "--format", form).out.startswith(begins)


def test_the_tree_of_one_goal_as_json(kpi: Kpi) -> None:
    document = json.loads(kpi("tree", "leads", "--format", "json").out)
    assert document["schema"] == "kpi.tree/v1"
    assert [goal["id"] for goal in document["goals"]] == ["leads"]


def test_the_report_as_json(kpi: Kpi) -> None:
    document = json.loads(kpi("report", "--format", "json").out)
    assert document["schema"] == "kpi.report/v1"
    assert document["summary"]["goals"] == 2
    growth, leads = document["goals"]
    assert (growth["kind"], growth["score"], growth["contributors"]) == (
        "objective",
        0.5,
        ["leads"],
    )
    assert (leads["baseline"], leads["target"], leads["actual"]) == (10, 20, 15)
    assert (leads["progress"], leads["expected"], leads["status"]) == (0.5, 0.4959, "on_track")
    assert leads["period"] == {"start": "2026-01-01", "end": "2026-12-31", "label": "2026"}


@pytest.mark.parametrize("by", ["cascade", "team", "owner", "status"])
def test_the_report_arranged(kpi: Kpi, by: str) -> None:
    outcome = kpi("report", "--by", by)
    assert outcome.code == ExitCode.CLEAN
    assert "Raise leads from 10 to 20" in outcome.out


@pytest.mark.parametrize(
    "command",
    [
        "report",
        "review",
        "export",
        "tree",
        "tree leads",
        "show leads",
        "why leads",
        "whatif leads=5",
    ],
)
def test_what_could_not_be_loaded_is_said(kpi: Kpi, goals: Path, command: str) -> None:
    assert kpi(*command.split()).code == ExitCode.CLEAN
    (goals / "broken.yaml").write_text("kpis: [", "utf-8")
    outcome = kpi(*command.split())
    assert "1 error in loading" in outcome.err
    assert outcome.code == ExitCode.FINDINGS
    quiet = kpi(*command.split(), "--quiet")
    assert (quiet.code, quiet.err) == (ExitCode.FINDINGS, "")


def test_a_goal_that_could_not_be_loaded_is_not_called_unknown(kpi: Kpi, goals: Path) -> None:
    (goals / "broken.yaml").write_text("kpis: [{id: half}]\n", "utf-8")
    assert "`half` could not be loaded" in kpi("tree", "half").err


def test_the_catalogue_lists_every_rule(kpi: Kpi) -> None:
    out = kpi("rules").out
    assert all(rule.code in out and rule.name in out for rule in RULES)
    listed = json.loads(kpi("rules", "--format", "json").out)["rules"]
    assert [rule["code"] for rule in listed] == [rule.code for rule in RULES]


@pytest.mark.parametrize("name", ["orphan-kpi", "R101", "r101"])
def test_a_rule_is_explained_by_name_or_code(kpi: Kpi, name: str) -> None:
    out = kpi("explain", name).out
    assert "orphan-kpi (R101)" in out
    assert "What it does" in out


@pytest.mark.parametrize("subject", ["goals", "config"])
def test_the_schema_is_json_schema(kpi: Kpi, subject: str) -> None:
    assert json.loads(kpi("schema", subject).out)["$schema"].startswith("https://json-schema.org/")


def test_init_writes_a_repository_that_passes_every_check(
    kpi: Kpi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KPI_AS_OF")
    outcome = kpi("init", "ours")
    assert outcome.code == ExitCode.CLEAN
    assert "kpi check && kpi tree && kpi report" in outcome.out
    assert kpi("check", "--root", "ours", "--fail-on", "info").code == ExitCode.CLEAN
    assert kpi("report", "--root", "ours").code == ExitCode.CLEAN
    assert (tmp_path / "ours/.kpi/goals.schema.json").is_file()


def test_init_overwrites_nothing(kpi: Kpi, goals: Path) -> None:
    (goals / "company.yaml").write_text("mine", "utf-8")
    assert "Kept the file that was there: company.yaml" in kpi("init").out
    assert (goals / "company.yaml").read_text("utf-8") == "mine"
    again = kpi("init")
    assert again.code == ExitCode.USAGE
    assert "is a goal repository already" in again.err


@pytest.mark.parametrize("day", [date(2027, 1, 1) + timedelta(days=13 * n) for n in range(29)])
def test_the_first_files_are_clean_on_every_day_of_the_year(day: date) -> None:
    files = {path: text for path, text in first_files(day).items() if not path.startswith(".")}
    _, findings = load(files, day)
    assert not findings
    result = lint(files, "ALL", as_of=day)
    assert not [part.finding.message for part in result.findings]
