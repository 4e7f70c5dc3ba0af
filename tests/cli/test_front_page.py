"""The page of `kpi --help`, which knows the commands without importing them."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING

import pytest
import typer

from kpicli.cli.commands import COMMANDS
from kpicli.cli.front_page import OPTIONS, SUMMARIES, columns, page
from kpicli.cli.typer_app import build_app

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_summed_up_as_in_its_own_help(name: str) -> None:
    module = import_module(f"kpicli.cli.{'import_' if name == 'import' else name}")
    first = cleandoc(module.command.__doc__).partition("\n\n")[0]
    assert SUMMARIES[name] == " ".join(first.split())


def test_the_options_are_those_of_the_program() -> None:
    group = typer.main.get_command(build_app(("schema",)))
    context = group.make_context("kpi", [], resilient_parsing=True)
    records = (each.get_help_record(context) for each in group.get_params(context))
    assert [record for record in records if record] == list(OPTIONS.items())


@pytest.mark.parametrize("width", [1, 50, 64, 80, 200])
def test_the_page_fits_the_terminal(width: int) -> None:
    lines = page(width).splitlines()
    assert max(map(len, lines)) <= max(50, min(width, 80) - 2)
    assert " ".join(page(width).split()) == " ".join(page(80).split())


def test_texts_stand_below_each_other() -> None:
    wrapped = page(50).partition("  export ")[2].splitlines()[:2]
    assert wrapped == [
        "  Write goals and actuals as CSV, Excel",
        "           or JSON; `kpi import` takes them back.",
    ]


@pytest.mark.parametrize(
    ("said", "width"), [("72", 72), ("0", 80), ("", 80), ("-5", 80), ("wide", 80), ("²", 80)]
)
def test_the_width_is_what_columns_says(
    said: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", said)
    monkeypatch.setattr("sys.__stdout__", None)
    assert columns() == width


def test_without_a_terminal_the_width_is_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("sys.__stdout__", None)
    assert columns(100) == 100
    assert columns(0) == 0


def test_a_shell_that_completes_gets_the_commands(tmp_path: Path) -> None:
    asked = {"_KPI_COMPLETE": "complete_bash", "COMP_WORDS": "kpi ", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "kpicli"],
        cwd=tmp_path,
        env={**asked, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == list(COMMANDS)


def test_other_ways_to_ask_give_the_same_page(kpi: Kpi) -> None:
    assert kpi("--help", "check").out.rstrip("\n") == page(100).rstrip("\n")


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m kpicli --help | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
