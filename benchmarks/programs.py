"""The programs that are measured: `kpi` itself in all its ways, and what starting Python takes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.repository import AS_OF

if TYPE_CHECKING:
    from collections.abc import Callable

    from measure import Command

BIN = Path(sys.executable).parent
KPI = str(BIN / "kpi")


@dataclass(frozen=True, slots=True)
class Program:
    """A program and how it is called on the goal repository in a folder."""

    name: str
    command: Callable[[Path], Command]


def kpi_programs(data: Path) -> tuple[Program, ...]:
    """`kpi check` without its cache, and on files that it has seen; none where `kpi` is absent.

    The cache lies below `data`, so that nobody's own is used.
    """
    if output((KPI, "--version")) is None:
        return ()
    return (
        Program("kpi check", cold),
        Program("kpi check, nothing changed", lambda folder: warm(folder, data / "cache")),
    )


def cold(folder: Path) -> Command:
    """`kpi check` as if it ran for the first time."""
    return (*_check(folder), "--no-cache")


def warm(folder: Path, cache: Path) -> Command:
    """`kpi check` that finds in its cache what was run before."""
    return (*_check(folder), "--cache-dir", str(cache))


def startup_commands() -> dict[str, Command]:
    """What it takes to start, the floor first."""
    python = sys.executable
    return {
        "python -c pass": (python, "-c", "pass"),
        "python -c 'import typer'": (python, "-c", "import typer"),
        "kpi --version": (KPI, "--version"),
        "kpi --help": (KPI, "--help"),
    }


def kpi_versions() -> str:
    """The versions of `kpi` and of the parts that its speed depends on."""
    parts = ("kpicli", "typer", "pydantic", "ruamel.yaml", "ruamel.yaml.clib")
    return versions(Path(sys.executable), parts)


def versions(python: Path, names: tuple[str, ...]) -> str:
    """The versions of what is installed for an interpreter."""
    listing = output((str(python), "-m", "pip", "list", "--format", "json"))
    found = {each["name"]: each["version"] for each in json.loads(listing or "[]")}
    return ", ".join(f"{name} {found[name]}" for name in names if name in found)


def output(command: Command) -> str | None:
    """What the command writes, or nothing where it is absent or fails."""
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def _check(folder: Path) -> Command:
    return (KPI, "check", "--root", str(folder), "--as-of", AS_OF, "--format", "concise")
