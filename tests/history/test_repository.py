from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from history.repositories import CONTEXT, DANA, ENVIRONMENT, LEE, Past, kpi, new_past
from kpicli.history import (
    HistoryError,
    NoHistory,
    Repository,
    find_repository,
    workspace_at,
)
from kpicli.history.life import steps_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_commit_tells_who_when_and_what(past: Past) -> None:
    first = past.commit({"a.yaml": kpi("leads")}, "2026-01-05", DANA, "Begin")
    second = past.commit({"a.yaml": kpi("leads", "30")}, "2026-02-05", LEE, "More\nof it\n\nWhy")
    found = past.at("HEAD")
    assert (found.id, found.parents) == (second, (first,))
    assert (found.author, found.email) == LEE
    assert found.day == date(2026, 2, 5)
    assert found.subject == "More of it"
    assert found.short == second[:10]


def test_the_day_is_the_committers_on_their_own_calendar(past: Past) -> None:
    who = {
        "GIT_AUTHOR_DATE": "2020-05-05T12:00:00+0000",
        "GIT_COMMITTER_DATE": "2026-03-01T00:30:00+1300",
    }
    past.git("config", "user.name", "Dana")
    past.git("config", "user.email", "d@x")
    past.git("commit", "--allow-empty", "-m", "Late", environment=who)
    assert past.at("HEAD").day == date(2026, 3, 1)


def test_a_commit_in_another_encoding_is_read(past: Past) -> None:
    past.git("config", "i18n.commitEncoding", "latin1")
    past.write({"message": "Gr\xfc\xdfe".encode("latin1")})
    past.git("config", "user.name", "Dana")
    past.git("config", "user.email", "d@x")
    past.git("commit", "--quiet", "--allow-empty", "--file=message")
    assert past.at("HEAD").subject == "Grüße"


@pytest.mark.parametrize(
    "name", ["", " ", "nothing", "--help", "-x", "HEAD:a.yaml", "HEAD\nHEAD", "0" * 40, "HEAD~9"]
)
def test_what_names_no_commit_is_none(past: Past, name: str) -> None:
    past.commit({"a.yaml": kpi("leads")})
    repository = past.opened()
    assert repository.commit(name) is None
    assert repository.commit("HEAD") is not None, "the next question gets its own answer"


def test_names_of_all_kinds_lead_to_the_commit(past: Past) -> None:
    key = past.commit({"a.yaml": kpi("leads")})
    past.git("tag", "v1")
    past.git("branch", "side/one")
    repository = past.opened()
    for name in ("HEAD", "main", "v1", "side/one", key, key[:8], "HEAD^{}", "@"):
        found = repository.commit(name)
        assert found is not None
        assert found.id == key
    assert repository.names == ("main", "side/one", "v1")


def test_a_commit_is_found_by_its_message(past: Past) -> None:
    first = past.commit({"a.yaml": kpi("leads")}, subject="Goals of 2026")
    past.commit({"a.yaml": kpi("leads", "30")})
    found = past.opened().commit(":/Goals of")
    assert found is not None
    assert found.id == first
    assert past.opened().commit(":/Nothing") is None
    assert past.opened().commit(":/") is None
    assert past.opened().commit(":/Goals of\nHEAD") is None


def test_a_branch_named_like_an_option_is_a_branch(past: Past) -> None:
    key = past.commit({"a.yaml": kpi("leads")})
    past.git("update-ref", "refs/heads/--output=x", key)
    found = past.opened().commit("--output=x")
    assert found is not None
    assert found.id == key
    assert not (past.folder / "x").exists()


def test_no_commit_yet(past: Past) -> None:
    repository = past.opened()
    assert repository.head is None
    assert repository.first_commit is None
    assert repository.commit_before(date(2030, 1, 1)) is None


