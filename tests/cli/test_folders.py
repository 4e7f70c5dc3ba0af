"""Where commands write files: into folders that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi

COMMANDS = (
    "check --format json={}x.json",
    "check --format full --format sarif={}x.sarif",
    "check --write-baseline {}x.json",
    "report -o {}x.html --format html",
    "export -o {}x.csv",
    "export -o {}x.json",
    "export -o {}x.xlsx",
    "export -o x.csv --actuals {}x.csv",
    "export -o {}tables",
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("no/such/", "there is no folder `no`\n  help: `mkdir -p no/such` makes it"),
        ("made/no/", "there is no folder `made/no`\n"),
        ("goals.yaml/", "`goals.yaml` is no folder\n"),
    ],
)
def test_a_folder_that_is_missing_is_not_made(
    kpi: Kpi, goals: Path, command: str, folder: str, said: str
) -> None:
    (goals / "made").mkdir()
    outcome = kpi(*command.format(folder).split())
    assert outcome.code == ExitCode.USAGE
    assert f"cannot be written: {said}" in outcome.err
    assert not (goals / "no").exists()
    assert not (goals / "made/no").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_there_is_written_into(kpi: Kpi, goals: Path, command: str) -> None:
    (goals / "made").mkdir()
    assert kpi(*command.format("made/").split()).code == ExitCode.CLEAN
    assert any((goals / "made").iterdir())


def test_nothing_is_checked_for_a_file_that_cannot_be_written(kpi: Kpi) -> None:
    assert kpi("check", "--format", "full,json=no/x.json").out == ""


@pytest.mark.parametrize("command", ["init new/repository", "export -o tables"])
def test_what_makes_a_folder_makes_it(kpi: Kpi, command: str) -> None:
    assert kpi(*command.split()).code == ExitCode.CLEAN
