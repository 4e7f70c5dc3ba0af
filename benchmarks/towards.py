"""Measuring the goals: each beside its peer, in turns, on the same files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from math import log
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import programs
from generator.organisation import SMALLEST
from goals import DBT, FLOOR, MANY, SOME, Better, Goal, Quantity, Run
from measure import Runs, in_turns, run, together
from peers import dbt_parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from measure import Command
    from programs import Program

_MEMORY = Path(__file__).with_name("memory.py")
_CHEAP = {Run.WARM, Run.VERSION, Run.HELP}


@dataclass(frozen=True, slots=True)
class Measured:
    """A goal with its figure and the medians in seconds behind it; without, `why` says why."""

    goal: Goal
    kpis: int
    figure: float | None = None
    own: float | None = None
    other: float | None = None
    turns: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and how often things are measured; `scale` makes all repositories smaller."""

    data: Path
    repository: Callable[[int], Path]
    peers: Mapping[str, Program]
    runs: int
    scale: float = 1

    def size(self, kpis: int) -> int:
        """How many KPIs a repository has that stands for this many."""
        return max(SMALLEST, round(kpis * self.scale))

    def turns(self, goal: Goal) -> int:
        """How often a pair is run: what takes minutes once, what takes moments many times."""
        if goal.subject in _CHEAP:
            return 5 * self.runs
        if goal.kpis <= SOME:
            return 3 * self.runs
        return self.runs if goal.kpis <= MANY else max(1, self.runs // 3)


def towards(goals: Iterable[Goal], bench: Bench) -> Iterator[Measured]:
    """Each goal with its figure, one after the other."""
    with tempfile.TemporaryDirectory() as cache:
        for goal in goals:
            yield _measured(goal, bench, Path(cache) / f"{goal.name}-{goal.kpis}")


def _measured(goal: Goal, bench: Bench, cache: Path) -> Measured:
    if goal.subject is Quantity.MEMORY:
        return _memory(goal, bench)
    if goal.subject is Quantity.GROWTH:
        return _growth(goal, bench)
    return _ratio(goal, goal.subject, bench, cache)


def _ratio(goal: Goal, subject: Run, bench: Bench, cache: Path) -> Measured:
    folder = bench.repository(bench.size(goal.kpis))
    peer = _peer(goal, bench, folder)
    if peer is None:
        return Measured(goal, bench.size(goal.kpis), why=f"{goal.peer} cannot be installed here")
    own, turns = _own(subject, folder, cache), bench.turns(goal)
    run(own)  # so that the files are in memory, and the run in its cache
    if subject is not Run.EDITED:
        return _compared(goal, bench, *in_turns((own, peer), turns))
    with _edits(folder) as edit:
        pairs = [_edited(edit, own, peer) for _ in range(turns)]
    return _compared(goal, bench, *(together(each) for each in zip(*pairs, strict=True)))


def _compared(goal: Goal, bench: Bench, mine: Runs, theirs: Runs) -> Measured:
    for name, runs in (("kpi", mine), (goal.peer, theirs)):
        if runs.failed:
            return Measured(goal, bench.size(goal.kpis), why=f"{name} ends with {runs.codes}")
    figure = theirs.times_of(mine) if goal.better is Better.MORE else mine.times_of(theirs)
    return Measured(
        goal, bench.size(goal.kpis), figure, mine.seconds, theirs.seconds, len(mine.outcomes)
    )


@contextmanager
def _edits(folder: Path) -> Iterator[Callable[[], None]]:
    """What changes one goal file each time it is called, by another comment; undone at the end."""
    path = max(folder.rglob("team_*.yaml"))
    before, numbers = path.read_bytes(), count(1)
    try:
        yield lambda: _write(path, before + f"# Looked at {next(numbers)} times.\n".encode())
    finally:
        path.write_bytes(before)


def _write(path: Path, contents: bytes) -> None:
    path.write_bytes(contents)


def _edited(edit: Callable[[], None], own: Command, peer: Command) -> tuple[Runs, ...]:
    edit()
    return in_turns((own, peer), 1)


def _own(subject: Run, folder: Path, cache: Path) -> Command:
    startup = programs.startup_commands()
    return {
        Run.COLD: programs.cold(folder),
        Run.WARM: programs.warm(folder, cache),
        Run.EDITED: programs.warm(folder, cache),
        Run.VERSION: startup["kpi --version"],
        Run.HELP: startup["kpi --help"],
    }[subject]


def _peer(goal: Goal, bench: Bench, folder: Path) -> Command | None:
    if goal.peer == FLOOR:
        return programs.startup_commands()[FLOOR]
    if goal.peer == DBT:
        return dbt_parse(bench.data, bench.size(goal.kpis))
    return bench.peers[goal.peer].command(folder)


def _memory(goal: Goal, bench: Bench) -> Measured:
    kpis, turns = bench.size(goal.kpis), bench.turns(goal)
    command = programs.cold(bench.repository(kpis))
    launcher = (sys.executable, "-I", "-S", str(_MEMORY))
    lines = [_output((*launcher, *command)).split() for _ in range(turns)]
    if any(code not in {"0", "1"} for _, code in lines):
        return Measured(goal, kpis, why="kpi fails")
    peak = median(float(peak) for peak, _ in lines)
    return Measured(goal, kpis, peak or None, turns=turns, why="" if peak else "not told here")


def _output(command: Command) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _growth(goal: Goal, bench: Bench) -> Measured:
    """The exponent between `SOME` KPIs and the goal's, less a check of the fewest."""
    kpis = bench.size(goal.kpis)
    sizes = (SMALLEST, bench.size(SOME), kpis)
    commands = [programs.cold(bench.repository(size)) for size in sizes]
    turns = bench.turns(goal)
    rounds = [[run(command) for command in commands] for _ in range(turns)]
    start, less, more = (Runs(tuple(each)) for each in zip(*rounds, strict=True))
    if any(runs.failed for runs in (start, less, more)):
        return Measured(goal, kpis, why="kpi fails")
    if min(less.seconds, more.seconds) <= start.seconds or sizes[1] == kpis:
        return Measured(goal, kpis, why="too small to tell")
    grown = (more.seconds - start.seconds) / (less.seconds - start.seconds)
    exponent = log(grown) / log(kpis / sizes[1])
    return Measured(goal, kpis, exponent, more.seconds, less.seconds, turns)