def test_no_repository(tmp_path: Path) -> None:
    found = find_repository(tmp_path, {**ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert isinstance(found, NoHistory)
    assert found.message == f"{tmp_path} is not in a git repository"


def test_no_git(tmp_path: Path) -> None:
    found = find_repository(tmp_path, {"PATH": str(tmp_path)})
    assert found == NoHistory("the program `git` is not found", "install git, or put it on PATH")


def test_a_repository_that_git_does_not_trust(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    found = find_repository(past.folder, {**ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    assert isinstance(found, Repository), "variables of git's own tests do not reach it"
    monkeypatch.setattr("kpicli.history.git._KEPT", ("GIT_",))
    found = find_repository(past.folder, {**ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    assert isinstance(found, NoHistory)
    assert "another user owns it" in found.message
    assert "safe.directory" in found.remedy


def test_a_work_tree_whose_repository_is_gone_says_where_that_should_be(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text(f"gitdir: {tmp_path}/gone\n", "utf-8")
    found = find_repository(tmp_path, ENVIRONMENT)
    assert isinstance(found, NoHistory)
    message = f"the git repository of {tmp_path} should be at {tmp_path}/gone, and is not there"
    assert found.message == message
    assert "`git worktree repair`" in found.remedy


def test_a_broken_repository_says_so(past: Past) -> None:
    (past.folder / ".git" / "config").write_text("[core\n", "utf-8")
    found = find_repository(past.folder, ENVIRONMENT)
    assert isinstance(found, NoHistory)
    assert found.message.startswith("git cannot read the repository: bad config line 1")


def test_the_folder_of_git_itself_is_no_goal_repository(past: Past) -> None:
    found = find_repository(past.folder / ".git", ENVIRONMENT)
    assert isinstance(found, NoHistory)
    assert "lies inside a `.git` folder" in found.message


def test_variables_that_lead_elsewhere_are_ignored(past: Past, tmp_path: Path) -> None:
    key = past.commit({"a.yaml": kpi("leads")})
    other = new_past(tmp_path / "other")
    other.commit({"b.yaml": kpi("other")})
    found = find_repository(
        past.folder,
        {**ENVIRONMENT, "GIT_DIR": str(other.folder / ".git"), "GIT_WORK_TREE": str(other.folder)},
    )
    assert isinstance(found, Repository)
    assert found.head is not None
    assert found.head.id == key


def test_a_folder_below_the_top(past: Past) -> None:
    past.commit({"deep/goals/a.yaml": kpi("leads"), "b.yaml": kpi("other")})
    assert past.opened("deep/goals").prefix == "deep/goals/"
    assert _goals(past.opened("deep/goals")) == ["leads"]
    assert _goals(past.opened()) == ["leads", "other"]


def test_a_folder_that_was_not_there_yet(past: Past) -> None:
    past.commit({"b.yaml": kpi("other")})
    past.write({"later/a.yaml": kpi("leads")})
    assert _goals(past.opened("later")) == []


def test_a_bare_repository(past: Past, tmp_path: Path) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    bare = find_repository(tmp_path / "bare.git", ENVIRONMENT)
    assert isinstance(bare, Repository)
    assert bare.is_bare
    assert _goals(bare) == ["leads"]


def test_a_linked_work_tree(past: Past, tmp_path: Path) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))
    linked = Past(tmp_path / "linked")
    key = linked.commit({"b.yaml": kpi("other")})
    assert linked.at("HEAD").id == key
    assert past.at("HEAD").id != key
    assert _goals(linked.opened()) == ["leads", "other"]


def test_a_detached_head(past: Past) -> None:
    first = past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads", "30")})
    past.git("checkout", "--quiet", "--detach", first)
    assert past.at("HEAD").id == first


def test_a_submodule_is_a_repository_of_its_own(past: Past, tmp_path: Path) -> None:
    inner = new_past(tmp_path / "inner")
    key = inner.commit({"a.yaml": kpi("leads")})
    past.commit({"b.yaml": kpi("other")})
    past.git("submodule", "--quiet", "add", str(inner.folder), "shared")
    past.record("2026-01-06")
    assert _goals(past.opened()) == ["other"]
    shared = past.opened("shared")
    assert shared.prefix == ""
    assert shared.head is not None
    assert shared.head.id == key


def test_a_shallow_clone_knows_where_it_ends(past: Past, tmp_path: Path) -> None:
    keys = [past.commit({"a.yaml": kpi("leads", str(n))}, f"2026-01-{n}") for n in range(11, 16)]
    url = past.folder.as_uri()
    past.git("clone", "--quiet", "--depth=2", url, str(tmp_path / "clone"))
    clone = Past(tmp_path / "clone").opened()
    assert clone.is_shallow
    assert clone.boundary == {keys[-2]}
    assert clone.first_commit is not None
    assert clone.first_commit.id == keys[-2]
    assert clone.commit(keys[0]) is None
    assert not past.opened().is_shallow


def test_the_state_before_a_day(past: Past) -> None:
    days = ("2026-01-05", "2026-02-05", "2026-03-05")
    keys = [past.commit({"a.yaml": kpi("leads", str(n))}, day) for n, day in enumerate(days, 20)]
    repository = past.opened()

    def before(*day: int) -> str | None:
        found = repository.commit_before(date(*day))
        return found.id if found else None

    assert before(2026, 1, 5) is None
    assert before(2026, 1, 6) == keys[0]
    assert before(2026, 3, 5) == keys[1]
    assert before(2026, 12, 31) == keys[2]


def test_the_state_before_a_day_came_of_none_that_is_later(past: Past) -> None:
    days = ("2026-01-05", "2026-03-05", "2026-01-07", "2026-02-01", "1970-01-01")
    keys = [past.commit({"a.yaml": kpi("leads", str(n))}, day) for n, day in enumerate(days, 20)]
    asked = [date(2026, 1, 1), date(2026, 2, 10), date(2026, 3, 6)]
    found, first = past.opened().commits_before(asked)
    assert {day: commit.id for day, commit in found.items()} == {
        asked[1]: keys[0],
        asked[2]: keys[-1],
    }
    assert first is not None
    assert first.id == keys[0]


def test_the_state_before_a_day_is_one_of_the_branch_itself(past: Past) -> None:
    first = past.commit({"a.yaml": kpi("leads")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "side")
    past.commit({"b.yaml": kpi("other")}, "2026-01-10")
    past.git("checkout", "--quiet", "main")
    past.merge("side", "2026-02-01")
    found = past.opened().commit_before(date(2026, 1, 20))
    assert found is not None
    assert found.id == first, "what was on another branch then was not in force"


def test_a_damaged_object_store_is_an_error_with_words(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    repository = past.opened()
    head = repository.head
    assert head is not None
    for file in (past.folder / ".git" / "objects").rglob("*"):
        if file.is_file() and file.parent.name + file.name != head.id:
            file.chmod(0o644)
            file.write_bytes(b"")
    with pytest.raises(HistoryError) as caught:
        workspace_at(repository, head, CONTEXT)
    assert "git" in caught.value.message


def test_the_work_tree_is_left_alone(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.write({"a.yaml": kpi("leads", "99"), "b.yaml": "new"})
    before = _everything(past.folder)
    repository = past.opened()
    assert repository.head is not None
    workspace_at(repository, repository.head, CONTEXT)
    assert _everything(past.folder) == before


def _goals(repository: Repository) -> list[str]:
    assert repository.head is not None
    workspace, findings = workspace_at(repository, repository.head, CONTEXT)
    assert not findings
    return sorted(workspace.goals)


def _everything(folder: Path) -> dict[str, bytes]:
    return {os.fspath(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_repository_with_longer_ids(tmp_path: Path) -> None:
    past = Past(tmp_path)
    past.git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    key = past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads", "30")})
    assert len(key) == 64
    assert _goals(past.opened()) == ["leads"]
    assert len(list(steps_of(past.opened(), "leads", CONTEXT))) == 2
