"""Run one program and write its seconds, peak KiB and exit code: `python -I -S launch.py PROGRAM…`.

The system counts what a process used before it became the program towards the program's peak, so
it is started from here: this process imports nothing and stays below every program of interest.
"""

import os
import sys
import time


def main() -> None:
    """Run the program in silence; its own output goes nowhere."""
    report = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    program = sys.argv[1:]
    started = time.perf_counter()
    child = os.spawnv(os.P_NOWAIT, program[0], program)  # noqa: S606 - subprocess takes memory
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    os.write(report, f"{seconds} {usage.ru_maxrss} {code}\n".encode())


if __name__ == "__main__":
    main()
