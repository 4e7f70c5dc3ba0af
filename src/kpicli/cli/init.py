"""`kpi init`: a first goal repository."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import Quiet
from kpicli.cli.output import Failure, write, write_file
from kpicli.cli.session import today
from kpicli.config import SETTINGS_FILE
from kpicli.models.schema import goals_schema

SCHEMA_FILE = ".kpi/goals.schema.json"

Folder = Annotated[
    Path, typer.Argument(metavar="[DIR]", help="Where; by default the working directory.")
]


def command(folder: Folder = Path(), quiet: Quiet = False) -> int:
    """Write a small goal repository to start from.

    Example: kpi init our-goals
    """
    if (folder / SETTINGS_FILE).exists():
        raise Failure(f"`{folder}` is a goal repository already: it has a {SETTINGS_FILE}")
    texts = {**first_files(today()), SCHEMA_FILE: json.dumps(goals_schema(), indent=1) + "\n"}
    taken = sorted(name for name in texts if (folder / name).exists())
    for name, text in texts.items():
        if name not in taken:
            write_file(folder / name, text)
    if not quiet:
        write(_farewell(folder, [name for name in texts if name not in taken], taken))
    return ExitCode.CLEAN


def first_files(day: date) -> dict[str, str]:
    """The files of a first goal repository by path, with numbers that are on track on a day."""
    values = _values(day)
    template = files("kpicli.cli") / "template"
    return {
        path: Template(file.read_text("utf-8")).substitute(values)
        for path, file in _walk(template, "")
    }


def _values(day: date) -> dict[str, str]:
    start = date(day.year, 1, 1)
    month_end = day.replace(day=1) - timedelta(days=1)
    measured = max(month_end, start)
    share = (measured - start).days / 365
    return {
        "year": str(day.year),
        "day": measured.isoformat(),
        "revenue": f"{100 + round(20 * share, 1)}k",
        "clients": str(10 + round(6 * share)),
        "hours": str(8 - round(4 * share, 1)),
    }


def _walk(folder: Traversable, base: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{base}{entry.name}/")
        else:
            yield base + entry.name, entry


def _farewell(folder: Path, written: list[str], taken: list[str]) -> str:
    lines = [f"Wrote {len(written)} files:", *(f"  {folder / name}" for name in written)]
    lines += [f"Kept the file that was there: {folder / name}" for name in taken]
    go = "" if folder == Path() else f"cd {folder} && "
    return "\n".join([*lines, "", f"Next: {go}kpi check && kpi tree && kpi report", ""])
