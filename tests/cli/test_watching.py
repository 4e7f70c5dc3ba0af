"""`kpi check --watch`, as a program of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.watching import stamps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 60.0

KPI = "kpis:\n  - {id: a, title: A, owner: dana, unit: x}\n"


class Watcher:
    """A watching program and all that it has said so far."""

    def __init__(self, root: Path) -> None:
        options = ("--select", "S101,D101", "--format", "concise", "--root", str(root))
        self.program = subprocess.Popen(
            [sys.executable, "-m", "kpicli", "check", "--watch", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._said: list[str] = []
        self._heard = 0
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def _listen(self) -> None:
        assert self.program.stdout
        self._said.extend(iter(self.program.stdout.readline, ""))

    def run(self) -> str:
        """What it says until it watches again."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            new = self._said[self._heard :]
            done = next((i for i, line in enumerate(new) if " watching " in line), None)
            if done is not None:
                self._heard += done + 1
                return "".join(new[: done + 1])
            time.sleep(0.02)
        raise AssertionError(f"it only said {self._said[self._heard :]}")

    def stop(self) -> tuple[int, str]:
        """Ctrl-C: the exit code, and the rest of what it says."""
        self.program.send_signal(signal.SIGINT)
        code = self.program.wait(_PATIENCE)
        self._ear.join(_PATIENCE)
        return code, "".join(self._said[self._heard :])


@pytest.fixture
def watcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watcher]:
    monkeypatch.setenv("KPI_AS_OF", "2026-07-01")
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "goals.yaml").write_text(KPI, "utf-8")
    found = Watcher(tmp_path)
    yield found
    found.program.kill()
    found.program.wait()
    assert found.program.stdout
    found.program.stdout.close()


def test_it_runs_again_after_every_change(watcher: Watcher, tmp_path: Path) -> None:
    first = watcher.run()
    assert "All checks passed" in first
    assert "\x1b" not in first
    assert first.splitlines()[-1].startswith("[")
    (tmp_path / "goals.yaml").write_text(KPI.replace("unit: x", "unit: on"), "utf-8")
    assert "ambiguous-scalar" in watcher.run()
    (tmp_path / "new.yaml").write_text("kpis: [\n", "utf-8")
    assert "new.yaml:" in watcher.run()
    (tmp_path / "new.yaml").unlink()
    assert "new.yaml:" not in watcher.run()
    (tmp_path / "kpi.toml").write_text("[chekc]\n", "utf-8")
    assert "error: kpi.toml:1: " in watcher.run()
    (tmp_path / "kpi.toml").write_text('[check]\nignore = ["D101"]\n', "utf-8")
    assert "All checks passed" in watcher.run()
    (tmp_path / "goals.yaml").unlink()
    assert "there are no goal files" in watcher.run()
    code, rest = watcher.stop()
    assert code == 130
    assert "Traceback" not in rest


def test_it_ends_without_a_traceback(watcher: Watcher) -> None:
    watcher.run()
    code, rest = watcher.stop()
    assert code == 130
    assert "Traceback" not in rest


def test_stamps_are_of_what_a_check_reads(tmp_path: Path) -> None:
    names = ["a.yaml", "b.yml", "x/c.csv", "kpi.toml", "x/notes.md", ".git/d.yaml", "e.py"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = {os.path.relpath(path, tmp_path) for path in stamps(tmp_path)}
    assert found == {"a.yaml", "b.yml", os.path.join("x", "c.csv"), "kpi.toml"}  # noqa: PTH118 - as the walk joins


def test_stamps_tell_every_change(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n", "utf-8")
    before = stamps(tmp_path)
    assert stamps(tmp_path) == before
    replaced = tmp_path / "b.tmp"
    replaced.write_text("a: 2\n", "utf-8")
    os.utime(replaced, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    replaced.replace(path)
    assert stamps(tmp_path) != before
    assert stamps(tmp_path / "nowhere") == {}
