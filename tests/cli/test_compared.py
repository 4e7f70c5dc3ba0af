"""Which commit commands compare with: that a branch is not blamed for what main did meanwhile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.goalposts import AS_OF, found, goals
from history.repositories import LEE, Past, new_past

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi, Outcome


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A branch that tightens `a`; main has tightened `b` and measured it since then."""
    past = new_past(tmp_path / "goals")
    past.commit({"kpi.toml": "", "a.yaml": goals(a="20"), "b.yaml": goals(b="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"a.yaml": goals(a="21")}, "2026-05-01", LEE)
    past.git("checkout", "--quiet", "main")
    measured = goals(b="30").replace("2026-01: 11", "2026-01: 11, 2026-02: 12")
    past.commit({"b.yaml": measured}, "2026-05-10")
    past.git("checkout", "--quiet", "work")
    return past


def run(kpi: Kpi, past: Past, *arguments: str) -> Outcome:
    return kpi(*arguments, "--root", str(past.folder), "--as-of", AS_OF)


def test_what_main_did_since_the_branch_left_it_is_not_the_branchs(kpi: Kpi, past: Past) -> None:
    assert found(kpi, past, "--since", "main") == []
    assert found(kpi, past, "--since", "main", "--at", "work") == []
    assert "`b`" not in run(kpi, past, "diff", "main").out


def test_what_the_branch_did_is_found_and_its_base_named(kpi: Kpi, past: Past) -> None:
    past.commit({"a.yaml": goals(a="15")}, "2026-05-20", LEE)
    fork = past.git("rev-parse", "--short=10", "work~2")
    for more in ((), ("--since", "main")):
        outcome = run(kpi, past, "check", "--select", "H101", *more)
        assert f"judged against `main`, where it was left ({fork}, 2026-01-05)" in outcome.out


@pytest.mark.parametrize("ref", [(), ("main",)])
def test_a_difference_names_its_base_in_every_format(
    kpi: Kpi, past: Past, ref: tuple[str, ...]
) -> None:
    fork = past.git("rev-parse", "--short=10", "work~1")
    named = f"main, where it was left ({fork}, 2026-01-05)"
    assert run(kpi, past, "diff", *ref).out.startswith(f"{named} → work tree")
    markdown = run(kpi, past, "diff", *ref, "--format", "markdown").out.replace("\\", "")
    assert f"{named} → work tree" in markdown
    assert json.loads(run(kpi, past, "diff", *ref, "--format", "json").out)["from"] == {
        "name": "main, where it was left",
        "commit": fork,
        "day": "2026-01-05",
    }


def test_between_two_revisions_the_later_one_counts(kpi: Kpi, past: Past) -> None:
    past.git("checkout", "--quiet", "main")
    for ref in ((), ("main",)):
        text = run(kpi, past, "diff", *ref, "--to", "work").out
        assert text.startswith("main, where it was left (")
        assert "target tightened from 20 client to 21 client" in text
        assert "b  Raise b" not in text


def test_back_to_a_commit_that_a_revision_came_of_both_are_taken_as_they_are(
    kpi: Kpi, past: Past
) -> None:
    text = run(kpi, past, "diff", "work", "--to", "work~1").out
    assert text.startswith("work (")
    assert "target loosened from 21 client to 20 client" in text
    past.git("checkout", "--quiet", "--detach", "work~1")
    assert "No goal means anything else" in run(kpi, past, "diff", "work").out


def test_where_nothing_is_in_common_the_revision_itself_counts(kpi: Kpi, past: Past) -> None:
    past.git("checkout", "--quiet", "--orphan", "island")
    past.record("2026-06-01")
    (finding,) = found(kpi, past, "--since", "main", "--ignore", "H103")
    assert "from 30 client to 20 client" in finding
    assert run(kpi, past, "diff", "main").out.startswith("main (")
    outcome = run(kpi, past, "diff")
    assert (outcome.code, "no commit in common with `main`" in outcome.err) == (2, True)


def test_only_what_the_branch_changed_is_affected(kpi: Kpi, past: Past) -> None:
    arguments = ("check", "--select", "S101", "--changed-since", "main", "--format")
    outcome = run(kpi, past, *arguments, "concise")
    assert outcome.out.startswith("a.yaml:")
    assert "b.yaml" not in outcome.out
    assert "1 of 2 goals affected since main, where it was left" in outcome.out
    summary = json.loads(run(kpi, past, *arguments, "json").out)["summary"]
    assert summary["changed_since"] == {"revision": "main, where it was left", "goals": 1}


def test_a_main_branch_that_is_at_origin_alone(kpi: Kpi, past: Past, tmp_path: Path) -> None:
    settings = {"kpi.toml": '[history]\nmain = "develop"\n'}
    past.git("checkout", "--quiet", "-b", "develop", "main")
    past.commit({"b.yaml": goals(b="15"), **settings}, "2026-05-12")
    past.git("checkout", "--quiet", "-b", "pr")
    past.commit({"a.yaml": goals(a="15")}, "2026-06-01", LEE)
    past.git("clone", "--quiet", past.folder.as_uri(), str(tmp_path / "clone"))
    clone = Past(tmp_path / "clone")
    (finding,) = found(kpi, clone)
    assert finding.startswith("H101 `a` was made easier on 2026-06-01 by `Lee Park`")
    assert run(kpi, clone, "diff").out.startswith("develop (")


def test_a_main_branch_in_the_settings_that_does_not_exist(kpi: Kpi, past: Past) -> None:
    past.write({"kpi.toml": '[history]\nmain = "mian"\n'})
    message = "`main` under [history] is `mian`, and there is no such branch"
    outcome = run(kpi, past, "check", "--select", "H")
    assert outcome.err == (
        f"warning: {message}: goals are judged as on the main branch\n"
        "  help: did you mean `main`?\n"
    )
    assert run(kpi, past, "check", "--select", "S101").err == ""
    assert run(kpi, past, "check", "--select", "H", "--since", "main").err == ""
    outcome = run(kpi, past, "diff")
    assert outcome.code == 2
    assert outcome.err == f"error: {message}\n  help: did you mean `main`?\n"


def test_in_a_clone_the_main_branch_has_its_name(kpi: Kpi, past: Past, tmp_path: Path) -> None:
    past.git("checkout", "--quiet", "main")
    past.git("clone", "--quiet", past.folder.as_uri(), str(tmp_path / "clone"))
    clone = Past(tmp_path / "clone")
    clone.git("checkout", "--quiet", "-b", "feature")
    clone.commit({"a.yaml": goals(a="15")}, "2026-06-01", LEE)
    assert run(kpi, clone, "diff").out.startswith("main (")
    assert "judged against `main` (" in run(kpi, clone, "check", "--select", "H101").out


@pytest.mark.parametrize("branch", ["main", "work"])
def test_in_a_shallow_clone_nothing_is_open_about_a_branch_itself(
    kpi: Kpi, past: Past, tmp_path: Path, branch: str
) -> None:
    clone = shallow(past, tmp_path, "1", "--branch", branch)
    assert run(kpi, clone, "diff", f"origin/{branch}").err == ""
    past.git("checkout", "--quiet", branch)
    assert run(kpi, shallow(past, tmp_path / "2", "1"), "diff").err == ""


def test_a_shallow_clone_that_lacks_what_is_in_common_says_what_follows(
    kpi: Kpi, past: Past, tmp_path: Path
) -> None:
    clone = shallow(past, tmp_path, "1", "--no-single-branch")
    note = (
        "note: the clone is shallow and does not tell where `origin/main` was left: what has "
        "happened to it since then counts as well\n"
    )
    assert run(kpi, clone, "diff", "origin/main").err == note
    assert run(kpi, clone, "diff", "origin/main", "--quiet").err == ""
    outcome = run(kpi, clone, "check", "--select", "H", "--since", "origin/main")
    assert outcome.err.endswith(note)
    clone.write({"kpi.toml": '[history]\nmain = "main"\n'})
    outcome = run(kpi, clone, "diff")
    assert (outcome.code, "`git fetch --unshallow`" in outcome.err) == (2, True)


def test_the_parent_of_a_shallow_clones_only_commit_is_certain(
    kpi: Kpi, past: Past, tmp_path: Path
) -> None:
    past.merge("main", "2026-06-01")
    clone = shallow(past, tmp_path, "1", "--no-single-branch")
    assert run(kpi, clone, "diff", "origin/main").err == ""
    assert found(kpi, clone, "--since", "origin/main") == []


def shallow(past: Past, folder: Path, depth: str, *more: str) -> Past:
    """A clone with so many commits of each branch."""
    arguments = ("clone", "--quiet", "--depth", depth, *more)
    past.git(*arguments, past.folder.as_uri(), str(folder / "clone"))
    return Past(folder / "clone")


def test_on_the_main_branch_itself_nothing_was_left(kpi: Kpi, past: Past, tmp_path: Path) -> None:
    past.git("checkout", "--quiet", "main")
    past.git("clone", "--quiet", past.folder.as_uri(), str(tmp_path / "clone"))
    clone = Past(tmp_path / "clone")
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    assert run(kpi, clone, "diff").out.startswith("main (")
    clone.git("checkout", "--quiet", "-b", "fresh")
    assert run(kpi, clone, "diff").out.startswith("main, where it was left (")
