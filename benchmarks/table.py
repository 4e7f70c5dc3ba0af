"""The results as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from goals import Better, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goals import Goal
    from measure import Runs
    from towards import Measured

CAVEAT = (
    "The peers do different and mostly less work: yamllint and ryl look at style,\n"
    "check-jsonschema at the shape of each file by itself, and CSafeLoader only loads. None\n"
    "follows references between goals, adds up the cascade or judges goals. dbt parses a project\n"
    "of its own, with as many tables in as many files."
)
NOTES = (
    "A check is cold with `--no-cache`, and warm when the same command ran before with a cache\n"
    "of its own. Memory is the proportional set size of all processes together, of which a page\n"
    "that they share counts once, looked at a hundred times a second. Growth is the exponent from\n"
    "1,000 KPIs to as many as the line says, of the time less that of 30 KPIs: 1 is linear."
)
_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Row:
    """A program on a repository of that many KPIs; `times` as long as `kpi check`, if paired."""

    kpis: int
    program: str
    runs: Runs
    times: float | None = None


def size_table(rows: Iterable[Row]) -> str:
    """Seconds, memory and ratios by size."""
    return _table(
        ("KPIs", "program", "seconds", "peak MiB", "times `kpi check`", "exit"),
        (
            (
                f"{row.kpis:,}",
                row.program,
                _seconds(row.runs),
                _memory(row.runs),
                _times(row.times),
                row.runs.codes,
            )
            for row in rows
        ),
    )


def growth_table(rows: Sequence[Row]) -> str:
    """Exponents of the time between neighbouring sizes, less that of the smallest repository."""
    programs = list(dict.fromkeys(row.program for row in rows))
    return _table(
        ("program", "from", "to", "exponent"),
        (cells for program in programs for cells in _growth(program, rows)),
    )


def startup_table(runs: Mapping[str, Runs]) -> str:
    """Milliseconds, and how many times the floor, which stands first."""
    floor = next(iter(runs.values()))
    return _table(
        ("command", "ms", "peak MiB", "times the first"),
        (
            (f"`{name}`", _milliseconds(each), _memory(each), _times(each.times_of(floor)))
            for name, each in runs.items()
        ),
    )


def goals_table(measured: Iterable[Measured]) -> str:
    """The goals, what was measured, and what has come of each."""
    head = ("goal", "what", "KPIs", "wanted", "at least", "measured", "kpi s", "peer s", "runs")
    return _table((*head, "result"), map(_goal, measured))


def _goal(one: Measured) -> tuple[str, ...]:
    goal, unit = one.goal, " MiB" if one.goal.subject is Quantity.MEMORY else ""
    behind = (f"{one.own:.3f}", f"{one.other:.3f}") if one.own and one.other else ("", "")
    return (
        goal.name,
        _what(goal),
        f"{one.kpis:,}",
        f"{goal.wanted:g}{unit}",
        f"{goal.least:g}{unit}",
        _NOTHING if one.figure is None else f"{one.figure:.3g}{unit}",
        *behind,
        str(one.turns or ""),
        f"{goal.verdict(one.figure)}{f': {one.why}' if one.why else ''}",
    )


def _what(goal: Goal) -> str:
    if isinstance(goal.subject, Quantity):
        return goal.subject.value
    if goal.better is Better.MORE:
        return f"times faster than {goal.peer}: {goal.subject.value}"
    return f"times as long as {goal.peer}: {goal.subject.value}"


def _growth(program: str, rows: Sequence[Row]) -> list[tuple[str, ...]]:
    own = [row for row in rows if row.program == program]
    if any(row.runs.failed for row in own):
        return []
    (_, start), *sizes = sorted((row.kpis, row.runs.seconds) for row in own)
    return [
        (program, f"{few:,}", f"{many:,}", _exponent(many / few, less - start, more - start))
        for (few, less), (many, more) in pairwise(sizes)
    ]


def _exponent(growth: float, less: float, more: float) -> str:
    """The power of the size that the time grows with, where it rises above the start-up."""
    return f"{log(more / less) / log(growth):.2f}" if min(less, more) > 0 else _NOTHING


def _seconds(runs: Runs) -> str:
    return "fails" if runs.failed else f"{runs.seconds:.3f}"


def _milliseconds(runs: Runs) -> str:
    return "fails" if runs.codes != "0" else f"{runs.seconds * 1000:.1f}"


def _memory(runs: Runs) -> str:
    return _NOTHING if runs.failed else f"{runs.mebibytes:.0f}"


def _times(times: float | None) -> str:
    return _NOTHING if times is None else f"{times:.3g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * 2 + ["---:"] * (len(head) - 2), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
