"""`kpi check` with suppressions and baselines, and `kpi rules --config`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi

ORPHANS = """\
kpis:
  - {id: lost, title: Reach 5 visits, owner: ada, period: 2026, target: '>= 5'}
  - {id: left, title: Reach 9 visits, owner: ada, period: 2026, target: '>= 9'}
"""
CHECK = ("check", "--select", "R,D1", "--format", "concise")


@pytest.fixture
def orphans(goals: Path) -> Path:
    """A second file, with two errors in it."""
    path = goals / "orphans.yaml"
    path.write_text(ORPHANS, "utf-8")
    return path


def suppress(path: Path, name: str, comment: str) -> None:
    """Write a comment at the end of the line that has the id."""
    lines = path.read_text("utf-8").splitlines()
    written = [f"{line}  {comment}" if f"id: {name}," in line else line for line in lines]
    path.write_text("\n".join((*written, "")), "utf-8")


def test_the_closing_line_counts_what_is_suppressed(kpi: Kpi, orphans: Path) -> None:
    suppress(orphans, "lost", "# kpi: ignore[orphan-kpi] sold in May")
    outcome = kpi(*CHECK)
    assert outcome.code == ExitCode.FINDINGS
    assert outcome.out.startswith("orphans.yaml:3:")
    assert outcome.out.endswith(", as of 2026-07-01 (1 suppressed)\n")


def test_show_suppressed_lists_them_with_their_reasons(kpi: Kpi, orphans: Path) -> None:
    suppress(orphans, "lost", "# kpi: ignore[orphan-kpi] until 2026-12-31 sold in May")
    suppress(orphans, "left", "# kpi: ignore[orphan-kpi]")
    outcome = kpi(*CHECK, "--show-suppressed")
    assert outcome.code == ExitCode.CLEAN
    _, heading, first, reason, second, none, empty, _ = outcome.out.splitlines()
    assert (heading, empty) == ("Suppressed", "")
    assert first.startswith("orphans.yaml:2:10: error[R101] orphan-kpi: `lost`")
    assert reason == "  reason: sold in May (until 2026-12-31)"
    assert second.startswith("orphans.yaml:3:10: error[R101] orphan-kpi: `left`")
    assert none == "  reason: no reason given"


def test_show_suppressed_has_nothing_to_add_where_nothing_is(kpi: Kpi) -> None:
    assert kpi("check", "--show-suppressed").out == kpi("check").out


def test_json_has_them_in_a_list_of_their_own(kpi: Kpi, orphans: Path) -> None:
    suppress(orphans, "lost", "# kpi: ignore[orphan-kpi] until 2026-12-31 sold in May")
    document = json.loads(kpi("check", "--select", "R", "--format", "json").out)
    assert [part["goals"] for part in document["findings"]] == [["left"]]
    (part,) = document["suppressed"]
    assert part["goals"] == ["lost"]
    assert part["suppression"] == {"reason": "sold in May", "until": "2026-12-31"}
    assert document["summary"]["suppressed"] == 1
    assert document["summary"]["baseline"] is None


@pytest.mark.usefixtures("orphans")
def test_what_was_recorded_no_longer_fails(kpi: Kpi, goals: Path) -> None:
    outcome = kpi(*CHECK, "--write-baseline", "known.json")
    assert outcome.code == ExitCode.CLEAN
    assert outcome.err == "2 findings recorded in known.json\n"
    assert outcome.out.endswith("(2 known, 0 new, 0 fixed)\n")
    again = kpi(*CHECK, "--baseline", "known.json")
    assert (again.code, again.out, again.err) == (ExitCode.CLEAN, outcome.out, "")
    assert json.loads((goals / "known.json").read_text("utf-8"))["schema"] == "kpi.baseline/v1"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("no/such/known.json", "there is no folder `no`\n  help: `mkdir -p no/such` makes it"),
        ("made/no/known.json", "there is no folder `made/no`\n"),
        ("goals.yaml/known.json", "`goals.yaml` is no folder\n"),
    ],
)
@pytest.mark.usefixtures("orphans")
def test_a_baseline_makes_no_folders(kpi: Kpi, goals: Path, file: str, said: str) -> None:
    (goals / "made").mkdir()
    outcome = kpi(*CHECK, "--write-baseline", file)
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert f"error: `{file}` cannot be written: {said}" in outcome.err
    assert not (goals / file).parent.is_dir()


def test_new_findings_fail_and_fixed_ones_are_counted(kpi: Kpi, orphans: Path) -> None:
    kpi(*CHECK, "--write-baseline", "known.json")
    orphans.write_text(ORPHANS.replace("id: lost", "id: found"), "utf-8")
    outcome = kpi(*CHECK, "--baseline", "known.json")
    assert outcome.code == ExitCode.FINDINGS
    assert "`found`" in outcome.out
    assert outcome.out.endswith("(1 known, 1 new, 1 fixed)\n")


def test_a_check_leaves_the_baseline_alone_and_shrinking_only_shrinks_it(
    kpi: Kpi, goals: Path, orphans: Path
) -> None:
    kpi(*CHECK, "--write-baseline", "known.json")
    file = goals / "known.json"
    before = file.read_bytes()
    orphans.write_text(ORPHANS.replace("id: lost", "id: found"), "utf-8")
    kpi(*CHECK, "--baseline", "known.json")
    assert file.read_bytes() == before
    outcome = kpi(*CHECK, "--baseline", "known.json", "--write-baseline", "known.json")
    assert outcome.code == ExitCode.FINDINGS
    assert outcome.err == "1 finding recorded in known.json\n"
    assert [part["goals"] for part in json.loads(file.read_text("utf-8"))["findings"]] == [["left"]]


@pytest.mark.usefixtures("orphans")
def test_paths_narrow_what_is_shown_and_never_what_is_recorded(kpi: Kpi, goals: Path) -> None:
    kpi(*CHECK, "goals.yaml", "--quiet", "--write-baseline", "known.json")
    assert len(json.loads((goals / "known.json").read_text("utf-8"))["findings"]) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "error: there is no baseline `known.json`\n  help: `kpi check --write-baseline"),
        (b"", "error: `known.json` is not JSON\n  help: name another file"),
        (b"\xff", "error: the baseline `known.json` cannot be read: it is not UTF-8"),
        (b"{}", "error: `known.json` is not a baseline of kpi\n"),
        (
            b'{"schema": "kpi.baseline/v2"}',
            "error: `known.json` has the form `kpi.baseline/v2`, this is `kpi.baseline/v1`\n",
        ),
    ],
)
def test_what_is_no_baseline_ends_the_check(
    kpi: Kpi, goals: Path, content: bytes | None, message: str
) -> None:
    if content is not None:
        (goals / "known.json").write_bytes(content)
    outcome = kpi("check", "--baseline", "known.json")
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert outcome.err.startswith(message)


def test_a_folder_is_no_baseline(kpi: Kpi) -> None:
    outcome = kpi("check", "--baseline", ".")
    assert outcome.code == ExitCode.USAGE
    assert outcome.err.startswith("error: the baseline `.` cannot be read: ")


def test_rules_config_shows_what_is_set_and_where(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").write_text(
        "[check]\n"
        'ignore = ["S"]\n'
        "[check.severity]\n"
        'orphan-kpi = "info"\n'
        "[check.per_file_ignores]\n"
        '"drafts/**" = ["R"]\n'
        "[check.options.double-ownership]\n"
        "common_dates = 4\n",
        "utf-8",
    )
    lines = [line.split() for line in kpi("rules", "--config").out.splitlines()]
    at = lines.index(["S101", "missing-owner", "off", "warning"])
    assert lines[at + 1] == ["off:", "kpi.toml:2", "(S)"]
    at = lines.index(["R101", "orphan-kpi", "on", "info"])
    assert lines[at + 1 : at + 3] == [
        ["severity", "info:", "kpi.toml:4", "(orphan-kpi)"],
        ["off", "for", "drafts/**:", "kpi.toml:6", "(R)"],
    ]
    assert ["common_dates", "=", "4:", "kpi.toml:8", "(double-ownership)"] in lines


def test_rules_config_has_a_json_form(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").write_text('[check]\nselect = ["R101"]\n', "utf-8")
    document = json.loads(kpi("rules", "--config", "--format", "json").out)
    assert document["schema"] == "kpi.rules/v1"
    configs = {rule["name"]: rule["config"] for rule in document["rules"]}
    assert configs["orphan-kpi"] == {
        "on": True,
        "on_set": {"path": "kpi.toml", "line": 2, "selector": "R101"},
        "severity": "error",
        "severity_set": None,
        "ignored_for": [],
        "options": [],
    }
    assert configs["missing-owner"]["on"] is False


def test_rules_config_says_what_is_wrong_in_the_settings(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").write_text('[check]\nignore = ["orphan-kpy"]\n', "utf-8")
    outcome = kpi("rules", "--config")
    assert outcome.code == ExitCode.USAGE
    assert outcome.err.startswith("error: kpi.toml:2: there is no rule `orphan-kpy`")
