"""A new rule begins with one command, in a copy of the tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("src", "tests/rules", "tools"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    for file in ("pyproject.toml", "tests/repository.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    return tmp_path


def run(tree: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=tree, capture_output=True, text=True, check=False
    )


def run_tests(tree: Path, path: str, chosen: str) -> subprocess.CompletedProcess[str]:
    return run(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", path, "-k", chosen)


def test_a_new_rule_has_all_it_needs_but_its_check(tree: Path) -> None:
    done = run(tree, "tools/new_rule.py", "timebound", "moon-deadline", "--code", "T998")
    assert done.stdout.split() == [
        "src/kpicli/rules/timebound/moon_deadline.py",
        "tests/rules/timebound/moon-deadline.md",
        "src/kpicli/rules/registry.py",
    ]
    tests = run_tests(tree, "tests/rules", "moon or sorted or unique or every_rule_file")
    failed = re.findall(r"FAILED .*?::(\S+)", tests.stdout)
    assert failed == ["test_bad_yields_exactly_the_marked_findings[moon-deadline]"], tests.stdout


def test_the_new_files_are_tidy(tree: Path) -> None:
    run(tree, "tools/new_rule.py", "B", "moon-balance")
    run(tree, "tools/new_rule.py", "D", "moon-phase", "--code", "D999")
    done = run(tree, "-m", "ruff", "check", "--no-cache", "src/kpicli/rules")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_next_free_code_is_taken(tree: Path) -> None:
    run(tree, "tools/new_rule.py", "B", "moon-balance", "--code", "B997")
    run(tree, "tools/new_rule.py", "B", "moon-gap")
    rule = (tree / "src/kpicli/rules/balance/moon_gap.py").read_text("utf-8")
    assert 'code = "B998"' in rule


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lunar", "moon-deadline"), "the families are"),
        (("timebound", "Moon"), "is no rule name"),
        (("timebound", "moon-deadline", "--code", "S101"), "is no code of this family"),
        (("timebound", "moon-deadline", "--code", "T101"), "is taken"),
        (("timebound", "missing-period"), "there is a rule"),
    ],
)
def test_what_cannot_be_a_rule_is_refused(
    tree: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = (tree / "src/kpicli/rules/registry.py").read_text("utf-8")
    done = run(tree, "tools/new_rule.py", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert (tree / "src/kpicli/rules/registry.py").read_text("utf-8") == before
