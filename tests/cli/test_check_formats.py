"""The formats of `kpi check` for other programs, and where each of them goes."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

from kpicli.cli.exit_codes import ExitCode
from render.runner import commands
from render.schemas import assert_code_quality, assert_junit, assert_sarif

from .conftest import GOALS, Kpi

if TYPE_CHECKING:
    from pathlib import Path

ORPHANS = """\
kpis:
  - {id: lost, title: Reach 5 visits, owner: ada, period: 2026, target: '>= 5'}
  - {id: left, title: Reach 9 visits, owner: ada, period: 2026, target: '>= 9'}
"""
HOSTILE = r"""
kpis:
  - id: lost
    title: "\r\n::error file=x::y ##[error]z ]]> | <script> `a` @ada [b](https://e.org) \e[1m\u202E"
    owner: "::add-mask::a ##[add-path]/b @ada"
    period: 2026
    target: "::error::50 ]]> <b>"
"""
ALL = ("full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif", "markdown")


@pytest.fixture
def orphans(goals: Path) -> Path:
    """A second file, in a folder, with two errors in it."""
    (goals / "sales").mkdir()
    path = goals / "sales" / "more.yaml"
    path.write_text(ORPHANS, "utf-8")
    return path


def read(form: str, text: str) -> int:
    """How many findings a format lists, once it was found to be what it says."""
    match form:
        case "json":
            return len(json.loads(text)["findings"])
        case "jsonl":
            return len(list(map(json.loads, text.splitlines())))
        case "github":
            return len(commands(text))
        case "gitlab":
            return len(assert_code_quality(text))
        case "junit":
            assert_junit(text)
            root = fromstring(text)  # noqa: S314 - our own text
            return len(root.findall(".//failure")) + len(root.findall(".//system-out"))
        case "sarif":
            return len(assert_sarif(text)["results"])
        case "markdown":
            return text.count("\n| ") - (1 if "| severity |" in text else 0)
        case _:
            return text.count("[R101] orphan-kpi")


@pytest.mark.usefixtures("orphans")
@pytest.mark.parametrize("form", ALL)
def test_each_format_goes_to_standard_output_or_a_file(kpi: Kpi, goals: Path, form: str) -> None:
    printed = kpi("check", "--select", "R101", "--format", form, "--quiet")
    assert (printed.code, printed.err) == (ExitCode.FINDINGS, "")
    assert read(form, printed.out) == 2
    written = kpi("check", "--select", "R101", "--format", f"{form}=it", "--quiet")
    assert (written.out, written.err) == ("", "")
    assert (goals / "it").read_text("utf-8") == printed.out


@pytest.mark.parametrize("form", ALL)
def test_each_format_has_a_clean_run(kpi: Kpi, form: str) -> None:
    outcome = kpi("check", "--format", form, "--quiet")
    assert outcome.code == ExitCode.CLEAN
    assert read(form, outcome.out) == 0


@pytest.mark.usefixtures("orphans")
@pytest.mark.parametrize("form", ALL)
def test_the_closing_count_follows_text_and_leaves_all_else_alone(kpi: Kpi, form: str) -> None:
    outcome = kpi("check", "--select", "R101", "--format", form)
    count = "Found 2 errors: 2 files, 4 goals, "
    assert (count in outcome.out) is (form in {"full", "concise"})
    assert (count in outcome.err) is (form not in {"full", "concise"})


@pytest.mark.usefixtures("orphans")
def test_the_count_is_said_also_where_all_goes_to_files(kpi: Kpi) -> None:
    outcome = kpi("check", "--select", "R101", "--format", "sarif=a,junit=b")
    assert outcome.out == ""
    assert outcome.err.startswith("Found 2 errors: ")


@pytest.mark.usefixtures("orphans")
def test_text_annotations_and_files_at_once(kpi: Kpi, goals: Path) -> None:
    formats = ("--format", "full", "--format", "sarif=out.sarif", "--format", "github")
    outcome = kpi("check", "--select", "R101", *formats)
    assert outcome.out.startswith("error[R101] orphan-kpi")
    assert len(commands(outcome.out)) == 2
    assert outcome.out.splitlines()[-1].startswith("Found 2 errors: ")
    assert read("sarif", (goals / "out.sarif").read_text("utf-8")) == 2


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        ("json,sarif", "only one format can go to standard output"),
        ("full,concise", "only one format can go to standard output"),
        ("json,github", "only one format can go to standard output"),
        ("github,github", "only one format can go to standard output"),
        ("json=a,sarif=a", "2 formats go to `a`"),
        ("serif", "there is no format `serif`\n  help: did you mean `sarif`?"),
        ("sarif=", "`sarif=` names no file"),
    ],
)
def test_what_cannot_be_written_is_said(kpi: Kpi, formats: str, said: str) -> None:
    outcome = kpi("check", "--format", formats)
    assert outcome.code == ExitCode.USAGE
    assert said in outcome.err


@pytest.mark.usefixtures("orphans")
def test_github_actions_gets_annotations_beside_the_text(
    kpi: Kpi, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = kpi("check", "--select", "R101").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    there = kpi("check", "--select", "R101").out
    assert not commands(here)
    assert len(commands(there)) == 2
    assert [line for line in there.splitlines() if not line.startswith("::error ")] == (
        here.splitlines()
    )
    assert kpi("check", "--select", "R101", "--format", "full").out == here


@pytest.mark.parametrize("form", ALL)
def test_hostile_goals_are_harmless_in_each_format(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    (goals / "::error::x ##[error].yaml").write_text(HOSTILE, "utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    outcome = kpi("check", "--format", form, "--quiet")
    assert outcome.code == ExitCode.FINDINGS
    read(form, outcome.out)
    found = commands(outcome.out)
    if form == "github":
        assert {command.name for command in found} <= {"error", "warning", "notice"}
        assert {command.properties["file"] for command in found} >= {"::error::x ##[error].yaml"}
    else:
        assert not found
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize("form", ALL)
def test_a_file_that_cannot_be_read_is_a_finding_in_each_format(
    kpi: Kpi, goals: Path, form: str
) -> None:
    (goals / "bad.yaml").write_bytes(b"\xff\xfe\x00")
    outcome = kpi("check", "--select", "D007", "--format", form, "--quiet")
    assert outcome.code == ExitCode.FINDINGS
    assert "bad.yaml" in outcome.out
    if form not in {"full", "concise"}:
        assert read(form, outcome.out) == 1


def paths(form: str, text: str) -> set[str]:
    """The paths of the findings in a format that names them from the top of the checkout."""
    if form == "github":
        return {command.properties["file"] for command in commands(text)}
    if form == "gitlab":
        return {violation["location"]["path"] for violation in assert_code_quality(text)}
    locations = (part["locations"][0]["physicalLocation"] for part in assert_sarif(text)["results"])
    return {location["artifactLocation"]["uri"] for location in locations}


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
@pytest.mark.parametrize(
    ("marker", "variable", "prefix"),
    [
        ("", "", ""),
        (".git", "", "acme/goals/"),
        ("acme/.git", "", "goals/"),
        ("acme/goals/.git", "GITHUB_WORKSPACE", ""),
        ("", "GITHUB_WORKSPACE", "acme/goals/"),
        ("", "CI_PROJECT_DIR", "acme/goals/"),
    ],
)
def test_paths_start_at_the_top_of_the_checkout(  # noqa: PLR0913, PLR0917 - a table
    kpi: Kpi,
    goals: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    marker: str,
    variable: str,
    prefix: str,
) -> None:
    root = goals / "acme" / "goals"
    root.mkdir(parents=True)
    (root / "kpi.toml").touch()
    (root / "goals.yaml").write_text(GOALS, "utf-8")
    (root / "more.yaml").write_text(ORPHANS, "utf-8")
    if marker:
        (goals / marker).touch()
    if variable:
        monkeypatch.setenv(variable, str(goals))
    monkeypatch.chdir(root)
    outcome = kpi("check", "--select", "R101", "--format", form)
    assert paths(form, outcome.out) == {f"{prefix}more.yaml"}


def test_a_workspace_elsewhere_says_nothing(
    kpi: Kpi, orphans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(orphans.parent))
    outcome = kpi("check", "--select", "R101", "--format", "github")
    assert paths("github", outcome.out) == {"sales/more.yaml"}


def fingerprints(kpi: Kpi, form: str) -> list[str]:
    """The fingerprints in a format, in order."""
    text = kpi("check", "--select", "R,S,M", "--format", form).out
    if form == "gitlab":
        return [violation["fingerprint"] for violation in assert_code_quality(text)]
    if form == "sarif":
        results = assert_sarif(text)["results"]
        return [part["partialFingerprints"]["kpi/v1"] for part in results]
    return [json.loads(line)["fingerprint"] for line in text.splitlines()]


@pytest.mark.parametrize("form", ["jsonl", "gitlab", "sarif"])
def test_fingerprints_outlive_moved_lines_and_other_words(
    kpi: Kpi, orphans: Path, form: str
) -> None:
    before = fingerprints(kpi, form)
    assert len(set(before)) == len(before) >= 2
    moved = ORPHANS.replace("kpis:", "# a comment\n\nkpis:\n").replace("5 visits", "7 visitors")
    orphans.write_text(moved, "utf-8")
    assert fingerprints(kpi, form) == before
    # What the finding is about is another goal now; the others stay what they were.
    orphans.write_text(moved.replace("id: lost", "id: found"), "utf-8")
    after = fingerprints(kpi, form)
    assert after != before
    assert set(after) & set(before)


def test_sarif_has_what_comments_hide(kpi: Kpi, orphans: Path) -> None:
    line = ORPHANS.splitlines()[1]
    comment = "# kpi: ignore[orphan-kpi] sold in May"
    orphans.write_text(ORPHANS.replace(line, f"{line}  {comment}"), "utf-8")
    results = assert_sarif(kpi("check", "--select", "R101", "--format", "sarif").out)["results"]
    hidden = [part["suppressions"] for part in results if "suppressions" in part]
    assert len(results) == 2
    assert hidden == [[{"kind": "inSource", "justification": "sold in May"}]]


def test_a_format_can_go_to_a_pipe(kpi: Kpi, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert kpi("check", "--format", f"json={pipe}").code == ExitCode.CLEAN
    assert json.loads(os.read(reader, 65_536))["findings"] == []
    os.close(reader)
    assert pipe.is_fifo()


def test_the_help_lists_all_formats(kpi: Kpi) -> None:
    text = " ".join(kpi("check", "--help").out.split())
    assert "full (default), concise, json, jsonl, github, gitlab, junit, sarif or markdown" in text


def test_the_closing_line_is_broken_where_a_width_is_known(
    kpi: Kpi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert len(kpi("check").out.splitlines()) == 2
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr("kpicli.cli.check_formats.has_known_width", lambda: False)
    assert len(kpi("check").out.splitlines()) == 1
