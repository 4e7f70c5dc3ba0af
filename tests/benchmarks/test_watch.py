"""The time from a save to the answer of a watching check."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

_PROGRAM = Path(__file__).parents[2] / "benchmarks" / "watch.py"


def test_it_tells_both_times_and_puts_the_file_back(tmp_path: Path) -> None:
    goals = tmp_path / "goals.yaml"
    goals.write_text("kpis:\n  - {id: a, title: Raise it}\n", "utf-8")
    before = goals.read_bytes()
    done = subprocess.run(
        (sys.executable, _PROGRAM, tmp_path, "--runs", "1"),
        capture_output=True,
        text=True,
        check=True,
    )
    figure = r"\d+\.\d\d"
    for line in done.stdout.splitlines():
        assert re.fullmatch(rf"[a-z ]+: {figure} s \({figure} to {figure}\)", line)
    assert len(done.stdout.splitlines()) == 2
    assert goals.read_bytes() == before
