"""A sparse checkout: what is not checked out is not known, and not gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.goalposts import AS_OF, found, goals
from history.repositories import Past, new_past
from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi

NOT_THERE = "warning: `b/g.yaml` is not checked out: what stands there is not known\n"
SERVING = """\
kpis:
  - {id: c, title: C, period: 2026, contributes_to: b, metric: hours, owner: team:sales}
"""


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A branch on which the goals of one folder are not checked out."""
    past = new_past(tmp_path / "goals")
    below = goals(b="20") + "metrics: [{id: hours, unit: hour}]\nteams: [{id: sales, title: S}]\n"
    files = {"kpi.toml": "", "a/g.yaml": goals(a="20") + SERVING[6:], "b/g.yaml": below}
    past.commit(files, "2025-12-01")
    past.git("checkout", "--quiet", "-b", "work")
    past.git("sparse-checkout", "set", "a")
    assert not (past.folder / "b").exists()
    return past


def test_what_is_not_checked_out_is_not_deleted(kpi: Kpi, past: Past) -> None:
    assert found(kpi, past) == []


def test_what_is_checked_out_is_judged_as_ever(kpi: Kpi, past: Past) -> None:
    past.write({"a/g.yaml": goals(a="15")})
    (easier,) = found(kpi, past)
    assert easier.startswith("H101 `a` was made easier")
    past.write({"a/g.yaml": SERVING})
    (deleted,) = found(kpi, past)
    assert deleted.startswith("H104 `a` was deleted")


def test_a_goal_that_moves_to_where_it_is_not_checked_out_is_not_gone(kpi: Kpi, past: Past) -> None:
    past.git("sparse-checkout", "disable")
    past.commit({"a/g.yaml": "kpis: []\n", "b/g.yaml": goals(a="20", b="20")}, "2026-03-01")
    past.git("sparse-checkout", "set", "a")
    assert found(kpi, past) == []


def test_what_refers_to_it_does_not_dangle(kpi: Kpi, past: Past) -> None:
    root = ("--root", str(past.folder), "--as-of", AS_OF)
    outcome = kpi("check", *root, "--select", "D")
    assert (outcome.code, NOT_THERE in outcome.err) == (0, True), outcome.out
    assert NOT_THERE not in kpi("check", *root, "--select", "D", "--quiet").err


def test_a_difference_says_what_is_not_compared(kpi: Kpi, past: Past) -> None:
    outcome = kpi("diff", "--root", str(past.folder), "--as-of", AS_OF, "--format", "json")
    document = json.loads(outcome.out)
    assert document["goals"] == []
    assert document["notes"] == [
        "Not compared, since they are not checked out: `b`, `hours`, `sales`"
    ]
    assert NOT_THERE in outcome.err


@pytest.mark.parametrize("folder", ["goals", "linked"])
def test_the_goal_is_known_to_be_there(kpi: Kpi, past: Past, folder: str) -> None:
    if folder == "linked":
        past.git("worktree", "add", "--quiet", f"../{folder}", "main")
        linked = Past(past.folder.parent / folder)
        linked.git("sparse-checkout", "set", "a")
    outcome = kpi("show", "b", "--root", str(past.folder.parent / folder))
    assert outcome.code == 2
    assert "`b` stands in b/g.yaml, which is not checked out" in outcome.err
    assert "`git sparse-checkout add b` brings it" in outcome.err


def test_what_the_settings_exclude_is_not_missed(kpi: Kpi, past: Past) -> None:
    past.write({"kpi.toml": '[files]\nexclude = ["b/**"]\n', "a/g.yaml": goals(a="20")})
    outcome = kpi("check", "--root", str(past.folder), "--select", "D")
    assert outcome.err == ""


PART = """\
kpis:
  - {{id: {0}, title: {0}, period: 2026, baseline: 4, target: 5, contributes_to: whole}}
"""
WHOLE = """\
kpis:
  - {id: whole, title: Whole, period: 2026, baseline: 8, target: 10, rollup: sum}
"""


def test_what_contributes_from_where_it_is_not_checked_out_is_not_missed(
    kpi: Kpi, past: Past
) -> None:
    past.git("sparse-checkout", "disable")
    files = {"top.yaml": WHOLE, "a/g.yaml": PART.format("a"), "b/g.yaml": PART.format("b")}
    past.commit(files, "2026-02-01")
    check = ("check", "--root", str(past.folder), "--as-of", AS_OF, "--select", "U101,R103,R104")
    assert kpi(*check).code == 0
    past.git("sparse-checkout", "set", "a")
    assert kpi(*check).code == 0
    past.git("sparse-checkout", "disable")
    past.write({"b/g.yaml": None})
    assert "U101" in kpi(*check).out


def test_an_import_gives_no_id_that_is_taken(kpi: Kpi, past: Past) -> None:
    table = past.folder / "b.csv"
    table.write_text("id,KPI,Target 2026\nb,B again,3\nd,D,4\n", "utf-8")
    root = ("--root", str(past.folder), "--as-of", AS_OF)
    assert kpi("import", str(table), *root, "--into", str(past.folder / "new")).code == 0
    (written,) = (past.folder / "new").iterdir()
    ids = [line for line in written.read_text("utf-8").splitlines() if "- id:" in line]
    assert ids == ["  - id: b_again", "  - id: d"]


def test_an_import_replaces_no_file_that_is_not_checked_out(kpi: Kpi, past: Past) -> None:
    table = past.folder / "g.csv"
    table.write_text("KPI,Team,Target 2026\nD,G,4\n", "utf-8")
    arguments = ("--root", str(past.folder), "--as-of", AS_OF, "--into", str(past.folder / "b"))
    outcome = kpi("import", str(table), *arguments)
    assert outcome.code == ExitCode.USAGE
    assert outcome.err.startswith("error: `b/g.yaml`")
    assert not (past.folder / "b").exists()


def test_an_import_of_an_export_defines_no_goal_twice(kpi: Kpi, past: Past) -> None:
    root = ("--root", str(past.folder), "--as-of", AS_OF)
    exported = past.folder.parent / "export.json"
    past.git("sparse-checkout", "disable")
    kpi("export", *root, "--output", str(exported))
    past.git("sparse-checkout", "set", "a")
    (past.folder / "a" / "g.yaml").unlink()
    outcome = kpi("import", str(exported), *root, "--into", str(past.folder / "new"))
    assert outcome.code == ExitCode.USAGE
    assert "`b` is there already, in b/g.yaml, which is not checked out" in outcome.err
