"""The peak memory of a program and its copies: `python -I -S memory.py PROGRAM…` writes MiB.

Counted is the proportional set size: a page that several processes share counts once. What all
processes of the program have of it together is summed a hundred times a second, and the most that
two looks in a row see is the peak; what is allocated and freed between them is not seen.
"""

from __future__ import annotations

import os
import sys
import time

_PAUSE = 0.01
_KIB_PER_MIB = 1024


def main() -> None:
    """Run the program in silence; write its peak and its exit code."""
    report = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    program = sys.argv[1:]
    child = os.spawnv(os.P_NOWAIT, program[0], program)  # noqa: S606 - subprocess takes memory
    peak = last = 0
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        now = _kibibytes(child)
        # Until a new process becomes git, it has the very memory of its parent, which counts twice.
        peak, last = max(peak, min(last, now)), now
        time.sleep(_PAUSE)
    os.write(report, f"{peak / _KIB_PER_MIB} {os.waitstatus_to_exitcode(status)}\n".encode())


def _kibibytes(process: int) -> int:
    """What a process and all below it hold now; nothing of those that end meanwhile."""
    try:
        before = _own(process)
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:  # noqa: PTH123 - no pathlib here
            children = file.read().split()
        below = sum(map(_kibibytes, map(int, children)))
        # A child that comes or goes meanwhile would count what it shares twice.
        return min(before, _own(process)) + below
    except OSError:
        return 0


def _own(process: int) -> int:
    return _line(f"/proc/{process}/smaps_rollup", "Pss:")


def _line(path: str, key: str) -> int:
    with open(path, encoding="ascii") as file:  # noqa: PTH123 - no pathlib here
        lines = (line.split() for line in file)
        return next((int(words[1]) for words in lines if words[0] == key), 0)


if __name__ == "__main__":
    main()
