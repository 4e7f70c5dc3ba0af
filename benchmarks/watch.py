"""Time a watching check from a save to its answer: `python benchmarks/watch.py DIR`.

Each time another comment is added to a goal file; at the end the file is what it was. A check by
itself is run in turns with it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECK = (sys.executable, "-m", "kpicli", "check", "--as-of", "2026-09-01", "--root")
WATCHES = " watching "
_REST = 1.0
"""Seconds before each save, in which a watching check comes to rest."""


def main() -> int:
    """Read the command line, measure, and print both medians."""
    arguments = _parser().parse_args()
    folder: Path = arguments.folder
    alone: list[float] = []
    watched: list[float] = []
    with _watching(folder) as said, _edited(_goal_file(folder)) as file:
        for number in range(arguments.runs):
            alone.append(_alone(folder))
            time.sleep(_REST)
            watched.append(_answered(file, number, said))
    for name, seconds in (("a check by itself", alone), ("from a save to the answer", watched)):
        print(f"{name}: {median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="a goal repository")
    parser.add_argument("--runs", type=int, default=7, help="saves (default: 7)")
    return parser


def _goal_file(folder: Path) -> Path:
    return max(folder.rglob("*.yaml"))


def _alone(folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run((*CHECK, str(folder), "--no-cache"), check=False, capture_output=True)
    return time.perf_counter() - start


def _answered(file: Path, number: int, said: IO[str]) -> float:
    start = time.perf_counter()
    with file.open("a", encoding="utf-8") as text:
        text.write(f"# {number}\n")
    _listen(said)
    return time.perf_counter() - start


@contextmanager
def _watching(folder: Path) -> Iterator[IO[str]]:
    """What a watching check says, after its first run."""
    command = (*CHECK, str(folder), "--watch")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        assert program.stdout is not None
        try:
            _listen(program.stdout)
            yield program.stdout
        finally:
            program.terminate()


def _listen(said: IO[str]) -> None:
    for line in said:
        if WATCHES in line:
            return
    raise RuntimeError("the check ended instead of watching")


@contextmanager
def _edited(file: Path) -> Iterator[Path]:
    """The file for edits, which is put back."""
    before = file.read_bytes()
    try:
        yield file
    finally:
        file.write_bytes(before)


if __name__ == "__main__":
    raise SystemExit(main())
