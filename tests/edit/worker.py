"""Records values one after the other, as many runs of the program would; says each when it is done.

Arguments: the root, the id, the first day as an ordinal, how many days. Days that have a value
are left out.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from edit.recording import judge_of
from kpicli.edit import Mode, NewActual, record


def main(root: Path, goal: str, first: int, count: int) -> None:
    """Record the days from the first one on."""
    judge = judge_of(root, date(2026, 12, 31))
    kpi = next(kpi for kpi in judge.workspace.kpis if kpi.id == goal)
    known = {part.day.toordinal() for part in judge.workspace.series(kpi)}
    for number in sorted({*range(first, first + count)} - known):
        day = date.fromordinal(number).isoformat()
        outcome = record(root, judge, [NewActual(goal, day, str(number))], Mode.REPEATED)
        assert not outcome.refused, outcome.refused
        print(number, flush=True)  # noqa: T201 - what was recorded is said to the test


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
