"""What files define together after some of them changed is what they define anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cursors import checked, repository_at
from kpicli.server.gathering import gathered_after
from kpicli.workspace import read_file
from kpicli.workspace.gather import gathered

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.workspace.gather import Gathered

A = "kpis:\n  - {id: a, title: x}\n  - {id: b, title: x, metric: m}\n"
B = """\
metrics: [{id: m}]
teams: [{id: t}]
people: [{id: p}]
tensions: [{between: [a, b], reason: x}]
"""
C = "kpis: ["


def _named(found: Gathered) -> object:
    named = {
        namespace: {key: part.path for key, part in sorted(parts.items())}
        for namespace, parts in found.definitions.items()
    }
    broken = sorted(part.id for part in found.broken)
    return named, [part.path for part in found.tensions], broken, found.unread


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "kpis: [{id: a, title: x}, {id: c, title: x}]"),
        ("a.yaml", "kpis: [{id: a, title: x, metric: m}]"),  # no metric of its own any more
        ("a.yaml", "kpis: [{id: a, title: x, target: [1]}]"),  # broken
        ("a.yaml", "kpis: [{id: a"),  # no YAML
        ("a.yaml", ""),
        ("a.yaml", "kpis: [{id: m, title: x}]"),  # defined twice
        ("b.yaml", "metrics: [{id: a}]"),  # defined twice
        ("b.yaml", "people: [{id: t}]\nteams: [{id: p}]"),
        ("c.yaml", "kpis: [{id: c, title: x}]"),
        ("new.yaml", "kpis: [{id: c, title: x}]"),
        ("b.yaml", None),
    ],
)
def test_it_is_the_same(tmp_path: Path, path: str, text: str | None) -> None:
    repository = repository_at(tmp_path, {"a.yaml": A, "b.yaml": B, "c.yaml": C})
    before = checked(repository)
    files = {known: part for known, part in before.files.items() if known != path}
    if text is not None:
        (tmp_path / path).write_text(text, "utf-8")
        files[path] = read_file(path, repository.read)
    files = dict(sorted(files.items()))
    assert _named(gathered_after(files, before)) == _named(gathered(files.values()))


def test_where_an_id_comes_twice_all_files_count(tmp_path: Path) -> None:
    repository = repository_at(tmp_path, {"a.yaml": A, "b.yaml": A})
    before = checked(repository)
    files = {path: part for path, part in before.files.items() if path != "a.yaml"}
    assert gathered_after(files, before).definitions["goals"]["a"].path == "b.yaml"
