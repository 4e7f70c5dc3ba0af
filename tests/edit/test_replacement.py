"""Writing changed goal files: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.edit import replacement as room
from kpicli.edit.lock import locked
from kpicli.edit.new_actual import Refusal
from kpicli.edit.replacement import rewrite
from kpicli.edit.store import replace_text

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.edit.store import Stored

CHANGED = {"a.yaml": ("a: 1\r\n", "a: 2\r\n"), "b/b.yaml": ("b: 1", "b: 2")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    (tmp_path / "b" / "b.yaml").write_bytes(b"b: 1")
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_files_keep_their_mark_and_their_line_breaks(root: Path) -> None:
    (root / "a.yaml").chmod(0o640)
    assert rewrite(root, CHANGED) is None
    assert contents(root) == {"a.yaml": b"\xef\xbb\xbfa: 2\r\n", "b.yaml": b"b: 2"}
    assert (root / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_file_that_was_changed_meanwhile_stops_all(root: Path) -> None:
    (root / "b" / "b.yaml").write_bytes(b"b: 3")
    before = contents(root)
    refusal = rewrite(root, CHANGED)
    assert refusal == Refusal("`b/b.yaml` was changed meanwhile", "run it again", "b/b.yaml")
    assert contents(root) == before


def test_a_file_that_is_gone_stops_all(root: Path) -> None:
    (root / "b" / "b.yaml").unlink()
    refusal = rewrite(root, CHANGED)
    assert refusal
    assert "`b/b.yaml` does not exist" in refusal.message
    assert contents(root) == {"a.yaml": b"\xef\xbb\xbfa: 1\r\n"}


def test_what_was_written_before_a_failure_is_taken_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)

    def failing(stored: Stored, text: str) -> Refusal | None:
        return Refusal("the disk is full") if text == "b: 2" else replace_text(stored, text)

    monkeypatch.setattr(room, "replace_text", failing)
    assert rewrite(root, CHANGED) == Refusal("the disk is full")
    assert contents(root) == before


def test_it_waits_for_other_writers(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_PATIENCE", 0.1)
    before = contents(root)
    with locked(root, 1):
        refusal = rewrite(root, CHANGED)
    assert refusal
    assert "another program has been writing here" in refusal.message
    assert contents(root) == before
