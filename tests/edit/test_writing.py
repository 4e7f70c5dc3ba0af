"""Files are replaced whole: nothing is lost or torn, whoever else writes or whatever stops it."""

from __future__ import annotations

import random
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpicli.documents import parse, plain
from kpicli.edit import NewActual
from kpicli.edit.lock import LockedError, locked
from kpicli.source import SourceFile

from .recording import recording, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORKER = Path(__file__).with_name("worker.py")
_FIRST = date(2026, 1, 1).toordinal()
_GOALS = """\
# The goals of a test.
kpis:
  - id: a
    title: A   # the first
    actuals: {}
  - id: b
    title: B
    actuals:
      2025-12-31: 1   # before
  - id: c
    title: C
    actuals: {csv: c.csv, date: day, value: days}   # elsewhere
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A goal repository with three KPIs."""
    (tmp_path / "goals.yaml").write_text(_GOALS, "utf-8")
    (tmp_path / "c.csv").write_text("day,days\n", "utf-8")
    return tmp_path


def _start(root: Path, goal: str, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, str(_WORKER), str(root), goal, str(_FIRST), str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def _recorded(root: Path, goal: str) -> dict[str, int]:
    """The values of a KPI in 2026; fails where the file is torn."""
    if goal == "c":
        rows = (root / "c.csv").read_text("utf-8").splitlines()[1:]
        return {day: int(value) for day, value in (row.split(",") for row in rows)}
    text = (root / "goals.yaml").read_text("utf-8")
    document, findings = parse(SourceFile("goals.yaml", text))
    assert document
    assert not findings
    kpis = plain(document.data["kpis"])
    assert isinstance(kpis, list)
    found = next(kpi for kpi in kpis if isinstance(kpi, dict) and kpi["id"] == goal)
    actuals = found["actuals"]
    assert isinstance(actuals, dict)
    return {day: int(str(value)) for day, value in actuals.items() if day >= "2026"}


def _expected(count: int) -> dict[str, int]:
    return {date.fromordinal(_FIRST + n).isoformat(): _FIRST + n for n in range(count)}


def _kept(root: Path) -> list[str]:
    """The lines of the goal file without the actuals of 2026."""
    lines = (root / "goals.yaml").read_text("utf-8").splitlines()
    return [line.split(" {2026")[0].split(" {}")[0] for line in lines if "  2026" not in line]


def test_two_at_once_lose_nothing(root: Path) -> None:
    workers = [_start(root, goal, 15) for goal in "abcb"]
    for worker in workers:
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    for goal in "abc":
        assert _recorded(root, goal) == _expected(15)


def _killed_runs(root: Path, goal: str, count: int, seed: int) -> Iterator[list[int]]:
    """Runs that are killed at random moments until all is recorded: what each said was done."""
    moments = random.Random(seed)  # noqa: S311 - moments, not secrets
    while len(_recorded(root, goal)) < count:
        worker = _start(root, goal, count)
        assert worker.stdout
        said = [int(worker.stdout.readline() or 0)]
        time.sleep(moments.uniform(0, 0.06))
        worker.kill()
        said += [int(line) for line in worker.communicate()[0].split("\n") if line]
        yield [number for number in said if number]


@pytest.mark.parametrize(("goal", "count"), [("b", 25), ("c", 12)])
def test_kills_at_random_moments_lose_nothing_and_tear_nothing(
    root: Path, goal: str, count: int
) -> None:
    before = _kept(root)
    done: set[int] = set()
    for said in _killed_runs(root, goal, count, seed=count):
        done |= set(said)
        found = _recorded(root, goal)
        assert done <= set(found.values())
        assert list(found) == list(_expected(len(found)))
    assert _recorded(root, goal) == _expected(count)
    assert _kept(root) == before
    leftovers = {path.name for path in root.iterdir()} - {"goals.yaml", "c.csv"}
    assert leftovers <= {".goals.yaml.kpi-draft", ".c.csv.kpi-draft"}


def test_what_a_killed_run_left_does_not_disturb_the_next(root: Path) -> None:
    (root / ".goals.yaml.kpi-draft").write_text("kpis: [", "utf-8")
    assert not recording(root, NewActual("a", "2026-06-30", "5")).refused
    assert {path.name for path in root.iterdir()} == {"goals.yaml", "c.csv"}


def test_permissions_stay(root: Path) -> None:
    file = root / "goals.yaml"
    file.chmod(0o640)
    assert not recording(root, NewActual("a", "2026-06-30", "5")).refused
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_stays_and_its_file_changes(root: Path) -> None:
    (root / "kept").mkdir()
    (root / "goals.yaml").rename(root / "kept" / "goals.txt")
    (root / "goals.yaml").symlink_to("kept/goals.txt")
    assert not recording(root, NewActual("a", "2026-06-30", "5")).refused
    assert (root / "goals.yaml").is_symlink()
    assert "{2026-06-30: 5}" in (root / "kept" / "goals.txt").read_text("utf-8")


def test_a_link_that_leaves_the_repository_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "goals").mkdir()
    (tmp_path / "c.csv").write_text("day,days\n", "utf-8")
    (tmp_path / "goals" / "goals.yaml").write_text(_GOALS, "utf-8")
    (tmp_path / "goals" / "c.csv").symlink_to("../c.csv")
    found = refusal(tmp_path / "goals", NewActual("c", "2026-06-30", "5"))
    assert "leads out of the repository" in found.message
    assert (tmp_path / "c.csv").read_text("utf-8") == "day,days\n"


def test_a_failure_to_write_leaves_the_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    found = refusal(root, NewActual("a", "2026-06-30", "5"))
    assert found.message == "`goals.yaml` cannot be written: No space left on device"


def test_one_waits_for_the_other(root: Path) -> None:
    with locked(root, 1), pytest.raises(LockedError), locked(root, 0.1):
        pass
    with locked(root, 0):
        pass


def test_all_are_recorded_or_none(root: Path) -> None:
    before = (root / "goals.yaml").read_bytes()
    wrong = NewActual("b", "2026-06-30", "many")
    outcome = recording(root, NewActual("a", "2026-06-30", "5"), wrong)
    assert [index for index, _ in outcome.refused] == [1]
    assert (root / "goals.yaml").read_bytes() == before
