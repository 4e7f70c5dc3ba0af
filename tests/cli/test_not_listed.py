"""What may stand where no goal file could be looked for is not known, and not gone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cursors import DAY, checked
from kpicli.server.buffers import Buffers
from kpicli.server.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi

SEEN = """\
teams: [{id: acme, level: organization}]
defaults: {team: acme, period: 2026}
kpis:
  - {id: total, title: Raise orders, unit: order, baseline: 10, target: 50, rollup: sum}
  - {id: a, title: Raise ours, unit: order, baseline: 5, target: 20, contributes_to: [total, b]}
"""
HIDDEN = """\
kpis:
  - {id: b, title: Raise theirs, unit: order, baseline: 5, target: 30, contributes_to: total}
"""
WRONG = "D006,U101"


def _closed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "closed").mkdir()
    (root / "closed" / "b.yaml").write_text(HIDDEN)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.rstrip("/").endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


def _in_capitals(root: Path, _: pytest.MonkeyPatch) -> None:
    (root / "B.YAML").write_text(HIDDEN)


def _linked(root: Path, _: pytest.MonkeyPatch) -> None:
    (root / "elsewhere").symlink_to("..")


@pytest.fixture(params=[_closed, _in_capitals, _linked])
def root(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Goals of which one stands where it cannot be found."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "kpi.toml").touch()
    (root / "a.yaml").write_text(SEEN)
    request.param(root, monkeypatch)
    return root


def test_nothing_is_concluded_from_what_is_hidden(kpi: Kpi, root: Path) -> None:
    outcome = kpi("check", "--root", str(root), "--select", WRONG, "--format", "concise")
    (found,) = outcome.out.splitlines()[:-1]
    assert "error[D007]" in found
    assert outcome.code == 1


def test_without_it_there_is_something_to_find(kpi: Kpi, root: Path) -> None:
    (root / "kpi.toml").write_text('[files]\nexclude = ["closed", "B.YAML", "elsewhere"]\n')
    outcome = kpi("check", "--root", str(root), "--select", WRONG, "--format", "concise")
    assert "error[D006]" in outcome.out
    assert "error[U101]" in outcome.out


def test_the_editor_says_the_same(root: Path) -> None:
    repository = Repository(root, Buffers())
    found = {part.finding.rule.code for part in checked(repository).result.findings}
    assert "D007" in found
    assert not found & {*WRONG.split(",")}
    repository.touch("a.yaml")
    at_once = repository.edited("a.yaml", DAY)
    assert at_once is not None
    assert not {part.finding.rule.code for part in at_once.findings} & {*WRONG.split(",")}


def test_a_goal_may_be_there(kpi: Kpi, root: Path) -> None:
    outcome = kpi("show", "b", "--root", str(root))
    assert outcome.code == 2
    said = ("cannot be read; `kpi check` says why", "rename it to `B.yaml`")
    assert any(words in outcome.err for words in said)


def test_it_is_not_said_to_be_left_out_by_git(kpi: Kpi, root: Path) -> None:
    outcome = kpi("report", "--root", str(root))
    assert outcome.err == "warning: 1 error in loading, something may be missing; see `kpi check`\n"
