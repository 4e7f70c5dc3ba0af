"""Measure `kpi` beside its peers: `python benchmarks/run.py --goals --save`.

With `--goals` it tells how near each goal for its speed is; without, what `kpi check` takes, with
`--peers` beside other checkers. Repositories and peers are kept in benchmarks/data. Runs take
turns, and medians are told.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import machine
from generator.organisation import SMALLEST
from generator.repository import AS_OF, write_repository
from goals import GOALS, MANY, SMALL, SOME
from measure import Runs, in_turns, run, together
from past import write_history
from peers import peer_programs, peer_versions
from programs import Program, kpi_programs, kpi_versions, startup_commands
from table import CAVEAT, NOTES, Row, goals_table, growth_table, size_table, startup_table
from towards import Bench, Measured, towards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).parent
DATA = HERE / "data"
RESULTS = HERE / "RESULTS.md"
SEED = 1


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = _parser()
    arguments = parser.parse_args()
    if arguments.save and (arguments.scale != 1 or not arguments.goals):
        parser.error("--save goes with --goals, at their own sizes")
    DATA.mkdir(exist_ok=True)
    if arguments.goals:
        text = goals_report(arguments)
    else:
        text = report(arguments.sizes, arguments.runs, with_peers=arguments.peers)
    print(text)
    if arguments.save:
        RESULTS.write_text(f"{text}\n", encoding="utf-8")


def report(sizes: Sequence[int], runs: int, *, with_peers: bool) -> str:
    """The whole report as Markdown."""
    peers, schema = peer_programs(DATA) if with_peers else ((), None)
    subjects = kpi_programs(DATA)
    rows = [
        row for kpis in sorted({SMALLEST, *sizes}) for row in rows_of(kpis, subjects, peers, runs)
    ]
    startup = startup_commands()
    started = dict(zip(startup, in_turns(list(startup.values()), 2 * runs), strict=True))
    sections = (
        "# Benchmark results",
        f"Medians of {runs} runs each, in turns, as of {AS_OF}; output thrown away.",
        f"Measured on {machine.description()}.",
        f"{kpi_versions()}.",
        f"The peers: {peer_versions(DATA)}. {schema.value}." if schema else "",
        CAVEAT if schema else "",
        size_table(rows),
        _growth(rows) if len(sizes) > 1 else "",
        "## Start-up",
        startup_table(started),
    )
    return "\n\n".join(filter(None, sections))


def goals_report(arguments: argparse.Namespace) -> str:
    """The goals as Markdown: `sizes`, `runs`, `only` and `scale` as on the command line."""
    peers, schema = peer_programs(DATA)
    named = {peer.name: peer for peer in peers}
    bench = Bench(DATA, repository, named, arguments.runs, arguments.scale)
    sizes = {SMALL, *arguments.sizes}
    chosen = [
        goal
        for goal in GOALS
        if goal.kpis in sizes and (not arguments.only or goal.name in arguments.only)
    ]
    measured = {each.goal: each for each in map(_shown, towards(chosen, bench))}
    rows = [measured.get(goal, Measured(goal, goal.kpis, why="left out")) for goal in GOALS]
    sections = (
        "# Benchmark results",
        f"Medians of paired runs, in turns, as of {AS_OF}; output thrown away.",
        f"Measured on {machine.description()}, on {machine.day()}.",
        f"{kpi_versions()}.",
        f"The peers: {peer_versions(DATA)}. {schema.value}.",
        CAVEAT,
        f"A try at {arguments.scale} of the sizes." if arguments.scale != 1 else "",
        goals_table(rows),
        NOTES,
    )
    return "\n\n".join(filter(None, sections))


def rows_of(
    kpis: int, subjects: Sequence[Program], peers: Sequence[Program], runs: int
) -> Iterator[Row]:
    """One row for each program; every other program takes turns with the first subject.

    The subjects run once before, so that a cache is filled and the files are in memory.
    """
    folder = repository(kpis)
    for program in subjects:
        run(program.command(folder))
    if not subjects:
        yield from _alone(folder, kpis, peers, runs)
        return
    subject, *others = (*subjects, *peers)
    pairs = [in_turns([subject.command(folder), other.command(folder)], runs) for other in others]
    own = [mine for mine, _ in pairs] or in_turns([subject.command(folder)], runs)
    yield Row(kpis, subject.name, together(own))
    for other, (mine, theirs) in zip(others, pairs, strict=True):
        yield Row(kpis, other.name, theirs, _ratio(mine, theirs))


def repository(kpis: int) -> Path:
    """The folder of a generated repository, written anew when the generator has changed.

    It is a git repository with one commit, so that the rules about history run.
    """
    folder = DATA / f"goals-{kpis}"
    stamp = DATA / f"goals-{kpis}.stamp"
    version = _generator_version()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == version:
        return folder
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    write_repository(folder, kpis, SEED)
    write_history(folder, commits=1, seed=SEED)
    stamp.write_text(version, encoding="utf-8")
    return folder


def _shown(measured: Measured) -> Measured:
    """Says at once what takes an hour as a whole."""
    print(goals_table([measured]).splitlines()[-1], file=sys.stderr, flush=True)
    return measured


def _alone(folder: Path, kpis: int, programs: Sequence[Program], runs: int) -> Iterator[Row]:
    measured = in_turns([program.command(folder) for program in programs], runs)
    for program, outcomes in zip(programs, measured, strict=True):
        yield Row(kpis, program.name, outcomes)


def _growth(rows: Sequence[Row]) -> str:
    text = f"Time less that of {SMALLEST} KPIs grows with this power of the size; 1 is linear."
    return f"## Growth\n\n{text}\n\n{growth_table(rows)}"


def _ratio(mine: Runs, theirs: Runs) -> float | None:
    return None if mine.failed or theirs.failed else theirs.times_of(mine)


def _generator_version() -> str:
    sources = [*sorted((HERE / "generator").glob("*.py")), HERE / "past.py"]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--goals", action="store_true", help="measure how near each goal is")
    parser.add_argument("--only", type=_names, default=(), metavar="GOALS", help="such as G7,G10")
    parser.add_argument("--scale", type=float, default=1, help="of the goals' sizes; 0.1 for a try")
    parser.add_argument("--sizes", type=_sizes, default=(SOME, MANY), help="such as 1000,10000")
    parser.add_argument("--runs", type=int, default=3, help="of each program (default: 3)")
    parser.add_argument("--peers", action="store_true", help="measure the peers as well")
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.name}")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(","))


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


if __name__ == "__main__":
    main()
