from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = """\
import sys
import kpicli.cli.check
from kpicli.cli.app import run
kpicli.cli.check.processors = lambda: int(sys.argv[1])
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


def test_the_number_of_processes_does_not_show(many_goals: Path) -> None:
    alone, together = (
        subprocess.run(
            [sys.executable, "-c", _SCRIPT, processes],
            cwd=many_goals,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )
        for processes in ("1", "3")
    )
    assert alone.stdout == together.stdout
    assert alone.stdout.count('"rule"') > 1200
    assert (alone.stderr, together.stderr) == ("", "")
