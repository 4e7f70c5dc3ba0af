"""`--at` and `kpi log`: goals as they were."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from history.repositories import Past, new_past
from history.repositories import kpi as goal_file

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi


@pytest.fixture
def past(goals: Path, monkeypatch: pytest.MonkeyPatch) -> Past:
    """A goal repository with two commits, in the folder where `kpi` runs, and no day given."""
    monkeypatch.delenv("KPI_AS_OF", raising=False)
    past = new_past(goals)
    past.write({"goals.yaml": None})
    past.commit({"kpi.toml": "", "a.yaml": goal_file("leads")}, "2026-02-01", subject="Begin")
    past.git("tag", "v1")
    past.commit({"a.yaml": goal_file("leads", "30")}, "2026-03-01", subject="More")
    return past


def test_every_command_that_looks_back(kpi: Kpi, past: Past) -> None:
    past.write({"a.yaml": "broken: ["})
    report = json.loads(kpi("report", "--at", "v1", "--format", "json").out)
    assert report["as_of"] == "2026-02-01"
    assert report["goals"][0]["target"] == 20
    assert "Raise leads to 20" in kpi("tree", "--at", "v1").out
    assert "Raise leads to 30" in kpi("show", "leads", "--at", "main").out
    checked = json.loads(kpi("check", "--at", "v1", "--format", "json").out)
    assert checked["summary"]["goals"] == 1
    assert kpi("check").code == 1


@pytest.mark.usefixtures("past")
def test_the_day_can_be_another_one(kpi: Kpi) -> None:
    found = kpi("report", "--at", "v1", "--as-of", "2026-09-01", "--format", "json")
    assert json.loads(found.out)["as_of"] == "2026-09-01"


def test_the_settings_are_those_of_then(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": '[files]\nexclude = ["a.yaml"]\n', "b.yaml": goal_file("other")})
    assert "leads" in kpi("tree", "--at", "v1").out
    assert "leads" not in kpi("tree", "--at", "main").out
    past.commit({"kpi.toml": "[calendar]\nfiscal_year_start = 13\n"})
    past.git("tag", "broken")
    past.write({"kpi.toml": ""})
    found = kpi("tree", "--at", "broken")
    assert found.code == 2
    assert found.err.startswith("error: broken:kpi.toml:2: ")


def test_paths_are_those_of_the_revision(kpi: Kpi, past: Past) -> None:
    past.git("mv", "a.yaml", "b.yaml")
    past.record("2026-04-01")
    assert kpi("check", "a.yaml", "--at", "v1").code in {0, 1}
    found = kpi("check", "b.yaml", "--at", "v1")
    assert found.code == 2
    assert "there is no goal file or folder `b.yaml`" in found.err


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize(
    ("name", "remedy"),
    [("mian", "did you mean `main`?"), ("v1.0", "did you mean `v1`?"), ("-x", "`git log` lists")],
)
def test_a_revision_that_does_not_exist(kpi: Kpi, name: str, remedy: str) -> None:
    found = kpi("tree", f"--at={name}")
    assert found.code == 2
    assert f"error: there is no revision `{name}`" in found.err
    assert remedy in found.err


def test_what_is_no_single_commit_is_said_to_be_so(kpi: Kpi, past: Past) -> None:
    past.git("tag", "tree", "HEAD^{tree}")
    assert kpi("tree", "--at=tree").err == (
        "error: `tree` is no commit\n  help: `git log` lists the commits\n"
    )
    assert kpi("diff", "HEAD~1..HEAD").err == (
        "error: `HEAD~1..HEAD` is a range and no revision\n"
        "  help: `kpi diff FROM --to TO` compares two of them\n"
    )


def test_without_git_there_is_no_past(
    kpi: Kpi, goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(goals.parent))
    for arguments in (("tree", "--at", "main"), ("log", "leads")):
        found = kpi(*arguments)
        assert found.code == 2
        assert "is not in a git repository" in found.err
    monkeypatch.setenv("PATH", "")
    assert "the program `git` is not found" in kpi("log", "leads").err


@pytest.mark.usefixtures("past")
def test_the_past_is_not_fixed(kpi: Kpi) -> None:
    found = kpi("check", "--fix", "--at", "v1")
    assert found.code == 2
    assert "the past cannot be fixed or watched" in found.err


def test_a_submodule_is_said_to_be_left_out(kpi: Kpi, past: Past, tmp_path: Path) -> None:
    with_submodule(past, tmp_path)
    found = kpi("tree", "--at", "main")
    assert found.code == 0
    assert found.err == "warning: `shared` is a submodule: its files at `main` are not read\n"


def test_that_all_goals_are_in_a_submodule_is_said(kpi: Kpi, past: Past, tmp_path: Path) -> None:
    with_submodule(past, tmp_path)
    past.commit({"a.yaml": None}, "2026-05-02")
    found = kpi("check", "--at", "main")
    assert found.code == 2
    assert found.err.startswith(
        "warning: `shared` is a submodule: its files at `main` are not read\n"
        "error: there are no goal files"
    )


def test_goals_in_a_submodule_are_said_to_be_without_their_past(
    kpi: Kpi, past: Past, tmp_path: Path
) -> None:
    with_submodule(past, tmp_path)
    assert kpi("check", "--select", "H").err == (
        "warning: `shared` is a submodule: its goals are not judged by their past\n"
        "  help: `kpi check --root shared` judges them\n"
    )
    assert kpi("check", "--select", "S101").err == ""
    assert kpi("diff", "HEAD").err == (
        "warning: `shared` is a submodule: its files at `HEAD` are not read\n"
    )
    assert kpi("log", "x").err == (
        "error: `x` stands in the submodule `shared`, a repository of its own\n"
        "  help: `kpi log x --root shared` tells its life\n"
    )
    assert kpi("log", "x", "--root", "shared").code == 0
    past.write({"b.yaml": goal_file("fresh")})
    assert "error: `fresh` is in no commit yet" in kpi("log", "fresh").err


def test_a_submodule_without_goals_is_passed_over(kpi: Kpi, past: Past, tmp_path: Path) -> None:
    with_submodule(past, tmp_path)
    past.commit({"kpi.toml": '[files]\nexclude = ["shared"]\n'}, "2026-05-02")
    assert kpi("check", "--select", "H").err == ""
    assert kpi("diff", "HEAD").err == ""


def with_submodule(past: Past, folder: Path) -> None:
    """Put another goal repository into the folder `shared`."""
    inner = new_past(folder / ".inner")
    inner.commit({"x.yaml": goal_file("x")})
    past.git("submodule", "--quiet", "add", str(inner.folder), "shared")
    past.record("2026-05-01")


def test_a_damaged_repository_is_no_bug_of_ours(kpi: Kpi, past: Past) -> None:
    for file in (past.folder / ".git" / "objects").rglob("*"):
        if file.is_file():
            file.chmod(0o644)
            file.write_bytes(b"")
    found = kpi("log", "leads")
    assert found.code == 2
    assert "bug" not in found.err


def test_the_log_of_a_goal_whose_file_is_left_out_says_so(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": '[files]\nexclude = ["a.yaml"]\n', "b.yaml": goal_file("other")})
    found = kpi("log", "leads")
    assert found.code == 2
    assert "`leads` is left out: `exclude` under [files] matches `a.yaml`" in found.err


@pytest.mark.usefixtures("past")
def test_log(kpi: Kpi) -> None:
    found = kpi("log", "leads")
    assert found.code == 0
    assert [line[:19] for line in found.out.splitlines() if line.startswith("20")] == [
        "2026-03-01  changed",
        "2026-02-01  created",
    ]
    entries = json.loads(kpi("log", "leads", "--format", "json").out)["entries"]
    assert [entry["subject"] for entry in entries] == ["More", "Begin"]


def test_log_of_goals_that_are_gone_or_new_or_nowhere(kpi: Kpi, past: Past) -> None:
    past.commit({"a.yaml": None, "b.yaml": goal_file("other")})
    assert "deleted" in kpi("log", "leads").out
    past.write({"c.yaml": goal_file("fresh")})
    assert "error: `fresh` is in no commit yet" in kpi("log", "fresh").err
    found = kpi("log", "othr")
    assert found.code == 2
    assert "there is no goal `othr` in any commit" in found.err
    assert "did you mean `other`?" in found.err


def test_log_before_the_first_commit(kpi: Kpi, goals: Path) -> None:
    new_past(goals)
    found = kpi("log", "leads")
    assert found.code == 2
    assert "the repository has no commit yet" in found.err
