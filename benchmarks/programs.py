"""The programs that are measured: `kpi` itself, its peers, and what starting Python takes."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from generator.repository import AS_OF

if TYPE_CHECKING:
    from collections.abc import Callable

    from measure import Command

PEERS = ("yamllint", "check-jsonschema")
_BIN = Path(sys.executable).parent
_PERMISSIVE = '{"type": "object"}\n'


class Schema(Enum):
    """Which schema check-jsonschema is given, in a sentence."""

    GOALS = "check-jsonschema gets the schema that `kpi schema` writes"
    PERMISSIVE = "check-jsonschema only asks for a mapping, since `kpi schema` gave no schema"


@dataclass(frozen=True, slots=True)
class Program:
    """A program and how it is called on the goal repository in a folder."""

    name: str
    command: Callable[[Path], Command]


def kpi_programs() -> tuple[Program, ...]:
    """`kpi check` without its cache and, where it has one, on files it has seen; none if absent."""
    kpi = _BIN / "kpi"
    if _output((str(kpi), "--version")) is None:
        return ()
    if "--no-cache" not in (_output((str(kpi), "check", "--help")) or ""):
        return (Program("kpi check", lambda folder: _check(kpi, folder)),)
    return (
        Program("kpi check", lambda folder: (*_check(kpi, folder), "--no-cache")),
        Program("kpi check, nothing changed", lambda folder: _check(kpi, folder)),
    )


def peer_programs(data: Path) -> tuple[tuple[Program, ...], Schema]:
    """The peers, installed below `data` on first use, and the schema that one of them gets.

    Raises:
        CalledProcessError: they cannot be installed.
    """
    folder = data / "peers"
    if not (folder / "bin" / PEERS[-1]).exists():
        _install(folder)
    path = data / "goals.schema.json"
    text = _output((str(_BIN / "kpi"), "schema"))
    path.write_text(text or _PERMISSIVE, encoding="utf-8")
    schema = Schema.GOALS if text else Schema.PERMISSIVE
    lint, validate = (str(folder / "bin" / name) for name in PEERS)
    return (
        Program(PEERS[0], lambda goals: (lint, "-d", "relaxed", str(goals))),
        Program(PEERS[1], lambda goals: (validate, "--schemafile", str(path), *_yaml(goals))),
    ), schema


def startup_commands() -> dict[str, Command]:
    """What it takes to start, the floor first."""
    python = sys.executable
    return {
        "python -c pass": (python, "-c", "pass"),
        "python -c 'import typer'": (python, "-c", "import typer"),
        "kpi --version": (str(_BIN / "kpi"), "--version"),
    }


def kpi_versions() -> str:
    """The versions of `kpi` and of the parts that its speed depends on."""
    parts = ("kpicli", "typer", "pydantic", "ruamel.yaml", "ruamel.yaml.clib")
    return _versions(Path(sys.executable), parts)


def peer_versions(data: Path) -> str:
    """The versions of the installed peers and of their readers."""
    return _versions(data / "peers" / "bin" / "python", (*PEERS, "PyYAML", "ruamel.yaml"))


def _check(kpi: Path, folder: Path) -> Command:
    return (
        str(kpi),
        "check",
        "--root",
        str(folder),
        "--as-of",
        AS_OF,
        "--format",
        "concise",
    )


def _yaml(folder: Path) -> tuple[str, ...]:
    return tuple(map(str, sorted(folder.rglob("*.yaml"))))


def _install(folder: Path) -> None:
    venv.create(folder, with_pip=True, clear=True)
    pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet")
    subprocess.run((*pip, "--disable-pip-version-check", *PEERS), check=True)


def _versions(python: Path, names: tuple[str, ...]) -> str:
    listing = _output((str(python), "-m", "pip", "list", "--format", "json"))
    found = {each["name"]: each["version"] for each in json.loads(listing or "[]")}
    return ", ".join(f"{name} {found[name]}" for name in names if name in found)


def _output(command: Command) -> str | None:
    """What the command writes, or nothing where it is absent or fails."""
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
