"""Whatever happens to a goal repository between runs, what is shown is what a new run shows."""

from __future__ import annotations

import gc
import os
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from file_changes import CHANGES, CONTENTS, FileChange
from kpicli.cli.app import run
from kpicli.cli.replay import state
from kpicli.cli.replay.recording import recorded
from kpicli.cli.replay.replayed import replayed

_ARGUMENTS = (
    ["check"],
    ["check", "--format", "json"],
    ["check", "--select", "M"],
    ["check", "a.yaml"],
    ["report"],
)

_histories = st.lists(
    st.tuples(CHANGES, st.sampled_from(_ARGUMENTS), st.booleans()), min_size=2, max_size=6
)


def _shown(arguments: list[str], *, may_be_kept: bool) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = replayed(arguments) if may_be_kept else None
        if code is None:
            code = recorded(run, arguments) if may_be_kept else run(arguments)
    return code, out.getvalue(), err.getvalue()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(_histories)
def test_what_is_shown_again_is_what_a_new_run_shows(
    history: list[tuple[list[FileChange], list[str], bool]],
) -> None:
    here = Path.cwd()
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "goals"
        root.mkdir()
        (root / "a.yaml").write_text(CONTENTS[0], "utf-8")
        environment = {
            "XDG_CACHE_HOME": str(root.parent / "cache"),
            "KPI_AS_OF": "2026-07-01",
            "COLUMNS": "100",
        }
        try:
            os.chdir(root)
            with patch.dict(os.environ, environment):
                for changes, arguments, is_settled in history:
                    for change in changes:
                        change.make(root)
                    # A file system with fine times: what was written is settled at once.
                    with patch.object(state, "_SETTLED", 0 if is_settled else 2_000_000_000):
                        warm = _shown(arguments, may_be_kept=True)
                    assert warm == _shown(arguments, may_be_kept=False)
        finally:
            os.chdir(here)
            gc.enable()
