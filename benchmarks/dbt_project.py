"""A dbt project as large as a goal repository: a table for each KPI, a column for each actual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PER_FILE = 10
_COLUMNS = 12
_PROJECT = """\
name: goals
version: "1.0"
config-version: 2
profile: goals
model-paths: [models]
"""
_PROFILE = """\
goals:
  target: here
  outputs:
    here: {type: duckdb, path: ":memory:"}
"""


def write_project(folder: Path, tables: int) -> None:
    """Write a project of so many tables, ten to a file, as goal files have KPIs.

    Raises:
        OSError: the folder cannot be written.
    """
    models = folder / "models"
    models.mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(_PROJECT, "utf-8")
    (folder / "profiles.yml").write_text(_PROFILE, "utf-8")
    for first in range(0, tables, _PER_FILE):
        numbers = range(first, min(first + _PER_FILE, tables))
        path = models / f"team_{first // _PER_FILE:05}.yml"
        path.write_text("".join(f"{line}\n" for line in _source(numbers)), "utf-8")


def _source(numbers: range) -> Iterator[str]:
    yield "# Changes go through a pull request."
    yield "version: 2"
    yield "sources:"
    yield f"  - name: team_{numbers[0] // _PER_FILE:05}"
    yield "    description: What a team measures every month."
    yield "    tables:"
    for number in numbers:
        yield from _table(number)


def _table(number: int) -> Iterator[str]:
    yield f"      - name: kpi_{number:06}"
    yield f"        description: Raise qualified leads from {number} to {number + 10}"
    yield f"        meta: {{owner: person_{number % 7}, unit: lead, target: {number + 10}}}"
    yield "        columns:"
    for month in range(1, _COLUMNS + 1):
        yield f"          - {{name: month_{month:02}, description: from the monthly report}}"
