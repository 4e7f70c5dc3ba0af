"""Runs of `kpi` that may be shown again."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from kpicli.cli.app import run
from kpicli.cli.replay.recording import recorded
from kpicli.cli.replay.replayed import replayed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOALS = """\
kpis:
  - {id: leads, title: Raise leads from 10 to 20, owner: ada, period: 2026, target: 20}
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a run printed, its exit code, and whether it was made or shown again."""

    code: int
    out: str
    err: str
    again: bool


class Kpi(Protocol):
    """Runs `kpi` as the program does."""

    def __call__(self, *arguments: str) -> Shown: ...


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for goal files, and nothing that settings above it could reach."""
    folder = tmp_path / "home" / "goals"
    folder.mkdir(parents=True)
    (folder / "goals.yaml").write_text(GOALS, "utf-8")
    return folder


@pytest.fixture
def kpi(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Kpi]:
    """`kpi` with a cache of its own."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("KPI_AS_OF", "2026-07-01")
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Shown:
        code = replayed(list(arguments))
        again = code is not None
        if code is None:
            code = recorded(run, list(arguments))
        captured = capsys.readouterr()
        return Shown(code, captured.out, captured.err, again)

    yield call
    gc.enable()
