"""What each command imports: starting takes longer than a small check, and imports are all of it.

A ceiling is the number of modules today and a little room. Whoever reaches it looks first whether
all that is imported is used: what only one way through a command needs is imported on that way.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from history.repositories import Past
from kpicli.cli.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = """\
import sys
from kpicli.__main__ import run_program
code = run_program(sys.argv[1:])
print(file=sys.stderr)
print(code, *sys.modules, file=sys.stderr)
"""

HEAVY = frozenset(
    {"networkx", "rich", "pygments", "markdown_it", "openpyxl", "pygls", "lsprotocol", "z3"}
    | {"pathspec", "xml.sax", "xml.dom", "xml.etree", "http", "ssl", "asyncio", "concurrent"}
    | {"multiprocessing", "sqlite3", "unittest", "numpy"}
)
"""What no command needs for goals in a plain folder."""

LIBRARIES = frozenset({"pydantic", "typer", "ruamel", "tomllib", "zipfile", "subprocess"})


def _ours(*rooms: str) -> frozenset[str]:
    return frozenset(f"kpicli.{room}" for room in rooms)


EDITING = _ours("edit", "server")
PAST = _ours("history")
RULES = _ours("rules.registry", "linter", "constraints.solver")
AMISS = _ours(
    "constraints.feasibility",
    "constraints.gives",
    "constraints.shortfall",
    "formulas.hints",
    "config.places",
    "cli.usage",
    "linter.comments",
    "linter.verdicts",
    "documents.comments",
    "documents.locate",
    "documents.unusual",
    "progress.student_t",
    "rules.conflict.amounts",
    "rules.conflict.infeasibility",
    "rules.specific.claims",
    "rules.timebound.no_deadlines",
) | frozenset({"pickle", "difflib", "traceback"})
"""What is for contradictions, mistakes, suppressions and several processes."""
UNASKED = _ours(
    "cli.baseline",
    "cli.watching",
    "constraints.conflict",
    "linter.baseline",
    "linter.configured",
    "linter.part",
    "progress.published",
    "render.findings.commands",
    "workspace.earlier",
) | frozenset({"calendar", "inspect", "shutil", "threading", "typing_extensions"})
"""What a check needs only if it is asked for more, and what few lines of our own do as well."""
CHANGED = _ours(
    "history.difference",
    "history.first_versions",
    "history.moments",
    "rules.history.occasion",
) | frozenset({"shutil"})
"""What a check in git needs where something has changed."""
DRAWING = _ours("render.reports.html", "render.reports.workbook")


@dataclass(frozen=True, slots=True)
class Case:
    """A run, the most modules that it may import, and those that it must not."""

    arguments: tuple[str, ...]
    most: int
    without: frozenset[str]
    code: int = 0


NOTHING = LIBRARIES | EDITING | PAST | RULES | _ours("cli.app", "models", "workspace", "render")

CASES = {
    "--version": Case(("--version",), 55, NOTHING | _ours("cli")),
    "--help": Case(("--help",), 55, NOTHING),
    "no command": Case((), 55, NOTHING),
    "init": Case(("init", "new"), 395, EDITING | PAST | RULES | DRAWING),
    "check": Case(("check",), 530, EDITING | PAST | DRAWING | AMISS | UNASKED | {"ruamel"}),
    "report": Case(("report",), 320, EDITING | PAST | RULES | DRAWING),
    "show": Case(("show", "leads"), 570, EDITING | PAST | DRAWING),
    "review": Case(("review",), 545, EDITING | PAST | DRAWING),
    "tree": Case(("tree",), 265, EDITING | PAST | RULES | DRAWING),
    "diff": Case(("diff", "HEAD"), 605, EDITING | DRAWING, code=2),
    "log": Case(("log", "leads"), 345, EDITING | RULES | DRAWING, code=2),
    "record": Case(("record", "leads", "16", "--on", "2026-06-01"), 620, PAST | DRAWING),
    "import": Case(("import", "table.csv"), 685, PAST | DRAWING),
    "export": Case(("export",), 670, PAST),
    "why": Case(("why", "leads"), 560, EDITING | PAST | DRAWING),
    "whatif": Case(("whatif", "leads=18"), 550, EDITING | PAST | DRAWING),
    "rules": Case(("rules",), 535, EDITING | PAST | DRAWING | {"ruamel"}),
    "explain": Case(("explain", "R101"), 500, EDITING | PAST | DRAWING | {"ruamel"}),
    "schema": Case(
        ("schema",), 340, EDITING | PAST | RULES | DRAWING | _ours("workspace") | {"ruamel"}
    ),
    "lsp": Case(("lsp", "--help"), 420, EDITING | PAST | RULES | DRAWING),
}


def imported_by(case: Case, folder: Path) -> set[str]:
    """The modules that a run imports, in a goal repository outside git, with a cache of its own."""
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith("_KPI")},
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        "KPI_AS_OF": "2026-07-01",
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *case.arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    assert int(code) == case.code, done.stderr
    return set(modules)


def test_no_command_is_left_out() -> None:
    assert set(COMMANDS) <= set(CASES)


def test_what_must_not_be_imported_exists() -> None:
    ours = {name for case in CASES.values() for name in case.without if name[:6] == "kpicli"}
    assert {name for name in ours if find_spec(name) is None} == set()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_command_imports_what_it_needs(case: Case, goals: Path) -> None:
    (goals / "table.csv").write_text("id,title,unit\ndeals,Win more deals,deal\n", "utf-8")
    modules = imported_by(case, goals)
    assert modules & (HEAVY | case.without) == set()
    assert ("typer" in modules) == (case.arguments[1:] == ("--help",))
    assert len(modules) <= case.most


def test_a_run_that_is_shown_again_needs_next_to_nothing(goals: Path) -> None:
    case = Case(("check",), 90, NOTHING)
    assert len(imported_by(case, goals)) > case.most
    modules = imported_by(case, goals)
    assert modules & (HEAVY | case.without) == set()
    assert len(modules) <= case.most


def test_a_check_in_git_looks_closer_only_at_what_has_changed(goals: Path) -> None:
    past = Past(goals)
    past.git("init", "--quiet", "--initial-branch=main")
    past.commit({})
    case = Case(("check", "--no-cache"), 560, EDITING | DRAWING | CHANGED | {"ruamel"})
    modules = imported_by(case, goals)
    assert "kpicli.history.bases" in modules
    assert modules & (HEAVY | case.without) == set()
    assert len(modules) <= case.most
    past.write({"goals.yaml": (goals / "goals.yaml").read_text("utf-8").replace("15", "14")})
    changed = imported_by(Case(("check", "--no-cache"), 700, EDITING | DRAWING), goals)
    assert "kpicli.history.difference" in changed


def test_the_alignment_is_only_worked_out_where_it_is_drawn(goals: Path) -> None:
    case = Case(("tree", "--alignment"), 315, EDITING | PAST | DRAWING)
    modules = imported_by(case, goals)
    assert "kpicli.reports.alignment" in modules
    assert len(modules) <= case.most


def test_findings_and_suppressions_are_placed_without_the_parser(goals: Path) -> None:
    amiss = "  - {id: calls, title: Win calls}  # kpi: ignore[missing-owner]\n"
    with (goals / "goals.yaml").open("a", encoding="utf-8") as file:
        file.write(amiss)
    case = Case(("check",), 560, EDITING | PAST | DRAWING | {"ruamel"}, code=1)
    assert imported_by(case, goals) & (HEAVY | case.without) == set()


def test_keys_without_values_need_no_pydantic(goals: Path) -> None:
    text = (goals / "goals.yaml").read_text("utf-8")
    empty = "    unit: lead\n    description:\n    benchmark:\n    tags:\n"
    (goals / "goals.yaml").write_text(text.replace("    unit: lead\n", empty), "utf-8")
    assert imported_by(CASES["check"], goals) & {"pydantic", "pydantic_core"} == set()


def test_what_msgspec_does_without_is_there_for_whoever_needs_it(goals: Path) -> None:
    assert {"pydantic", "typing_extensions"} <= imported_by(CASES["schema"], goals)
