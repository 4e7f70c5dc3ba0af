"""The example goal repositories are what their READMEs say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


def _kpi(example: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kpicli", *arguments],
        cwd=EXAMPLES / example,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_acme_is_clean_under_every_rule() -> None:
    done = _kpi("acme", "check", "--as-of", "2026-09-01", "--fail-on", "info")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("All checks passed: ")


@pytest.mark.parametrize("day", ["2023-06-30", "2026-11-21"])
def test_the_city_loads_without_an_error_on_any_day(day: str) -> None:
    done = _kpi("city", "check", "--as-of", day, "--select", "D")
    assert done.returncode == 0, done.stdout


def test_the_city_passes_its_own_check() -> None:
    done = _kpi("city", "check", "--as-of", "2023-06-30", "--quiet")
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize("example", ["acme", "misaligned", "city"])
@pytest.mark.parametrize("command", [("tree",), ("report", "--as-of", "2023-06-30")])
def test_every_example_is_drawn_and_reported(example: str, command: tuple[str, ...]) -> None:
    done = _kpi(example, *command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
