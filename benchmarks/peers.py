"""The programs that `kpi` is measured beside, installed into environments of their own."""

from __future__ import annotations

import subprocess
import venv
from enum import Enum
from typing import TYPE_CHECKING

import dbt_project
from programs import KPI, Program, output, versions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from measure import Command

PEERS = ("yamllint", "check-jsonschema", "ryl")
DBT = ("dbt-core<1.12", "dbt-duckdb")
"""Later ones fetch a part of themselves from elsewhere while they are installed."""

_READERS = ("PyYAML", "ruamel.yaml")
_DBT_PARTS = ("dbt-core", "dbt-duckdb")
_PERMISSIVE = '{"type": "object"}\n'
_LOAD = """\
import sys, yaml
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        yaml.load(file, yaml.CSafeLoader)
"""


class Schema(Enum):
    """Which schema check-jsonschema is given, in a sentence."""

    GOALS = "check-jsonschema gets the schema that `kpi schema` writes"
    PERMISSIVE = "check-jsonschema only asks for a mapping, since `kpi schema` gave no schema"


def peer_programs(data: Path) -> tuple[tuple[Program, ...], Schema]:
    """The peers that read goals, installed below `data` on first use, and the schema of one.

    Raises:
        CalledProcessError: they cannot be installed.
    """
    folder = data / "peers"
    if not all((folder / "bin" / name).exists() for name in PEERS):
        _install(folder, PEERS)
    path = data / "goals.schema.json"
    text = output((KPI, "schema"))
    path.write_text(text or _PERMISSIVE, encoding="utf-8")
    lint, validate, ryl = (str(folder / "bin" / name) for name in PEERS)
    python = str(folder / "bin" / "python")
    programs = (
        Program("yamllint", lambda goals: (lint, "-d", "relaxed", str(goals))),
        Program(
            "check-jsonschema", lambda goals: (validate, "--schemafile", str(path), *_yaml(goals))
        ),
        Program("ryl", lambda goals: (ryl, "-d", _RELAXED, "--no-cache", str(goals))),
        Program("CSafeLoader", lambda goals: (python, "-c", _LOAD, *_yaml(goals))),
    )
    return programs, Schema.GOALS if text else Schema.PERMISSIVE


def dbt_parse(data: Path, kpis: int) -> Command | None:
    """`dbt parse` of a project with as many tables as KPIs; none where it cannot be installed."""
    folder = data / "peers-dbt"
    program = folder / "bin" / "dbt"
    if not program.exists():
        try:
            _install(folder, DBT)
        except subprocess.CalledProcessError:
            return None
    project = data / f"dbt-{kpis}"
    if not project.exists():
        dbt_project.write_project(project, kpis)
    where = {"--project-dir": project, "--profiles-dir": project}
    written = {"--target-path": data / "dbt-target", "--log-path": data / "dbt-logs"}
    return (str(program), "parse", *_SILENT, *_words(where), *_words(written))


def peer_versions(data: Path) -> str:
    """The versions of the installed peers and of their readers."""
    found = (
        versions(data / "peers" / "bin" / "python", (*PEERS, *_READERS)),
        versions(data / "peers-dbt" / "bin" / "python", _DBT_PARTS),
    )
    return ", ".join(filter(None, found))


_RELAXED = "extends: relaxed"
_SILENT = ("--no-partial-parse", "--no-version-check", "--no-send-anonymous-usage-stats")


def _words(options: Mapping[str, Path]) -> tuple[str, ...]:
    return tuple(word for option, path in options.items() for word in (option, str(path)))


def _yaml(folder: Path) -> tuple[str, ...]:
    return tuple(map(str, sorted(folder.rglob("*.yaml"))))


def _install(folder: Path, names: tuple[str, ...]) -> None:
    venv.create(folder, with_pip=True, clear=True)
    pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet")
    subprocess.run((*pip, "--disable-pip-version-check", *names), check=True)
