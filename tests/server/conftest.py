"""Editors with servers, which are ended whatever happens in a test."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from cursors import write
from editor import CAPABILITIES, Editor, started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    Start = Callable[[Mapping[str, str] | str], Editor]


@contextmanager
def ended(editor: Editor) -> Iterator[Editor]:
    """The editor; its server is ended afterwards."""
    try:
        yield editor
    finally:
        if editor.process.poll() is None:
            editor.process.kill()
        editor.end()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts an editor in a goal repository of some files."""
    editors: list[Editor] = []

    def begin(files: Mapping[str, str] | str) -> Editor:
        write(tmp_path, files)
        editor = started()
        editors.append(editor)
        editor.begin([tmp_path], CAPABILITIES)
        return editor

    yield begin
    for editor in editors:
        with ended(editor):
            pass
