"""Nothing that a goal repository configures is run, and nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from history.repositories import CONTEXT, Past, kpi
from kpicli.history import HistoryError, workspace_at
from kpicli.history.branches import base_on_branch, main_branch
from kpicli.history.changes import changes
from kpicli.history.life import steps_of
from kpicli.history.moved_root import before_its_move

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """A file that a program of the repository would write."""
    return tmp_path / "it-ran"


def _all_of_it(past: Past) -> None:
    """Everything that reads git."""
    repository = past.opened()
    assert repository.head is not None
    assert repository.first_commit is not None
    assert repository.names
    repository.commit_before(repository.head.day)
    main = main_branch(repository)
    assert main is not None
    assert base_on_branch(repository, main, repository.head) is not None
    before_its_move(repository, repository.first_commit, repository.head)
    workspace_at(repository, repository.head, CONTEXT)
    assert len(list(changes(repository))) == 2
    assert len(list(steps_of(repository, "leads", CONTEXT))) == 2


@pytest.mark.parametrize(
    "setting",
    [
        *("core.fsmonitor", "core.pager", "pager.log", "core.editor", "core.sshCommand"),
        *("diff.external", "diff.evil.command", "diff.evil.textconv"),
        *("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "gpg.program"),
        *("uploadpack.packObjectsHook", "core.alternateRefsCommand", "credential.helper"),
        *("interactive.diffFilter", "core.askPass", "core.gitProxy", "alias.log", "alias.cat-file"),
    ],
)
def test_no_program_of_the_repository_runs(past: Past, marker: Path, setting: str) -> None:
    past.commit({".gitattributes": "* diff=evil\n", "a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads", "30")})
    sign = "!" if "alias" in setting else ""
    past.git("config", setting, f"{sign}touch {marker}; true")
    past.git("config", "log.showSignature", "true")
    past.git("config", "filter.evil.required", "true")
    past.write({".gitattributes": "* diff=evil filter=evil\n"})
    _all_of_it(past)
    assert not marker.exists()


def test_hooks_do_not_run(past: Past, marker: Path) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads", "30")})
    hooks = past.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {marker}\n", "utf-8")
        (hooks / name).chmod(0o755)
    past.git("config", "core.fsmonitor", str(hooks / "fsmonitor-watchman"))
    _all_of_it(past)
    assert not marker.exists()


def test_a_program_called_git_in_the_goal_repository_is_not_git(past: Past, marker: Path) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads", "30")})
    (past.folder / "git").write_text(f"#!/bin/sh\ntouch {marker}\n", "utf-8")
    (past.folder / "git").chmod(0o755)
    _all_of_it(past)
    assert not marker.exists()


def test_replaced_objects_are_not_believed(past: Past) -> None:
    first = past.commit({"a.yaml": kpi("leads")}, subject="True")
    other = past.commit({"a.yaml": kpi("leads", "99")}, subject="False")
    past.git("replace", first, other)
    assert past.at(first).subject == "True"


def test_what_a_partial_clone_lacks_is_not_fetched(
    past: Past, tmp_path: Path, marker: Path
) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads", "30")})
    past.git("config", "uploadpack.allowFilter", "true")
    past.git("config", "uploadpack.allowAnySHA1InWant", "true")
    clone = Past(tmp_path / "clone")
    url = past.folder.as_uri()
    past.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", url, str(clone.folder))
    clone.git("config", "remote.origin.uploadpack", f"touch {marker}; git-upload-pack")
    repository = clone.opened()
    assert repository.head is not None
    with pytest.raises(HistoryError) as caught:
        workspace_at(repository, repository.head, CONTEXT)
    message = "git cannot give an object: the clone lacks it, or it is damaged"
    assert caught.value.message == message
    assert not marker.exists()
