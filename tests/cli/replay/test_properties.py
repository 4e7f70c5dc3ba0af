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

from kpicli.cli.app import run
from kpicli.cli.replay import state
from kpicli.cli.replay.recording import recorded
from kpicli.cli.replay.replayed import replayed

_FILES = ("a.yaml", "b.yaml", "sub/c.yaml", "kpi.toml", ".gitignore", "x.csv")
_CONTENTS = (
    (
        "kpis:\n  - id: one\n    title: Raise it to 5\n    target: 5\n"
        "    actuals: {csv: x.csv, date: date, value: value}\n"
    ),
    "kpis:\n  - {id: two, title: Raise it to 6, target: 5}\n",
    "kpis:\n  - {id: two, title: Raise it to 7, target: 5}\n",
    "broken: [\n",
    '[check]\nignore = ["S"]\n',
    "b.yaml\n",
    "date,value\n2026-01-31,3\n",
    "",
)
_ARGUMENTS = (
    ["check"],
    ["check", "--format", "json"],
    ["check", "--select", "M"],
    ["check", "a.yaml"],
    ["report"],
)

_write = st.tuples(st.just("write"), st.sampled_from(_FILES), st.sampled_from(_CONTENTS))
_remove = st.tuples(st.just("remove"), st.sampled_from(_FILES), st.just(""))
_rename = st.tuples(st.just("rename"), st.sampled_from(_FILES), st.sampled_from(_FILES))
_touch = st.tuples(st.just("touch"), st.sampled_from(_FILES), st.just(""))
_changes = st.lists(st.one_of(_write, _remove, _rename, _touch), max_size=2)
_histories = st.lists(
    st.tuples(_changes, st.sampled_from(_ARGUMENTS), st.booleans()), min_size=2, max_size=6
)


def _apply(root: Path, change: tuple[str, str, str]) -> None:
    kind, name, more = change
    file = root / name
    file.parent.mkdir(exist_ok=True)
    if kind == "write":
        before = file.stat() if file.exists() else None
        file.write_text(more, "utf-8")
        if before is not None:
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif not file.exists():
        return
    elif kind == "remove":
        file.unlink()
    elif kind == "touch":
        os.utime(file, (1_700_000_000, 1_700_000_000))
    else:
        (root / more).parent.mkdir(exist_ok=True)
        file.rename(root / more)


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
    history: list[tuple[list[tuple[str, str, str]], list[str], bool]],
) -> None:
    here = Path.cwd()
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "goals"
        root.mkdir()
        (root / "a.yaml").write_text(_CONTENTS[0], "utf-8")
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
                        _apply(root, change)
                    # A file system with fine times: what was written is settled at once.
                    with patch.object(state, "_SETTLED", 0 if is_settled else 2_000_000_000):
                        warm = _shown(arguments, may_be_kept=True)
                    assert warm == _shown(arguments, may_be_kept=False)
        finally:
            os.chdir(here)
            gc.enable()
