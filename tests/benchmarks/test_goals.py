"""The goals for the speed of `kpi`: what is measured comes to the right figure and verdict."""

from __future__ import annotations

import sys
from itertools import count, pairwise
from typing import TYPE_CHECKING

import pytest

from goals import GOALS, Better, Goal, Quantity, Run
from measure import Outcome
from programs import Program
from table import goals_table
from towards import Bench, Measured, towards

if TYPE_CHECKING:
    from pathlib import Path

    from measure import Command

FASTER = Goal("G1", 1000, Run.COLD, "peer", Better.MORE, 30, 14)
SHORTER = Goal("G2", 1000, Run.COLD, "peer", Better.LESS, 1.8, 8)


def _python(script: str) -> Command:
    return (sys.executable, "-I", "-S", "-c", script)


@pytest.mark.parametrize(
    ("goal", "figure", "verdict"),
    [
        (FASTER, 30.0, "reached"),
        (FASTER, 29.9, "at least"),
        (FASTER, 14.0, "at least"),
        (FASTER, 13.9, "missed"),
        (FASTER, None, "not measured"),
        (SHORTER, 1.8, "reached"),
        (SHORTER, 1.9, "at least"),
        (SHORTER, 8.0, "at least"),
        (SHORTER, 8.1, "missed"),
    ],
)
def test_a_figure_is_judged_by_what_is_wanted_and_the_least(
    goal: Goal, figure: float | None, verdict: str
) -> None:
    assert goal.verdict(figure) == verdict


def test_all_twelve_goals_are_measured() -> None:
    names = list(dict.fromkeys(goal.name for goal in GOALS))
    assert names == [f"G{number}" for number in range(1, 13)]


@pytest.mark.parametrize("goal", GOALS)
def test_what_is_wanted_is_harder_than_the_least(goal: Goal) -> None:
    assert (goal.wanted > goal.least) is (goal.better is Better.MORE)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "goals"
    folder.mkdir()
    (folder / "team_01.yaml").write_text("kpis: []\n", "utf-8")
    return folder


def _bench(repository: Path, peer: Command) -> Bench:
    peers = {"peer": Program("peer", lambda _: peer)}
    return Bench(repository.parent, lambda _: repository, peers, runs=1)


@pytest.mark.parametrize(("goal", "figure"), [(FASTER, 20.0), (SHORTER, 0.05)])
def test_a_ratio_is_the_median_over_pairs(
    goal: Goal, figure: float, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine slows down meanwhile: pairs keep their ratio, and medians alone would not."""
    slower = count(1)

    def run(command: Command) -> Outcome:
        return Outcome({"own": 1.0, "peer": 20.0}[command[0]] * (next(slower) // 2), 0, 0)

    monkeypatch.setattr("measure.run", run)
    monkeypatch.setattr("towards.run", run)
    monkeypatch.setattr("programs.cold", lambda _: ("own",))
    (measured,) = towards([goal], _bench(repository, ("peer",)))
    assert measured.figure == pytest.approx(figure)
    assert (measured.own, measured.other) == (2.0, 40.0)
    assert (measured.turns, measured.kpis) == (3, 1000)


def test_a_program_that_fails_gives_no_figure(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("programs.cold", lambda _: _python("pass"))
    bench = _bench(repository, _python("raise SystemExit(2)"))
    (measured,) = towards([FASTER], bench)
    assert (measured.figure, measured.why) == (None, "peer ends with 2")


def test_an_edit_is_another_one_each_time_and_undone(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen = repository / "team_01.yaml", repository.parent / "seen"
    note = f"open({str(seen)!r}, 'a').write(repr(open({str(path)!r}).read()) + '\\n')"
    monkeypatch.setattr("programs.warm", lambda *_: _python(note))
    edited = Goal("G9", 10_000, Run.EDITED, "peer", Better.LESS, 12, 25)
    peers = {"peer": Program("peer", lambda _: _python("pass"))}
    bench = Bench(repository.parent, lambda _: repository, peers, runs=3)
    (measured,) = towards([edited], bench)
    assert measured.turns == 3
    texts = seen.read_text("utf-8").splitlines()
    assert len(set(texts)) == len(texts) == 4
    assert path.read_text("utf-8") == "kpis: []\n"


_COPIED = """
import os, time
held = b'x' * 64_000_000
(filled, fill), (ended, end) = os.pipe(), os.pipe()
child = os.fork()
own = [{}]
if child:
    os.read(filled, 1)
    time.sleep(0.7)
else:
    os.close(end)
    os.write(fill, b'.')
    os.read(ended, 1)
"""
"""Two processes that share 64 MB and, while both have their own, wait to be looked at."""


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell what is shared")
def test_memory_is_that_of_all_processes_with_what_they_share_once(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = Goal("G11", 10_000, Quantity.MEMORY, "", Better.LESS, 45, 80)
    peaks = []
    for own in ("", "b'y' * 32_000_000"):
        monkeypatch.setattr("programs.cold", lambda _, own=own: _python(_COPIED.format(own)))
        (measured,) = towards([goal], _bench(repository, ()))
        peaks.append(measured.figure or 0)
    assert 61 <= peaks[0] <= 90
    assert all(55 <= more - less <= 70 for less, more in pairwise(peaks))


def test_the_table_shows_each_goal() -> None:
    rows = [
        Measured(FASTER, 1000, 20.04, 0.25, 5.01, 9),
        Measured(SHORTER, 1000, why="left out"),
        Measured(Goal("G11", 10_000, Quantity.MEMORY, "", Better.LESS, 45, 80), 10_000, 40.0),
    ]
    cells = [line[2:-2].split(" | ") for line in goals_table(rows).splitlines()[2:]]
    faster, shorter, memory = cells
    assert faster[:3] == ["G1", "times faster than peer: `kpi check`", "1,000"]
    assert faster[3:] == ["30", "14", "20", "0.250", "5.010", "9", "at least"]
    assert shorter[1:4] == ["times as long as peer: `kpi check`", "1,000", "1.8"]
    assert shorter[4:] == ["8", "-", "", "", "", "not measured: left out"]
    assert memory[3:6] == ["45 MiB", "80 MiB", "40 MiB"]
    assert memory[6:] == ["", "", "", "reached"]
