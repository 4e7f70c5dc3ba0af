"""What a run is told in other processes counts as if it had been told in its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.replay.recording import Recording

if TYPE_CHECKING:
    from pathlib import Path

_FILES = 70
"""Enough for several processes to read them, where there are as many processors."""


def _told(path: str, text: str) -> Recording:
    recording = Recording()
    recording.before(path)
    recording.read(path, text)
    return recording


def test_what_another_process_is_told_is_known_here() -> None:
    here, there = Recording(), _told("a", "text")
    here.take(there.told_since())
    assert here.seen == there.seen == _told("a", "text").seen
    assert here.is_sound


def test_only_what_is_new_is_handed_over() -> None:
    there = _told("a", "text")
    there.told_since()
    there.before("b")
    assert [*there.told_since()[0]] == ["b"]
    assert there.told_since() == ({}, True)


def test_what_was_taken_over_is_not_handed_over_again() -> None:
    here = Recording()
    here.take(_told("a", "text").told_since())
    assert here.told_since() == ({}, True)


def test_a_file_that_two_processes_find_different_spoils_the_run() -> None:
    here = _told("a", "text")
    here.take(_told("a", "text").told_since())
    assert here.is_sound
    here.take(_told("a", "other text").told_since())
    assert not here.is_sound


def test_what_another_process_cannot_keep_track_of_spoils_the_run() -> None:
    here, there = Recording(), Recording()
    there.spoil()
    here.take(there.told_since())
    assert not here.is_sound


def _check(home: Path, cache: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "kpicli", "check", "--cache-dir", str(cache)]
    done = subprocess.run(
        [*command, "--as-of", "2026-07-01"],
        cwd=home,
        env={**os.environ, "KPI_AS_OF": "2026-07-01"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_files_that_several_processes_read_are_all_looked_at_again(tmp_path: Path) -> None:
    home, cache = tmp_path / "home", tmp_path / "cache"
    home.mkdir()
    for number in range(_FILES):
        text = f"kpis: [{{id: k{number}, title: Raise leads, period: 2026, target: 5}}]\n"
        (home / f"{number}.yaml").write_text(text, "utf-8")
    first = _check(home, cache)
    (run,) = (cache / "runs").iterdir()
    seen = json.loads(run.read_text("utf-8"))["seen"]
    assert all(seen[str(home / f"{number}.yaml")][1] for number in range(_FILES))
    assert _check(home, cache) == first
    (home / "33.yaml").write_text("kpis: [{id: k33, title: TBD}]\n", "utf-8")
    assert "k33" in _check(home, cache)[1]


@pytest.mark.parametrize("known", ["", "text"])
def test_a_file_that_was_not_read_says_nothing(known: str) -> None:
    here, there = (_told("a", known) if known else Recording()), Recording()
    there.before("a")
    here.take(there.told_since())
    assert here.is_sound
    assert bool(here.seen["a"][1]) is bool(known)
