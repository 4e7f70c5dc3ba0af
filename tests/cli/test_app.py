"""The program as a whole: exit codes, wrong usage, our own mistakes, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpicli import __version__
from kpicli.cli import check
from kpicli.cli.commands import COMMANDS
from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from .conftest import Kpi


def _modules_after(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a run of the program has imported."""
    script = (
        "import sys; from kpicli.__main__ import run_program\n"
        f"run_program({list(arguments)!r})\n"
        "print(); print(' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=cwd, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_version_is_said_before_anything_is_imported(tmp_path: Path) -> None:
    modules = _modules_after("--version", cwd=tmp_path)
    assert not modules & {"typer", "pydantic", "networkx", "rich", "ruamel", "kpicli.cli"}


def test_a_check_of_goals_without_a_circle_needs_neither_networkx_nor_rich(goals: Path) -> None:
    modules = _modules_after("check", "--as-of", "2026-07-01", cwd=goals)
    assert "kpicli.workspace.cascade" in modules
    assert not modules & {"networkx", "rich", "pathspec"}


def test_a_run_that_is_shown_again_needs_next_to_nothing(goals: Path) -> None:
    arguments = ("check", "--as-of", "2026-07-01")
    time.sleep(2.1)  # what was just written is looked at more closely
    _modules_after(*arguments, cwd=goals)
    modules = _modules_after(*arguments, cwd=goals)
    assert "kpicli.cli.replay.replayed" in modules
    ours = {name for name in modules if name.startswith("kpicli.")}
    parts = {"key", "state", "store", "replayed"}
    assert ours == {
        "kpicli.__main__",
        "kpicli.cli",
        "kpicli.cli.replay",
        *(f"kpicli.cli.replay.{part}" for part in parts),
    }
    assert not modules & {"typing", "dataclasses", "pathlib", "datetime", "typer", "pydantic"}


def test_the_module_runs_as_the_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kpicli", "-V"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"kpi {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), ExitCode.CLEAN, "Usage: kpi"),
        (("--help",), ExitCode.CLEAN, "Usage: kpi"),
        (("check", "--help"), ExitCode.CLEAN, "Example: kpi check"),
        (("check",), ExitCode.CLEAN, "All checks passed"),
        (("chek",), ExitCode.USAGE, "did you mean `check`"),
        (("check", "--selct", "S"), ExitCode.USAGE, "did you mean `--select`?"),
        (("check", "--fail-on", "eror"), ExitCode.USAGE, "did you mean `error`?"),
        (("check", "--as-of"), ExitCode.USAGE, "requires an argument"),
        (("check", "--as-of", "tomorrow"), ExitCode.USAGE, "`tomorrow` is not a date"),
        (("check", "--as-of", "2026-02-30"), ExitCode.USAGE, "`2026-02-30` is not a date"),
        (("check", "--root", "nowhere"), ExitCode.USAGE, "there is no folder `nowhere`"),
        (("check", "no.yaml"), ExitCode.USAGE, "there is no file or folder `no.yaml`"),
        (("check", "/"), ExitCode.USAGE, "is not in the goal repository"),
        (("check", "--format", "jsno"), ExitCode.USAGE, "did you mean `json`?"),
        (("check", "--format", "json="), ExitCode.USAGE, "names no file"),
        (("check", "--format", "json,full"), ExitCode.USAGE, "only one format"),
        (("check", "--severity", "leads"), ExitCode.USAGE, "has no `=`"),
        (("check", "--severity", "R101=bad"), ExitCode.USAGE, "is no severity"),
        (("check", "--select", "orphan-kip"), ExitCode.USAGE, "did you mean `orphan-kpi`?"),
        (("tree", "grwth"), ExitCode.USAGE, "did you mean `growth`?"),
        (("tree", "--format", "mermad"), ExitCode.USAGE, "did you mean `mermaid`?"),
        (("report", "--by", "owners"), ExitCode.USAGE, "did you mean `owner`?"),
        (("explain",), ExitCode.USAGE, "missing argument `RULE`"),
        (("explain", "orphan"), ExitCode.USAGE, "did you mean `orphan-kpi`?"),
        (("schema", "goal"), ExitCode.USAGE, "did you mean `goals`?"),
    ],
)
def test_usage(kpi: Kpi, arguments: tuple[str, ...], code: int, said: str) -> None:
    outcome = kpi(*arguments)
    assert outcome.code == code
    assert said in outcome.out + outcome.err
    assert "Traceback" not in outcome.err


def test_every_command_has_a_help_text_with_an_example(kpi: Kpi) -> None:
    for command in COMMANDS:
        assert f"Example: kpi {command}" in kpi(command, "--help").out


def test_a_mistake_of_our_own_asks_to_be_reported(
    kpi: Kpi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by [red]zero")

    monkeypatch.setattr(check, "open_session", fail)
    outcome = kpi("check")
    assert outcome.code == ExitCode.BUG
    assert "this is a bug in kpi" in outcome.err
    assert "ZeroDivisionError: by [red]zero" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_reader_that_stops_early_is_no_error(goals: Path) -> None:
    command = f"'{sys.executable}' -m kpicli schema | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=goals, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout.endswith("0\n")


@pytest.mark.parametrize("shown", ["once", "again"])
def test_a_check_that_nobody_reads_to_the_end_still_fails(
    goals: Path, tmp_path: Path, shown: str
) -> None:
    (goals / "goals.yaml").write_text("kpis: [{id: a, title: A, target: TBD}]\n", "utf-8")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / shown)}
    check = f"'{sys.executable}' -m kpicli check"
    command = f"{check} > all.txt; {check} | true; echo ${{PIPESTATUS[0]}}"
    if shown == "once":
        command = f"{check} | true; echo ${{PIPESTATUS[0]}}; {check} > all.txt"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=goals,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "1\n"
    assert done.stderr == ""
    assert "Found " in (goals / "all.txt").read_text("utf-8").splitlines()[-1]


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&-"])
@pytest.mark.parametrize(("period", "code"), [("", 1), ("2026", 0)])
def test_a_check_whose_output_is_closed_has_its_exit_code(
    goals: Path, closed: str, period: str, code: int
) -> None:
    text = f"kpis: [{{id: a, title: A, period: {period}, baseline: 1, target: 20}}]\n"
    (goals / "goals.yaml").write_text(text, "utf-8")
    command = f"'{sys.executable}' -m kpicli check --select missing-period {closed}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=goals, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (code, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", ["check", "check --no-cache", "tree", "--version", "--help"])
def test_output_that_cannot_be_written_is_said(goals: Path, arguments: str) -> None:
    program = f"'{sys.executable}' -m kpicli"
    command = f"{program} check > all.txt; {program} {arguments} > /dev/full"
    done = subprocess.run(
        ["bash", "-c", command], cwd=goals, capture_output=True, text=True, check=False
    )
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.startswith("error: standard output cannot be written: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", ["check", "check --no-cache", "report", "init goals"])
def test_a_working_directory_that_is_gone_is_said(tmp_path: Path, arguments: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["bash", "-c", f"rmdir '{gone}'; exec '{sys.executable}' -m kpicli {arguments}"],
        cwd=gone,
        env={**os.environ, "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.startswith("error: the working directory cannot be read: ")


def test_output_survives_a_terminal_without_unicode(goals: Path) -> None:
    (goals / "goals.yaml").write_text("kpis: [{id: a, title: Größe → 5}]\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kpicli", "tree"],
        cwd=goals,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert b"Gr\\xf6\\xdfe \\u2192 5" in done.stdout
