"""Whole processes, measured in turns: wall-clock seconds, peak memory and exit code."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Command = tuple[str, ...]
"""A program by its absolute path, and its arguments."""

_LAUNCHER = Path(__file__).with_name("launch.py")
_KIB_PER_MIB = 1024
_FINDINGS = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run."""

    seconds: float
    mebibytes: float
    code: int


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one command."""

    outcomes: tuple[Outcome, ...]

    @property
    def seconds(self) -> float:
        """The median of the wall-clock times."""
        return median(outcome.seconds for outcome in self.outcomes)

    @property
    def mebibytes(self) -> float:
        """The median of the peaks; of several processes, the largest one's."""
        return median(outcome.mebibytes for outcome in self.outcomes)

    @property
    def codes(self) -> str:
        """The exit codes that were seen, negative for a signal."""
        return ", ".join(map(str, sorted({outcome.code for outcome in self.outcomes})))

    @property
    def failed(self) -> bool:
        """Whether a run ended neither with 0 nor with 1, the code of a checker with findings."""
        return any(outcome.code not in {0, _FINDINGS} for outcome in self.outcomes)

    def times_of(self, subject: Runs) -> float:
        """How many times as long as the subject these took: the median over the pairs."""
        pairs = zip(self.outcomes, subject.outcomes, strict=True)
        return median(mine.seconds / theirs.seconds for mine, theirs in pairs)


def run(command: Command) -> Outcome:
    """Run the command once, without its output.

    Raises:
        CalledProcessError: the program cannot be started.
    """
    launcher = (sys.executable, "-I", "-S", str(_LAUNCHER))
    words = subprocess.run(
        (*launcher, *command), check=True, capture_output=True, text=True
    ).stdout.split()
    return Outcome(float(words[0]), int(words[1]) / _KIB_PER_MIB, int(words[2]))


def in_turns(commands: Sequence[Command], runs: int) -> tuple[Runs, ...]:
    """Run all commands one after the other, that many times: A B A B, not A A B B.

    What else the machine does then falls on all alike.
    """
    rounds = [[run(command) for command in commands] for _ in range(runs)]
    return tuple(Runs(tuple(outcomes)) for outcomes in zip(*rounds, strict=True))


def together(parts: Iterable[Runs]) -> Runs:
    """All runs of one command that were made beside different others."""
    return Runs(tuple(outcome for part in parts for outcome in part.outcomes))
