from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from history.repositories import Past, kpi
from kpicli.history.branches import Base, base_of, base_on_branch, is_on, main_branch, short_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@pytest.mark.parametrize(
    ("branches", "configured", "expected"),
    [
        (["main", "side"], None, "refs/heads/main"),
        (["master", "side"], None, "refs/heads/master"),
        (["trunk", "develop"], None, "refs/heads/trunk"),
        (["develop", "side"], None, "refs/heads/develop"),
        (["side"], None, None),
        (["main", "side"], "side", "side"),
        (["main", "side"], "gone", None),
        (["main", "side"], "HEAD", None),
    ],
)
def test_the_main_branch(
    past: Past, branches: Iterable[str], configured: str | None, expected: str | None
) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("checkout", "--quiet", "--detach")
    past.git("branch", "--delete", "--force", "main")
    for branch in branches:
        past.git("branch", branch)
    assert main_branch(past.opened(), configured) == expected


@pytest.mark.parametrize("configured", [None, "origin/HEAD"])
def test_the_main_branch_is_what_the_default_of_origin_stands_for(
    past: Past, tmp_path: Path, configured: str | None
) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("branch", "-m", "production")
    clone = cloned(past, tmp_path)
    clone.git("branch", "main")
    found = main_branch(clone.opened(), configured)
    assert found == "refs/remotes/origin/production"
    assert short_name(found) == "production"
    assert is_on(clone.opened(), found)


def test_a_configured_branch_may_be_at_origin_alone(past: Past, tmp_path: Path) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("branch", "develop")
    clone = cloned(past, tmp_path)
    for name in ("develop", "origin/develop"):
        found = main_branch(clone.opened(), name)
        assert found is not None
        assert short_name(found) == "develop"
    clone.git("branch", "develop", "origin/develop")
    assert main_branch(clone.opened(), "develop") == "refs/remotes/origin/develop"


def test_the_settings_of_the_user_do_not_count(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("branch", "release")
    past.git("config", "init.defaultBranch", "release")
    assert main_branch(past.opened()) == "refs/heads/main"


def test_where_a_branch_left_another_one(past: Past) -> None:
    fork = parted(past)
    repository = past.opened()
    main, head = past.at("main"), past.at("side")
    assert base_of(repository, main, "main", head) == Base(past.at(fork), "main", is_common=True)
    assert base_on_branch(repository, "refs/heads/main", head) == Base(
        past.at(fork), "main", is_common=True
    )
    assert base_of(repository, main, "main", head).words == "main, where it was left"
    assert base_of(repository, main, "main", head).quoted == "`main`, where it was left"


def test_a_commit_that_a_branch_came_of_is_compared_with_itself(past: Past) -> None:
    fork = past.at(parted(past))
    for head in (past.at("side"), fork):
        assert base_of(past.opened(), fork, "v1", head) == Base(fork, "v1")
    past.git("branch", "still", fork.id)
    assert base_on_branch(past.opened(), "still", past.at("side")) == Base(fork, "still")


def test_unrelated_histories_have_nothing_in_common(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("checkout", "--quiet", "--orphan", "island")
    past.record("2026-01-06")
    main, head = past.at("main"), past.at("island")
    assert base_of(past.opened(), main, "main", head) == Base(main, "main")
    assert base_of(past.opened(), main, "main", None) == Base(main, "main")
    assert base_on_branch(past.opened(), "main", head) is None
    assert base_on_branch(past.opened(), "gone", head) is None


def test_which_branch_is_checked_out(past: Past) -> None:
    fork = parted(past)
    assert is_on(past.opened(), "refs/heads/side")
    assert not is_on(past.opened(), "refs/heads/main")
    past.git("checkout", "--quiet", "--detach", fork)
    assert is_on(past.opened(), "refs/heads/main")
    past.git("checkout", "--quiet", "--detach", "side")
    assert not is_on(past.opened(), "refs/heads/main")
    assert not is_on(past.opened(), "refs/heads/gone")


def parted(past: Past) -> str:
    """Main and the branch `side`, which is checked out, each with a commit; the one before both."""
    fork = past.commit({"a.yaml": kpi("leads")})
    past.git("checkout", "--quiet", "-b", "side")
    past.commit({"b.yaml": kpi("other")})
    past.git("checkout", "--quiet", "main")
    past.commit({"a.yaml": kpi("leads", "30")})
    past.git("checkout", "--quiet", "side")
    return fork


def cloned(past: Past, folder: Path) -> Past:
    past.git("clone", "--quiet", past.folder.as_uri(), str(folder / "clone"))
    return Past(folder / "clone")
