"""`kpi report`: filters, formats, files."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi

MORE = """\
teams:
  - {id: sales, parent: acme, lead: bea}
people:
  - {id: ada}
  - {id: bea}
kpis:
  - {id: visits, title: Raise visits from 100 to 200, team: sales, period: 2026-H2, unit: visit,
     baseline: 100, target: 200, contributes_to: leads}
  - {id: calls, title: Raise calls from 100 to 200, team: sales, period: 2026, unit: call,
     baseline: 100, target: 200, contributes_to: leads, actuals: {2026-05-31: 110}}
"""


@pytest.fixture(autouse=True)
def _more(goals: Path) -> None:
    (goals / "more.yaml").write_text(MORE, "utf-8")


def ids(kpi: Kpi, *arguments: str) -> list[str]:
    outcome = kpi("report", "--format", "json", *arguments)
    assert (outcome.code, outcome.err) == (ExitCode.CLEAN, "")
    return [goal["id"] for goal in json.loads(outcome.out)["goals"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), ["calls", "growth", "leads", "visits"]),
        (("--team", "sales"), ["calls", "visits"]),
        (("--team", "acme"), ["calls", "growth", "leads", "visits"]),
        (("--owner", "ada"), ["growth", "leads"]),
        (("--owner", "ada,bea", "--status", "off-track"), ["calls"]),
        (("--owner", "ada", "--owner", "bea", "--level", "department"), ["calls", "visits"]),
        (("--status", "On Track"), ["growth", "leads"]),
        (("--status", "on_track,no_data"), ["growth", "leads", "visits"]),
        (("--period", "2026-H2"), ["calls", "growth", "leads", "visits"]),
        (("--period", "2026-Q1"), ["calls", "growth", "leads"]),
        (("--period", "2026-06-30"), ["calls", "growth", "leads"]),
        (("--period", "2025,FY2024"), []),
        (("--level", "organization", "--team", "sales"), []),
    ],
)
def test_filters_choose_goals(kpi: Kpi, arguments: tuple[str, ...], expected: list[str]) -> None:
    assert ids(kpi, *arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "message", "remedy"),
    [
        (("--team", "salse"), "there is no team `salse`", "did you mean `sales`?"),
        (("--owner", "adaa"), "there is no owner `adaa`", "did you mean `ada`?"),
        (("--status", "offtrack"), "there is no status `offtrack`", "did you mean `off_track`?"),
        (("--level", "departement"), "there is no level `departement`", "`department`?"),
        (("--level", "x"), "there is no level `x`", "one of organization, department, team"),
        (("--period", "2026-Q5"), "`2026-Q5` is not a period", "write 2026, FY2026, 2026-Q1"),
        (("--period", "2026-02-30"), "`2026-02-30` is not a period", "write 2026"),
        (("--since", "yesterday"), "`yesterday` is not a date", "such as 2026-06-30"),
        (("--since", "2026-07-01"), "2026-07-01 is not before 2026-07-01", "--since is earlier"),
        (("--by", "perspektive"), "`perspektive` is not one of", "did you mean `perspective`?"),
        (("--format", "htm"), "`htm` is not one of", "did you mean `html`?"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest_that_does(
    kpi: Kpi, arguments: tuple[str, ...], message: str, remedy: str
) -> None:
    outcome = kpi("report", *arguments)
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert message in outcome.err
    assert remedy in outcome.err


def test_filters_act_on_the_drawn_cascade_and_its_sums(kpi: Kpi) -> None:
    lines = kpi("report", "--team", "sales").out.splitlines()
    assert [line.split()[0] for line in lines[1:3]] == ["•", "•"]
    assert lines[-1] == "2 goals: ✖ 1 off track, ? 1 no data, as of 2026-07-01"


def test_what_needs_attention_comes_first(kpi: Kpi) -> None:
    lines = kpi("report", "--needs-attention").out.splitlines()
    headings = [line for line in lines if line in {"needs attention", "all others"}]
    assert headings == ["needs attention", "all others"]
    assert lines[lines.index("needs attention") + 1].startswith("• Raise calls")


def test_movement_is_shown_since_a_day(kpi: Kpi) -> None:
    outcome = kpi("report", "--since", "2026-05-01", "--format", "json")
    document = json.loads(outcome.out)
    assert document["since"] == "2026-05-01"
    moved = {goal["id"]: goal["movement"] for goal in document["goals"]}
    assert moved["calls"] == {
        "value": None,
        "progress": None,
        "score": None,
        "status_before": "no_data",
    }
    assert "since 2026-05-01" in kpi("report", "--since", "2026-05-01").out


def test_csv_and_json_say_the_same(kpi: Kpi) -> None:
    rows = list(csv.DictReader(StringIO(kpi("report", "--format", "csv").out)))
    goals = json.loads(kpi("report", "--format", "json").out)["goals"]
    for row, goal in zip(rows, goals, strict=True):
        for key in ("id", "kind", "title", "team", "owner", "status", "unit"):
            assert row[key] == (goal[key] or "")
        for key in ("baseline", "target", "value", "progress", "score", "expected", "age_days"):
            assert (float(row[key]) if row[key] else None) == goal[key]


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("terminal", "goal "),
        ("markdown", "# acme: progress as of 2026-07-01\n"),
        ("html", "<!doctype html>\n"),
        ("json", '{\n  "schema": "kpi.report/v1"'),
        ("csv", "id,kind,title"),
    ],
)
def test_a_report_goes_to_a_file_whole(kpi: Kpi, tmp_path: Path, form: str, begins: str) -> None:
    printed = kpi("report", "--format", form).out
    file = tmp_path / "deep" / "report.txt"
    file.parent.mkdir()
    outcome = kpi("report", "--format", form, "-o", str(file))
    assert (outcome.code, outcome.out, outcome.err) == (ExitCode.CLEAN, "", "")
    assert file.read_text("utf-8") == printed
    assert printed.startswith(begins)
    assert [path.name for path in file.parent.iterdir()] == ["report.txt"]


def test_the_page_has_the_findings_of_the_check(kpi: Kpi) -> None:
    page = kpi("report", "--format", "html").out
    found = json.loads(kpi("check", "--format", "json").out)["findings"]
    assert found
    assert page.count('"severity":') == len(found)


def test_a_rule_in_the_settings_that_does_not_exist_ends_the_page_but_no_other_report(
    kpi: Kpi, goals: Path
) -> None:
    (goals / "kpi.toml").write_text('[check]\nignore = ["orphan-kpy"]\n', "utf-8")
    outcome = kpi("report", "--format", "html")
    assert outcome.code == ExitCode.USAGE
    assert "there is no rule `orphan-kpy`" in outcome.err
    assert kpi("report").code == ExitCode.CLEAN


def test_a_folder_is_no_file_to_write(kpi: Kpi, tmp_path: Path) -> None:
    outcome = kpi("report", "-o", str(tmp_path))
    assert outcome.code == ExitCode.USAGE
    assert "cannot be written" in outcome.err


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("report.html", "html"),
        ("report.HTM", "html"),
        ("report.md", "markdown"),
        ("report.json", "json"),
        ("report.csv", "csv"),
        ("report.txt", "terminal"),
        ("report", "terminal"),
    ],
)
def test_the_ending_of_a_file_names_the_format(kpi: Kpi, goals: Path, name: str, form: str) -> None:
    assert kpi("report", "-o", name).code == ExitCode.CLEAN
    assert kpi("report", "-o", "named", "--format", form).code == ExitCode.CLEAN
    assert (goals / name).read_bytes() == (goals / "named").read_bytes()
    assert kpi("report", "-o", name, "--format", "csv").code == ExitCode.CLEAN
    assert kpi("report", "--format", "csv").out == (goals / name).read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("name", ["report.pdf", "report.xlsx", "q1.report"])
def test_an_ending_that_names_no_format_is_refused(kpi: Kpi, goals: Path, name: str) -> None:
    outcome = kpi("report", "-o", name)
    assert outcome.code == ExitCode.USAGE
    ending = name.rpartition(".")[2]
    assert f"`kpi report` writes no .{ending} files (`{name}`)" in outcome.err
    assert not (goals / name).exists()
    assert kpi("report", "-o", name, "--format", "html").code == ExitCode.CLEAN
    assert (goals / name).exists()
