"""A thousand files in the editor: what a person waits for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from editor import Editor, started

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.large

GENERATOR = Path(__file__).parents[2] / "benchmarks" / "generate.py"
TEAM = "finance_001/team_03.yaml"
COMPANY = "company.yaml"
EDITS = 20
AS_OF = ("--as-of", "2026-09-01")
AT_ONCE = 0.2
"""Seconds within which an edit shows."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A goal repository of a thousand files and ten thousand KPIs."""
    folder = tmp_path_factory.mktemp("large") / "goals"
    subprocess.run([sys.executable, str(GENERATOR), "10000", str(folder)], check=True)
    assert len(list(folder.rglob("*.yaml"))) > 1000
    return folder


@pytest.fixture
def editor(root: Path) -> Iterator[Editor]:
    """An editor in the goal repository, whose findings are all there."""
    editor = started(*AS_OF)
    editor.begin([root], {})
    editor.diagnostics(editor.open(root / COMPANY), lambda _: True)
    yield editor
    assert editor.leave() == 0


def test_the_first_findings_come_within_the_time_of_a_check(root: Path) -> None:
    began = perf_counter()
    command = [sys.executable, "-m", "kpicli", "check", "--no-cache", "--root", str(root)]
    subprocess.run([*command, *AS_OF], capture_output=True, check=False)
    cold = perf_counter() - began
    began = perf_counter()
    editor = started(*AS_OF)
    editor.begin([root], {})
    editor.diagnostics(editor.open(root / COMPANY), lambda _: True)
    first = perf_counter() - began
    assert editor.leave() == 0
    assert first < cold


@pytest.mark.parametrize("path", [TEAM, COMPANY])
def test_an_edit_shows_at_once(editor: Editor, root: Path, path: str) -> None:
    file = root / path
    lines = file.read_text("utf-8").split("\n")
    uri = editor.open(file)
    titles = [number for number, line in enumerate(lines) if "title: " in line]
    waits = []
    for version in range(2, EDITS + 2):
        line = titles[version % len(titles)]
        column = lines[line].index("title: ") + len("title: ")
        place = {"line": line, "character": column}
        began = perf_counter()
        editor.change(uri, version, {"range": {"start": place, "end": place}, "text": "Now "})
        editor.wait(lambda part, now=version: (part.get("params") or {}).get("version") == now)  # type: ignore[misc]
        waits.append(perf_counter() - began)
    assert median(waits) < AT_ONCE
