"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from kpicli.cli.declared import Option
from kpicli.cli.output import Color
from kpicli.models.preset import Preset

Root = Annotated[
    Path | None,
    Option(
        "--root",
        metavar="DIR",
        help="The goal repository; by default the nearest folder upward with a kpi.toml.",
    ),
]
AsOf = Annotated[
    str | None,
    Option(
        "--as-of",
        metavar="DATE",
        envvar="KPI_AS_OF",
        help="The day that counts as today, such as 2026-09-01.",
    ),
]
Presets = Annotated[Preset | None, Option("--preset", help="Whose definition of progress decides.")]
At = Annotated[
    str | None,
    Option(
        "--at",
        metavar="REF",
        help="Read the goals as they were at a branch, tag or commit; as of its day.",
    ),
]
Colored = Annotated[Color, Option("--color", help="When to use colour.")]
Quiet = Annotated[bool, Option("--quiet -q", help="Show the result and nothing more.")]
NoCache = Annotated[bool, Option("--no-cache", help="Run in any case, and do not keep the run.")]
CacheFolder = Annotated[
    Path | None,
    Option(
        "--cache-dir",
        metavar="DIR",
        help="Where runs are kept, to be shown again while nothing has changed.",
    ),
]


def listed(values: list[str] | None) -> tuple[str, ...]:
    """The items of an option that takes commas and repetition alike."""
    parts = (part.strip() for value in values or () for part in value.split(","))
    return tuple(part for part in parts if part)
