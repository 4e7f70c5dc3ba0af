"""What is said of a goal that may stand in a file that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi

CONFLICT = """\
kpis:
<<<<<<< HEAD
  - {id: a, title: A, unit: x, baseline: 1, target: 9}
=======
  - {id: a, title: A, unit: x, baseline: 1, target: 8}
>>>>>>> other
"""
WHOLE = "kpis: [{id: calls, title: Make calls, unit: call, target: '>= 5'}]\n"
SAID = "error: `a` may be in a file that cannot be read: g.yaml:2: a merge conflict is not resolved"
REMEDY = "help: keep one side, and remove the lines with <<<<<<<, ======= and >>>>>>>"


@pytest.fixture(params=["", ", contributes_to: calls"])
def root(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, str]:
    """Goals of which one stands in a file with a merge conflict, and may serve another."""
    (tmp_path / "kpi.toml").touch()
    (tmp_path / "g.yaml").write_text(CONFLICT.replace("}", f"{request.param}}}"))
    (tmp_path / "h.yaml").write_text(WHOLE)
    return "--root", str(tmp_path)


COMMANDS = [
    ("record", "a", "5", "--on", "2026-08"),
    ("show", "a"),
    ("why", "a"),
    ("whatif", "a=3"),
    ("tree", "a"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_file_and_what_is_wrong_with_it_are_named(
    kpi: Kpi, root: tuple[str, str], command: tuple[str, ...]
) -> None:
    outcome = kpi(*command, *root)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [SAID, f"  {REMEDY}"]


def test_of_another_goal_it_is_said_that_a_file_cannot_be_read(
    kpi: Kpi, root: tuple[str, str]
) -> None:
    outcome = kpi("show", "zzz", *root)
    said = [
        "error: there is no goal `zzz`",
        "  help: `g.yaml` cannot be read; `kpi check` says why",
    ]
    assert outcome.err.splitlines() == said
    assert "did you mean `calls`?" in kpi("show", "call", *root).err


def test_without_such_a_file_nothing_is_said_of_one(kpi: Kpi, tmp_path: Path) -> None:
    (tmp_path / "h.yaml").write_text(WHOLE)
    outcome = kpi("show", "zzz", "--root", str(tmp_path))
    assert outcome.err.splitlines() == ["error: there is no goal `zzz`"]


def test_recording_many_says_so_of_the_row(kpi: Kpi, root: tuple[str, str], tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("id,date,value\na,2026-08-31,5\n")
    outcome = kpi("record", "--from", str(rows), *root)
    assert outcome.code != 0
    assert "`a` may be in a file that cannot be read" in outcome.err


OTHERS = """\
teams: [{id: sales, level: organization}]
people: [{id: dana, name: Dana}]
metrics: [{id: revenue, unit: EUR}, {id: cost, unit: EUR}]
kpis: [{id: raise, title: Raise it, metric: revenue, target: ">= 5"}]
"""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("key", "message", "remedy"),
    [
        ("sales", "`sales` is a team, not a goal", "`kpi report --team sales` shows its goals"),
        ("dana", "`dana` is a person, not a goal", "`kpi report --owner dana` shows their goals"),
        ("revenue", "`revenue` is a metric, not a goal", "measured on it: `raise`"),
        ("cost", "`cost` is a metric, not a goal", "no KPI is measured on it"),
    ],
)
def test_what_is_no_goal_is_told_as_what_it_is(
    kpi: Kpi, tmp_path: Path, command: tuple[str, ...], key: str, message: str, remedy: str
) -> None:
    if command[0] == "whatif" and "metric" in message:
        return  # what a metric is set to holds for the KPIs on it
    (tmp_path / "h.yaml").write_text(OTHERS)
    given = [part.replace("a=", f"{key}=") if part != "a" else key for part in command[1:]]
    outcome = kpi(command[0], *given, "--root", str(tmp_path))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [f"error: {message}", f"  help: {remedy}"]
