from __future__ import annotations

import pytest

from kpicli.findings import Fix, RemoveKey, Safety
from kpicli.source import Route


@pytest.mark.parametrize(
    ("asked", "offered", "is_taken"),
    [
        (Safety.SAFE, Safety.SAFE, True),
        (Safety.SAFE, Safety.UNSAFE, False),
        (Safety.UNSAFE, Safety.SAFE, True),
        (Safety.UNSAFE, Safety.UNSAFE, True),
    ],
)
def test_unsafe_fixes_are_taken_only_when_asked_for(
    asked: Safety, offered: Safety, *, is_taken: bool
) -> None:
    assert asked.takes(offered) is is_taken


def test_a_fix_changes_one_file() -> None:
    edits = tuple(RemoveKey(path, Route(("kpis",))) for path in ("a.yaml", "b.yaml"))
    with pytest.raises(AssertionError):
        Fix("Remove both", edits, Safety.UNSAFE)
    assert Fix("Remove one", edits[:1], Safety.UNSAFE).path == "a.yaml"
