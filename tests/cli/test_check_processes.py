from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = """\
import sys
import kpicli.cli.checking
import kpicli.cli.session
from kpicli.cli.app import run
kpicli.cli.checking.processors = kpicli.cli.session.processors = lambda: int(sys.argv[1])
sys.exit(run(["check", "--format", "json", "--as-of", "2026-07-01", "--quiet"]))
"""


@pytest.fixture(scope="module")
def many_goals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    kpis = "\n".join(
        f"  - {{id: k{i}, title: Raise it to {i % 7}, target: {i % 5}, period: 2026}}"
        for i in range(1200)
    )
    (folder / "goals.yaml").write_text(f"kpis:\n{kpis}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def many_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every third file suppresses a finding of its own, every seventh is no YAML."""
    folder = tmp_path_factory.mktemp("files")
    for i in range(100):
        comment = "  # kpi: ignore[missing-target] why" if i % 3 == 0 else ""
        end = "]" if i % 7 == 0 else ""
        text = f"kpis:\n  - id: k{i}{comment}\n    title: Raise it\n{end}"
        (folder / f"{i:02}.yaml").write_text(text, "utf-8")
    return folder


def test_the_number_of_processes_does_not_show(many_goals: Path) -> None:
    alone, together = _checked(many_goals, "1"), _checked(many_goals, "3")
    assert alone == together
    assert alone.count('"rule"') > 1200


def test_files_keep_what_is_theirs_when_they_are_read_together(many_files: Path) -> None:
    alone, together = _checked(many_files, "1"), _checked(many_files, "3")
    assert alone == together
    assert alone.count('"suppression"') == len([i for i in range(100) if i % 3 == 0 and i % 7])


def _checked(folder: Path, processes: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT, processes],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.stderr == ""
    return run.stdout
