"""`kpi check --fix`, `--diff` and `--unsafe-fixes`."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi

FLAWED = """\
kpis:
  - id: open
    title: Reduce open tickets
    # kpi: ignore[D101] the old name
    segment: on
    unit: on   # a comment
    target: 48
    owner: no
"""
SELECT = ("check", "--select", "ambiguous-scalar,unknown-direction,D103", "--format", "concise")


@pytest.fixture
def flawed(goals: Path) -> Path:
    """A second file, in which two safe fixes and an unsafe one can be made, and one is hidden."""
    path = goals / "flawed.yaml"
    path.write_text(FLAWED, "utf-8")
    return path


def fixed(text: str) -> str:
    """The text with the safe fixes made."""
    return text.replace("unit: on", 'unit: "on"').replace("owner: no", 'owner: "no"')


def test_a_check_says_what_can_be_fixed(kpi: Kpi, flawed: Path) -> None:
    before = flawed.read_bytes()
    outcome = kpi(*SELECT)
    assert outcome.code == ExitCode.FINDINGS
    first, second, third, *closing = outcome.out.splitlines()
    assert first.endswith("may be read as a boolean [*]")
    assert "unknown-direction" in second
    assert not second.endswith("[*]")
    assert third.endswith("[*]")
    assert closing[-1] == "[*] 2 fixable with --fix (1 more with --unsafe-fixes)"
    assert flawed.read_bytes() == before


def test_the_full_text_marks_them_too(kpi: Kpi, flawed: Path) -> None:
    assert flawed.exists()
    outcome = kpi(*SELECT[:3], "--color", "always")
    assert outcome.out.count(" [*]\x1b") == 2


def test_fix_makes_the_safe_ones_and_shows_the_rest(kpi: Kpi, flawed: Path) -> None:
    before = flawed.read_text("utf-8")
    outcome = kpi(*SELECT, "--fix")
    assert outcome.code == ExitCode.FINDINGS
    assert flawed.read_text("utf-8") == fixed(before)
    first, *closing = outcome.out.splitlines()
    assert "unknown-direction" in first
    assert closing[-1] == "Fixed 2 findings in 1 file (1 more with --unsafe-fixes)"
    assert (outcome.err, len(closing)) == ("", 2)


def test_what_is_fixed_no_longer_fails_the_check(kpi: Kpi, flawed: Path) -> None:
    outcome = kpi(*SELECT, "--fix", "--unsafe-fixes")
    assert outcome.code == ExitCode.CLEAN
    assert outcome.out.splitlines()[-1] == "Fixed 3 findings in 1 file"
    assert "    target: 48\n    direction: decrease\n" in flawed.read_text("utf-8")
    again = kpi(*SELECT, "--fix", "--unsafe-fixes")
    assert again.out.splitlines()[-1] == "Fixed 0 findings in 0 files"


def test_quiet_fixes_in_silence(kpi: Kpi, flawed: Path) -> None:
    before = flawed.read_text("utf-8")
    outcome = kpi(*SELECT, "--fix", "--quiet")
    assert (len(outcome.out.splitlines()), outcome.err) == (1, "")
    assert flawed.read_text("utf-8") == fixed(before)


def test_only_what_is_shown_is_fixed(kpi: Kpi, flawed: Path) -> None:
    before = flawed.read_bytes()
    assert kpi(*SELECT, "--fix", "goals.yaml").out.splitlines()[-1].startswith("Fixed 0 findings")
    assert kpi(*SELECT, "--fix", "--ignore", "D101").code == ExitCode.FINDINGS
    assert flawed.read_bytes() == before


def test_what_is_known_from_a_baseline_is_not_fixed(kpi: Kpi, flawed: Path) -> None:
    before = flawed.read_bytes()
    kpi(*SELECT, "--write-baseline", "known.json")
    outcome = kpi(*SELECT, "--fix", "--baseline", "known.json")
    assert outcome.out.splitlines()[-1] == "Fixed 0 findings in 0 files"
    assert flawed.read_bytes() == before


def test_a_baseline_is_written_of_what_fixes_leave(kpi: Kpi, flawed: Path) -> None:
    before = flawed.read_text("utf-8")
    outcome = kpi(*SELECT, "--fix", "--write-baseline", "known.json")
    assert flawed.read_text("utf-8") == fixed(before)
    assert "1 finding recorded" in outcome.err


def test_json_has_every_fix_with_its_edits(kpi: Kpi, flawed: Path) -> None:
    assert flawed.exists()
    found = json.loads(kpi(*SELECT[:3], "--format", "json").out)
    fixes = [part["fix"] for part in found["findings"]]
    place = {"path": "flawed.yaml", "line": 6, "column": 11, "end_line": 6, "end_column": 13}
    assert fixes[0] == {
        "title": "Put `on` in quotes",
        "safety": "safe",
        "edits": [{**place, "text": '"on"'}],
    }
    assert fixes[1]["safety"] == "unsafe"
    assert fixes[1]["edits"][0]["text"] == "    direction: decrease\n"
    assert [part["fix"] for part in found["suppressed"]] == [None]


def test_machine_formats_close_on_standard_error(kpi: Kpi, flawed: Path) -> None:
    assert flawed.exists()
    outcome = kpi(*SELECT[:3], "--format", "json", "--fix")
    assert len(json.loads(outcome.out)["findings"]) == 1
    assert outcome.err.splitlines()[-1].startswith("Fixed 2 findings in 1 file")


def test_a_diff_shows_and_changes_nothing(kpi: Kpi, flawed: Path) -> None:
    before = flawed.read_bytes()
    outcome = kpi(*SELECT[:3], "--diff")
    assert outcome.code == ExitCode.FINDINGS
    assert outcome.out.startswith("--- flawed.yaml\n+++ flawed.yaml\n@@ -")
    assert '-    unit: on   # a comment\n+    unit: "on"   # a comment\n' in outcome.out
    assert outcome.err == "Would fix 2 findings in 1 file (1 more with --unsafe-fixes)\n"
    assert flawed.read_bytes() == before


def test_a_diff_of_nothing_is_empty(kpi: Kpi, goals: Path) -> None:
    assert goals.exists()
    outcome = kpi("check", "--diff")
    assert (outcome.code, outcome.out) == (ExitCode.CLEAN, "")
    assert outcome.err == "Would fix 0 findings in 0 files\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ending", ["\n", ""])
def test_a_diff_can_be_applied(kpi: Kpi, flawed: Path, newline: str, ending: str) -> None:
    text = flawed.read_text("utf-8").rstrip("\n").replace("# a", "#\ta") + ending
    flawed.write_bytes(text.replace("\n", newline).encode())
    patch = flawed.parent.parent / "fixes.patch"
    patch.write_bytes(kpi(*SELECT[:3], "--diff").out.encode())
    subprocess.run(["git", "apply", "-p0", str(patch)], cwd=flawed.parent, check=True)
    assert flawed.read_bytes().decode() == fixed(text).replace("\n", newline)


def test_a_diff_on_a_terminal_is_coloured(kpi: Kpi, flawed: Path) -> None:
    assert flawed.exists()
    assert '\x1b[32m+    unit: "on"' in kpi(*SELECT[:3], "--diff", "--color", "always").out


def test_what_cannot_be_fixed_is_said(kpi: Kpi, goals: Path) -> None:
    (goals / "twice.yaml").write_text("kpis:\n  - id: a\n    title: A\n    title: A # b\n")
    outcome = kpi("check", "--fix", "--format", "concise")
    reason = "twice.yaml:4: duplicate-key was not fixed: a comment stands beside it\n"
    assert outcome.err == reason
    assert outcome.out.splitlines()[-1] == "Fixed 0 findings in 0 files"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--unsafe-fixes",), "--unsafe-fixes goes with --fix or --diff"),
        (("--diff", "--write-baseline", "x.json"), "--diff changes nothing"),
        (("--watch", "--fix"), "--watch goes without --fix and --diff"),
        (("--watch", "--diff"), "--watch goes without --fix and --diff"),
    ],
)
def test_what_does_not_go_together(
    kpi: Kpi, flawed: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = flawed.read_bytes()
    outcome = kpi("check", *arguments)
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert words in outcome.err
    assert flawed.read_bytes() == before


def test_files_are_written_all_or_none(
    kpi: Kpi, flawed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = flawed.parent / "zoo.yaml"
    other.write_text(FLAWED.replace("id: open", "id: zoo"), "utf-8")
    before = flawed.read_bytes(), other.read_bytes()
    access = os.access

    def denied(path: Path, mode: int) -> bool:
        return access(path, mode) and not str(path).endswith("zoo.yaml")

    monkeypatch.setattr(os, "access", denied)
    outcome = kpi(*SELECT, "--fix")
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert "error: nothing was fixed: `zoo.yaml` may not be written" in outcome.err
    assert (flawed.read_bytes(), other.read_bytes()) == before
    assert not list(flawed.parent.glob(".*draft"))


def test_keys_are_put_in_order_where_the_settings_ask_for_it(kpi: Kpi, goals: Path) -> None:
    path = goals / "goals.yaml"
    before = path.read_text("utf-8")
    mixed = before.replace(
        "    title: Raise leads from 10 to 20\n    team: acme\n", "    team: acme\n"
    )
    mixed = mixed.replace(
        "    owner: ada\n", "    owner: ada\n    title: Raise leads from 10 to 20\n"
    )
    path.write_text(mixed, "utf-8")
    assert kpi("check", "--fix").out.splitlines()[-1] == "Fixed 0 findings in 0 files"
    (goals / "kpi.toml").write_text("[fix]\nkey_order = true\n", "utf-8")
    shown = kpi("check", "--diff")
    assert (shown.code, path.read_text("utf-8")) == (ExitCode.FINDINGS, mixed)
    assert shown.err.startswith("Would put keys in order in 1 file\n")
    assert kpi("check", "--fix").out.splitlines()[-2:] == [
        "Put keys in order in 1 file",
        "Fixed 0 findings in 0 files",
    ]
    assert path.read_text("utf-8").index("title: Raise") < path.read_text("utf-8").index("owner")
    assert kpi("check", "--diff").code == ExitCode.CLEAN
