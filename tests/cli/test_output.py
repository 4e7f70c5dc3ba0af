"""What is printed is somebody's text, also where lines of a log are commands."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode
from render.runner import commands

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi

HOSTILE = r"""
objectives:
  - {id: above, title: "x\n::error::a\r::error::b ##[error]c \e[1m", period: 2026, owner: o}
kpis:
  - id: lost
    title: "Words enough for a line of their own, and then
      ::add-mask::word ::add-mask::word ::add-mask::word ::add-mask::word ::add-mask::word"
    description: "\n  ::error::d"
    contributes_to: above
    owner: "##[add-path]/b"
    unit: "\n::error::u"
    period: 2026
    baseline: 1
    target: 50
    actuals: {2026-06-30: {value: 2, note: "\n::error::n ##[error]m"}}
"""
COMMANDS = (
    *("report", "report --format markdown", "report --format csv", "report --format json"),
    *("review", "review --format markdown", "review --format json"),
    *("tree", "tree --format mermaid", "tree --format dot", "tree --format json"),
    *("show lost", "show lost --format json", "why above", "why lost --format json"),
    *("whatif lost=9", "whatif lost=9 --format json", "record lost 9 --dry-run"),
    "show ##[error]x",
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", ["20", "47", "100"])
def test_no_text_is_a_command_on_github_actions(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch, command: str, width: str
) -> None:
    (goals / "hostile.yaml").write_text(HOSTILE, "utf-8")
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    outcome = kpi(*command.split())
    assert commands(outcome.out) == []
    assert commands(outcome.err) == []


def test_documents_read_the_same_on_github_actions(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (goals / "hostile.yaml").write_text(HOSTILE, "utf-8")
    here = json.loads(kpi("report", "--format", "json").out)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    outcome = kpi("report", "--format", "json")
    assert outcome.code == ExitCode.CLEAN
    assert json.loads(outcome.out) == here


def test_elsewhere_text_stays_as_it_is(kpi: Kpi, goals: Path) -> None:
    (goals / "hostile.yaml").write_text(HOSTILE, "utf-8")
    assert "##[error]c" in kpi("tree").out
    assert "\n::error::u" in kpi("report", "--format", "csv").out


@pytest.mark.parametrize("command", ["report --format csv", "export"])
def test_data_acts_on_no_terminal_and_is_whole_in_a_pipe(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (goals / "hostile.yaml").write_text(HOSTILE, "utf-8")
    assert "\x1b[1m" in kpi(*command.split()).out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    shown = kpi(*command.split()).out
    assert "\x1b" not in shown
    assert r"\x1b[1m" in shown
