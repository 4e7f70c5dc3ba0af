"""Writing runs into the user's cache."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from kpicli.cli.replay.store import FORMAT, Run, file_of

_MOST_RUNS = 64
_LARGEST = 64_000_000


def keep(folder: str, run: Run) -> None:
    """Keeps a run, whole or not at all; where it cannot be written, it is not kept."""
    data = {
        "format": FORMAT,
        "key": run.key,
        "code": run.code,
        "output": run.output,
        "seen": run.seen,
    }
    text = json.dumps(data, separators=(",", ":"))
    if len(text) > _LARGEST:
        return
    target = Path(file_of(folder, run.key))
    draft = target.with_name(f"{target.name}.{os.getpid()}.{time.time_ns()}")
    try:
        target.parent.mkdir(0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        draft.replace(target)
        _forget_the_oldest(target.parent)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _forget_the_oldest(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
    for file in files[:-_MOST_RUNS]:
        with suppress(OSError):
            file.unlink()
