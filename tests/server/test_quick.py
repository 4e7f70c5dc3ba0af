"""What an edit comes to at once is what the whole check says of that file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cursors import DAY, checked, repository_at
from kpicli.server.buffers import Buffers
from kpicli.server.repository import Repository

if TYPE_CHECKING:
    from kpicli.linter import CheckResult

EXAMPLES = Path(__file__).parents[2] / "examples"


def _said(result: CheckResult, path: str) -> list[str]:
    return [
        f"{part.primary.start.line} {part.finding.rule.name}: {part.finding.message}"
        for part in result.findings
        if part.primary.path == path
    ]


def _edit(repository: Repository, path: str, old: str, new: str) -> None:
    file = repository.root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    repository.touch(path)


def _agrees(repository: Repository, path: str) -> list[str]:
    """The findings in a file after an edit: the same at once and in the whole check."""
    at_once = repository.edited(path, DAY)
    assert at_once is not None
    said = _said(at_once, path)
    assert said == _said(checked(repository).result, path)
    return said


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("owner: dana, ", "owner: dna, ", "dangling-reference"),
        ("defaults: {team: sales, owner: dana, ", "defaults: {team: sales, ", None),
        ("period: FY2026, ", "", "missing-period"),
        ("baseline: 32", "baselin: 32", "unknown-field"),
        (
            "title: Raise sales volume by",
            "title: Lower sales volume by",
            "title-direction-mismatch",
        ),
        ("objectives:", "objectives: [", "syntax-error"),
        ("  - id: sales.mid_market", "  - id: sales.volume", "duplicate-id"),
        ("reviewed: 2026-08-04", "reviewed: 2025-08-04", None),
        ("cadence: quarterly", "cadence: quaterly", "schema-error"),
        ("# Sales: ", "# kpi: ignore-file[missing-unit] why\n# ", "unused-suppression"),
    ],
)
def test_an_edit_shows_at_once(tmp_path: Path, old: str, new: str, rule: str | None) -> None:
    root = tmp_path / "acme"
    shutil.copytree(EXAMPLES / "acme", root)
    repository = Repository(root, Buffers())
    checked(repository)
    _edit(repository, "sales/goals.yaml", old, new)
    said = _agrees(repository, "sales/goals.yaml")
    assert rule is None or any(rule in line for line in said)


@pytest.mark.parametrize(
    "path", ["sales/goals.yaml", "finance/goals.yaml", "customer_service/goals.yaml"]
)
def test_findings_move_along_with_their_goals(tmp_path: Path, path: str) -> None:
    root = tmp_path / "misaligned"
    shutil.copytree(EXAMPLES / "misaligned", root)
    repository = Repository(root, Buffers())
    before = _said(checked(repository).result, path)
    assert before
    file = root / path
    file.write_text(f"# a line more\n{file.read_text('utf-8')}", "utf-8")
    repository.touch(path)
    assert len(_agrees(repository, path)) == len(before)


GOALS = """\
    kpis:
      - {id: a, title: Raise leads from 1 to 2, unit: lead, baseline: 1, target: 2}
      - {id: b, title: Raise sales from 1 to 2, unit: sale, baseline: 1, target: 2}
    """


def test_a_finding_goes_with_its_goal(tmp_path: Path) -> None:
    repository = repository_at(tmp_path, GOALS)
    assert any("`b`" in line for line in _said(checked(repository).result, "goals.yaml"))
    _edit(repository, "goals.yaml", "id: b", "id: c")
    at_once = repository.edited("goals.yaml", DAY)
    assert at_once is not None
    said = _said(at_once, "goals.yaml")
    assert said
    assert not any("`b`" in line for line in said)


def test_an_edit_before_the_first_check_says_nothing_yet(tmp_path: Path) -> None:
    repository = repository_at(tmp_path, GOALS)
    assert repository.edited("goals.yaml", DAY) is None


def test_what_is_no_goal_file_says_nothing(tmp_path: Path) -> None:
    repository = repository_at(tmp_path, {"goals.yaml": GOALS, "notes.txt": "x"})
    checked(repository)
    assert repository.edited("notes.txt", DAY) is None
