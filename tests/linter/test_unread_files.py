"""What a file that cannot be read gives nobody reason to say of what stands in others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpicli.documents import source_of
from kpicli.history.hidden import is_hidden
from kpicli.history.renames import is_unreadable, renames
from kpicli.workspace import Context, load_workspace
from repository import AS_OF, lint, load

if TYPE_CHECKING:
    from kpicli.findings import Finding
    from kpicli.source import SourceFile

_ACME = Path(__file__).parents[2] / "examples" / "acme"
_FILES = {
    str(path.relative_to(_ACME)): path.read_text("utf-8")
    for path in sorted(_ACME.rglob("*"))
    if path.suffix in {".yaml", ".csv"}
}


@pytest.mark.parametrize("path", [path for path in _FILES if path.endswith(".yaml")])
def test_a_file_that_is_no_yaml_is_told_once(path: str) -> None:
    changed = {**_FILES, path: f"{_FILES[path]}\nkpis: [\n"}
    found = [part.finding for part in lint(changed, "ALL").findings]
    assert [(part.rule.code, part.primary.path) for part in found] == [("D001", path)]


@pytest.mark.parametrize("path", [path for path in _FILES if path.endswith(".yaml")])
def test_a_file_in_another_encoding_is_told_once(path: str) -> None:
    def read(name: str) -> tuple[SourceFile | None, list[Finding]]:
        return source_of(name, _FILES[name].encode("utf-16" if name == path else "utf-8"))

    names = [name for name in _FILES if name.endswith(".yaml")]
    loaded, findings = load_workspace(names, read, Context(AS_OF))
    assert [(part.rule.code, part.primary.path) for part in findings] == [("D007", path)]
    assert loaded.is_blind
    assert loaded.goals_with_broken_contributors == loaded.goals.keys()


def test_what_no_broken_file_names_is_dangling_all_the_same() -> None:
    files = {
        "a.yaml": "kpis: [{id: a, title: A, contributes_to: [b, c]}]\n",
        "b.yaml": "kpis: [{id: b, title: B}\n",
    }
    found = [part.finding.message for part in lint(files).findings]
    assert "there is no goal `c`" in found
    assert "there is no goal `b`" not in found


def test_a_goal_in_a_file_that_nobody_can_read_is_not_gone() -> None:
    def read(name: str) -> tuple[SourceFile | None, list[Finding]]:
        return source_of(name, b"kpis: [{id: a, title: \xc4}]")

    loaded, _ = load_workspace(["a.yaml"], read, Context(AS_OF))
    whole, _ = load("kpis: [{id: a, title: A}]")
    assert is_unreadable("a", loaded)
    assert not list(renames(whole, loaded))
    assert is_hidden("metrics", "a", loaded)
    assert loaded.broken_ids == frozenset()
