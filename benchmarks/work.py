"""How much work a check is for each KPI, counted and not timed: `python benchmarks/work.py --save`.

Calls of functions by stage and allocated bytes are the same on every machine, whatever else it
does, so that a test can hold them to what was recorded in work.json for each version of Python.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator.organisation import SMALLEST
from generator.repository import write_repository

HERE = Path(__file__).parent
RECORDED = HERE / "work.json"
FEW, MANY = 200, 800
_SEED = 1
_TOLERANCE = 1.05
"""More than other versions of libraries make, less than a rule that looks at all KPIs once more."""
_GROWTH = 1.12
"""For each KPI, of many against few: goals of a larger company have a few more neighbours."""
_LEAST = 1.0
"""Less than this is not told apart: a call, or a KiB, for each KPI."""
_KIB = 1024

Work = dict[str, float]
"""Calls for each KPI by stage, and KiB for each KPI under `memory`."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is done for each KPI of a few, and of many."""

    few: Work
    many: Work


def counted() -> Counted:
    """Count in two repositories that are made for it.

    Raises:
        CalledProcessError: if a check fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first"
        write_repository(first, SMALLEST, _SEED)
        return Counted(*(_counted_in(Path(folder) / str(n), n, first) for n in (FEW, MANY)))


def grown(now: Work, before: Work) -> list[str]:
    """What takes more for each KPI than what was recorded, the most first."""
    found = [(now[name] - before.get(name, 0.0), name) for name in now]
    return [
        _told(name, before.get(name, 0.0), now[name])
        for _, name in sorted(found, reverse=True)
        if now[name] > before.get(name, 0.0) * _TOLERANCE + _LEAST
    ]


def growing(work: Counted) -> list[str]:
    """What takes more for each KPI of many than of few: it grows faster than their number."""
    return [
        _told(name, work.few.get(name, 0.0), work.many[name])
        for name in sorted(work.many)
        if work.many[name] > work.few.get(name, 0.0) * _GROWTH + _LEAST
    ]


def recorded() -> Work | None:
    """What was recorded for this version of Python, if anything."""
    versions: dict[str, Work] = json.loads(RECORDED.read_text("utf-8"))
    return versions.get(_version())


def save(work: Counted) -> None:
    """Record what is done for each KPI of many under this version of Python."""
    known = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}
    known[_version()] = work.many
    RECORDED.write_text(f"{json.dumps(known, indent=2, sort_keys=True)}\n", "utf-8")


def main() -> int:
    """Count and print; 1 where something takes more than it did, unless that is recorded now."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--save", action="store_true", help=f"record it in {RECORDED.name}")
    arguments = parser.parse_args()
    work = counted()
    for name, amount in sorted(work.many.items()):
        print(f"{name:20} {work.few.get(name, 0.0):9.1f} {amount:9.1f}")
    if arguments.save:
        save(work)
    more = [*grown(work.many, recorded() or work.many), *growing(work)]
    print("\n".join(more))
    return 1 if more else 0


def _counted_in(folder: Path, kpis: int, first: Path) -> Work:
    write_repository(folder, kpis, _SEED)
    calls = _run("calls", folder, first).items()
    most = _run("memory", folder, first)["memory"]
    work = {name: round(count / kpis, 1) for name, count in calls if count >= kpis}
    return {**work, "memory": round(most / kpis / _KIB, 1)}


def _run(what: str, folder: Path, first: Path) -> dict[str, int]:
    command = (sys.executable, str(HERE / "count_work.py"), what, str(folder), str(first))
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    counts: dict[str, int] = json.loads(done.stdout)
    return counts


def _told(name: str, before: float, now: float) -> str:
    unit = "KiB" if name == "memory" else "calls"
    share = f"{now / before - 1:+.0%}" if before else "new"
    return f"{name}: {before:,.1f} -> {now:,.1f} {unit} for each KPI ({share})"


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


if __name__ == "__main__":
    raise SystemExit(main())
