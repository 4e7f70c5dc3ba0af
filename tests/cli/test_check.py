"""`kpi check` as people and scripts use it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

from .conftest import GOALS, Kpi

if TYPE_CHECKING:
    from pathlib import Path

LEFT_OUT = "  help: `exclude`, a .gitignore or a dot before a name leaves it out\n"
ORPHAN = "kpis: [{id: lost, title: Reach 5 visits, owner: ada, period: 2026, target: '>= 5'}]\n"


@pytest.fixture
def orphan(goals: Path) -> Path:
    """A second file, in a folder, with an error in it."""
    (goals / "sales").mkdir()
    path = goals / "sales" / "more.yaml"
    path.write_text(ORPHAN, "utf-8")
    return path


def test_clean_goals_are_counted(kpi: Kpi) -> None:
    outcome = kpi("check")
    assert outcome.code == ExitCode.CLEAN
    assert outcome.out.startswith("All checks passed: 1 file, 2 goals, ")
    assert outcome.out.endswith(" rules, as of 2026-07-01\n")


def test_quiet_says_nothing_about_clean_goals(kpi: Kpi) -> None:
    assert kpi("check", "--quiet").out == ""


@pytest.mark.usefixtures("orphan")
def test_a_finding_has_its_place_and_fails_the_check(kpi: Kpi) -> None:
    outcome = kpi("check", "--select", "R", "--format", "concise")
    assert outcome.code == ExitCode.FINDINGS
    assert outcome.out.splitlines()[0].startswith(
        "sales/more.yaml:1:13: error[R101] orphan-kpi: `lost` contributes to nothing"
    )


@pytest.mark.usefixtures("orphan")
def test_json_goes_alone_to_standard_output(kpi: Kpi) -> None:
    outcome = kpi("check", "--select", "R", "--format", "json")
    document = json.loads(outcome.out)
    assert document["schema"] == "kpi.check/v1"
    assert document["as_of"] == "2026-07-01"
    assert document["summary"]["errors"] == 1
    assert document["findings"][0]["location"]["path"] == "sales/more.yaml"
    assert outcome.err.startswith("Found 1 error: 2 files, 3 goals")


@pytest.mark.usefixtures("orphan")
def test_several_formats_at_once(kpi: Kpi, goals: Path) -> None:
    outcome = kpi("check", "--select", "R", "--format", "concise", "--format", "json=all.json")
    assert "orphan-kpi" in outcome.out
    assert json.loads((goals / "all.json").read_text("utf-8"))["summary"]["errors"] == 1


def test_a_file_that_cannot_be_written_is_said(kpi: Kpi) -> None:
    outcome = kpi("check", "--format", "json=goals.yaml/x.json")
    assert outcome.code == ExitCode.USAGE
    assert "cannot be written" in outcome.err


@pytest.mark.usefixtures("orphan")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--select", "orphan-kpi"), ExitCode.FINDINGS),
        (("--select", "R101,S"), ExitCode.FINDINGS),
        (("--select", "R", "--select", "S"), ExitCode.FINDINGS),
        (("--select", "S"), ExitCode.CLEAN),
        (("--select", "R", "--ignore", "orphan-kpi"), ExitCode.CLEAN),
        (("--select", "R", "--severity", "orphan-kpi=warning"), ExitCode.CLEAN),
        (
            ("--select", "R", "--severity", "R101=warning", "--fail-on", "warning"),
            ExitCode.FINDINGS,
        ),
        (("--select", "R", "--per-file-ignore", "sales/**=R"), ExitCode.CLEAN),
        (("--select", "R", "sales"), ExitCode.FINDINGS),
        (("--select", "R", "goals.yaml"), ExitCode.CLEAN),
        (("--select", "R", "sales/more.yaml", "goals.yaml"), ExitCode.FINDINGS),
    ],
)
def test_what_is_selected_decides(kpi: Kpi, arguments: tuple[str, ...], code: int) -> None:
    assert kpi("check", *arguments).code == code


@pytest.mark.usefixtures("orphan")
def test_paths_are_relative_to_the_working_directory(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (goals / "kpi.toml").touch()
    monkeypatch.chdir(goals / "sales")
    outcome = kpi("check", "--select", "R", "more.yaml")
    assert outcome.out.startswith("error[R101]")
    assert " --> sales/more.yaml:1:13" in outcome.out


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("docs", "warning: no goal file is checked at `docs`\n"),
        ("docs/notes.md", "warning: no goal file is checked at `docs/notes.md`\n"),
        ("old.yaml", f"warning: no goal file is checked at `old.yaml`\n{LEFT_OUT}"),
        ("docs/days.csv", ""),
        ("kpi.toml", ""),
        ("goals.yaml", ""),
        (".", ""),
    ],
)
def test_paths_without_a_goal_file_are_told(kpi: Kpi, goals: Path, path: str, said: str) -> None:
    (goals / "kpi.toml").write_text('[files]\nexclude = ["old.yaml"]\n', "utf-8")
    (goals / "docs").mkdir()
    for name in ("docs/notes.md", "docs/days.csv", "old.yaml"):
        (goals / name).touch()
    outcome = kpi("check", path)
    assert (outcome.code, outcome.err) == (ExitCode.CLEAN, said)
    assert kpi("check", "--quiet", path).err == ""


def test_a_path_that_cannot_be_read_is_told_by_its_finding_alone(kpi: Kpi, goals: Path) -> None:
    (goals / "More.YAML").touch()
    outcome = kpi("check", "More.YAML", "--format", "concise")
    assert outcome.code == ExitCode.FINDINGS
    assert outcome.err == ""


@pytest.mark.usefixtures("orphan")
def test_settings_select_and_the_command_line_goes_before_them(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").write_text('[check]\nselect = ["S"]\n', "utf-8")
    assert kpi("check").code == ExitCode.CLEAN
    assert kpi("check", "--select", "R").code == ExitCode.FINDINGS


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[chek]\n", "kpi.toml:1: there is no setting `chek`\n  help: did you mean `check`?"),
        ('[check]\n\nselect = ["orphan"]\n', "kpi.toml:3: there is no rule `orphan`"),
        ("[check\n", "kpi.toml:1: this is not TOML"),
        ("[check.options.missing-owner]\nx = 1\n", "`missing-owner` has no option `x`"),
        ("[calendar]\nfiscal_year_start = 13\n", "kpi.toml:2: `calendar.fiscal_year_start`"),
    ],
)
def test_wrong_settings_name_their_line(kpi: Kpi, goals: Path, settings: str, said: str) -> None:
    (goals / "kpi.toml").write_text(settings, "utf-8")
    outcome = kpi("check")
    assert outcome.code == ExitCode.USAGE
    assert said in outcome.err
    assert outcome.out == ""


def test_all_that_is_wrong_in_the_settings_is_said_at_once(kpi: Kpi, goals: Path) -> None:
    settings = (
        "[check]\nselect = ['FOO']\nignore = ['M', 5]\nfail_on = 'eror'\n"
        "[check.severity]\nmissing-ownr = 'error'\n[files]\nexclde = []\n"
        "[check.options.missing-owner]\nx = 1\n[connections.w]\ntable = 'x'\n"
        "[status]\non_track = 0.5\nat_risk = 0.7\n"
    )
    (goals / "kpi.toml").write_text(settings, "utf-8")
    outcome = kpi("check")
    assert outcome.code == ExitCode.USAGE
    errors = [line for line in outcome.err.splitlines() if line.startswith("error: ")]
    lines = [int(line.split(":")[2]) for line in errors]
    assert lines == sorted(lines)
    assert set(lines) == {2, 3, 4, 6, 8, 10, 11, 12, 13}, outcome.err


@pytest.mark.parametrize("arguments", [("check",), ("report",), ("tree",), ("check", "--watch")])
def test_a_home_folder_is_not_read_as_a_whole(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (goals / "kpi.toml").unlink(missing_ok=True)
    monkeypatch.setenv("HOME", str(goals))
    outcome = kpi(*arguments)
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert f"error: {goals} is the home folder and has no kpi.toml" in outcome.err
    assert "`--root DIR`" in outcome.err


def test_the_root_of_the_file_system_is_not_read_as_a_whole(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(goals.anchor)
    outcome = kpi("check")
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert f"error: {goals.anchor} is the root of the file system" in outcome.err


def test_a_home_folder_is_read_where_that_is_said(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (goals / "kpi.toml").unlink(missing_ok=True)
    monkeypatch.setenv("HOME", str(goals))
    said = kpi("check", "goals.yaml").out
    assert "files" in said or "file" in said
    assert kpi("check", "--root", ".").out == said
    (goals / "kpi.toml").write_text("", "utf-8")
    assert kpi("check").out == said


def test_nothing_to_check_is_no_success(kpi: Kpi, goals: Path) -> None:
    (goals / "goals.yaml").unlink()
    outcome = kpi("check")
    assert outcome.code == ExitCode.USAGE
    assert "there are no goal files" in outcome.err
    assert "`kpi init`" in outcome.err


@pytest.mark.parametrize(("count", "files"), [(1, "the one goal file"), (2, "all 2 goal files")])
def test_nothing_to_check_since_all_is_excluded(
    kpi: Kpi, goals: Path, count: int, files: str
) -> None:
    for index in range(1, count):
        (goals / f"more{index}.yaml").touch()
    (goals / "kpi.toml").write_text('[files]\nexclude = ["*.yaml"]\n', "utf-8")
    outcome = kpi("check")
    assert outcome.code == ExitCode.USAGE
    assert f"kpi.toml:2: `exclude` leaves out {files} in {goals}\n" in outcome.err
    assert "kpi init" not in outcome.err


def test_nothing_to_check_and_nothing_that_is_excluded(kpi: Kpi, goals: Path) -> None:
    (goals / "goals.yaml").unlink()
    (goals / "kpi.toml").write_text('[files]\nexclude = ["archive/**"]\n', "utf-8")
    assert "there are no goal files" in kpi("check").err


def test_a_broken_file_hides_no_other(kpi: Kpi, goals: Path) -> None:
    (goals / "broken.yaml").write_text("kpis: [", "utf-8")
    (goals / "typo.yaml").write_text("kpi: []\n", "utf-8")
    outcome = kpi("check", "--format", "concise")
    assert [line.split(":")[0] for line in outcome.out.splitlines()[:-1]] == [
        "broken.yaml",
        "typo.yaml",
    ]


def test_the_day_comes_from_the_option_then_from_the_environment(kpi: Kpi) -> None:
    assert "as of 2026-07-01" in kpi("check").out
    assert "as of 2026-08-02" in kpi("check", "--as-of", "2026-08-02").out


@pytest.mark.usefixtures("orphan")
def test_a_second_run_gives_the_same_bytes(kpi: Kpi) -> None:
    for form in ("full", "concise", "json"):
        assert kpi("check", "--format", form) == kpi("check", "--format", form)


@pytest.mark.usefixtures("orphan")
def test_colour_is_asked_for_or_left_out(kpi: Kpi, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in kpi("check").out
    assert "\x1b[" in kpi("check", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in kpi("check").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in kpi("check").out


def test_hostile_text_in_goals_does_nothing_to_a_terminal(kpi: Kpi, goals: Path) -> None:
    title = '"\\e[2J [red]x[/red] \\u202e ::error::"'
    (goals / "goals.yaml").write_text(GOALS.replace("Raise leads from 10 to 20", title), "utf-8")
    for command in ("check", "tree", "report"):
        out = kpi(command).out
        assert "\x1b" not in out
        assert "\u202e" not in out
