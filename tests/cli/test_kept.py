"""What a watching check keeps makes it quicker, and nothing else."""

from __future__ import annotations

import gc
import os
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from file_changes import CHANGES, CONTENTS, FileChange
from history.repositories import kpi, new_past
from kpicli.cli import watching
from kpicli.cli.app import run
from kpicli.cli.kept import Kept
from kpicli.cli.session import open_session
from kpicli.documents import parse
from kpicli.workspace import load

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from kpicli.documents import Document
    from kpicli.findings import Finding
    from kpicli.source import SourceFile

_FIRST = {
    "a.yaml": CONTENTS[0],
    "x.csv": CONTENTS[6],
    "b.yaml": CONTENTS[1],
    "sub/c.yaml": kpi("three"),
}


def _said(ran: Callable[[], object]) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        ran()
    return out.getvalue(), err.getvalue()


def _watched(history: list[list[FileChange]], root: Path) -> None:
    """Watch while the changes are made, and compare what is said with what a new run says."""
    check = ["check"]

    def look(_: Path | None, again: Callable[[], int]) -> int:
        for changes in history:
            for change in changes:
                change.make(root)
            now = _said(partial(watching.attempt, again))
            assert now == _said(partial(run, check))
        return 0

    with patch.object(watching, "watched", look):
        assert run([*check, "--watch"]) == 0


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CHANGES, min_size=1, max_size=5), st.booleans())
def test_a_watching_check_says_what_a_new_one_says(
    history: list[list[FileChange]],
    is_in_git: bool,  # noqa: FBT001 - drawn
) -> None:
    here = Path.cwd()
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        past = new_past(root)
        past.commit(_FIRST) if is_in_git else past.write(_FIRST)
        try:
            os.chdir(root)
            with patch.dict(os.environ, {"KPI_AS_OF": "2026-07-01", "COLUMNS": "100"}):
                _watched(history, root)
        finally:
            os.chdir(here)
            gc.enable()


def test_only_files_that_changed_are_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def told(source: SourceFile) -> tuple[Document | None, list[Finding]]:
        parsed.append(source.path)
        return parse(source)

    monkeypatch.setattr(load, "parse", told)
    for name, text in _FIRST.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    kept = Kept()
    first = open_session(tmp_path, "2026-07-01", kept=kept).workspace
    assert sorted(parsed) == ["a.yaml", "b.yaml", "sub/c.yaml"]
    (tmp_path / "b.yaml").write_text(CONTENTS[2], "utf-8")
    second = open_session(tmp_path, "2026-07-01", kept=kept).workspace
    assert parsed[3:] == ["b.yaml"]
    assert second.goals["three"] is first.goals["three"]
    assert second.goals["two"].model.title == "Raise it to 7"


def test_a_file_with_something_wrong_in_its_bytes_is_told_of_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + CONTENTS[1].encode("utf-16-le"))
    kept = Kept()
    first, second = (open_session(tmp_path, "2026-07-01", kept=kept).findings for _ in range(2))
    assert first
    assert second == first
