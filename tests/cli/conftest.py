"""The command line under test: arguments in, exit code and output out."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from kpicli.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOALS = """\
teams:
  - {id: acme, level: organization, lead: ada}
objectives:
  - {id: growth, title: Win a larger share, team: acme, period: 2026}
kpis:
  - id: leads
    title: Raise leads from 10 to 20
    team: acme
    owner: ada
    level: individual
    period: 2026
    contributes_to: growth
    unit: lead
    baseline: 10
    target: 20
    actuals: {2026-06-30: 15}
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


class Kpi(Protocol):
    """Runs `kpi` in the goal repository of the test."""

    def __call__(self, *arguments: str) -> Outcome: ...


@pytest.fixture
def goals(tmp_path: Path) -> Path:
    """A goal repository in which nothing is wrong, and no settings."""
    (tmp_path / "goals.yaml").write_text(GOALS, "utf-8")
    return tmp_path


@pytest.fixture
def kpi(
    goals: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Kpi]:
    """`kpi` as a function, as of 2026-07-01, away from the environment of whoever tests."""
    monkeypatch.chdir(goals)
    monkeypatch.setenv("KPI_AS_OF", "2026-07-01")
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Outcome:
        code = run(arguments)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    yield call
    gc.enable()
