"""`kpi check --watch`: run again whenever a file changes that a check reads."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from kpicli.cli.everything import check_is_not_everything
from kpicli.cli.output import (
    Failure,
    ReaderGone,
    fail_text,
    report_bug,
    write,
    write_error,
)
from kpicli.cli.session import root_folder

_ENDINGS = (".yaml", ".yml", ".csv")
_SETTINGS = {"kpi.toml", "pyproject.toml", ".gitignore"}
_PAUSE = 0.1
"""Seconds between two looks, and for which nothing may change before the next run."""
_SHARE = 10
"""A look at a large repository takes long: at most one part of the time in so many."""
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"

Stamps = dict[str, tuple[int, int, int]]
"""What tells that a file changed, by path: when it was written, its size, which file it is."""


def watched(root: Path | None, run: Callable[[], int]) -> NoReturn:
    """Run, and run again after every change, until it is stopped from the keyboard.

    Whatever a run says, it goes on: files that are being edited are broken for a while.
    """
    folder = root_folder(root)
    if root is None:
        check_is_not_everything(folder)
    while True:
        # Taken before the run: what changes meanwhile is seen after it.
        before = stamps(folder)
        if sys.stdout.isatty():
            write(_CLEAR)
        attempt(run)
        write_error(f"{_time()} watching {folder} for changes, Ctrl-C ends it")
        # It is off, since other commands are short. What is left is kept for the next run, and
        # need not be gone through again.
        gc.collect()
        gc.freeze()
        _wait(folder, before)


def stamps(folder: Path) -> Stamps:
    """The files below a folder that a check may read; hidden folders are left out."""
    return dict(_stamps(str(folder)))


def attempt(run: Callable[[], int]) -> None:
    """Run; what ends any other command is said, and the next change may be the way round it."""
    try:
        run()
    except Failure as failure:
        write_error(fail_text(failure))
    except ReaderGone:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        write_error(report_bug(error))


def _time() -> str:
    now = datetime.now()  # noqa: DTZ005, TID251 - the time on the user's own clock
    return f"[{now:%H:%M:%S}]"


def _wait(folder: Path, before: Stamps) -> None:
    """Return once something has changed, and then nothing more for a moment."""
    now = _look(folder)
    while now == before:
        now = _look(folder)
    while now != (later := _look(folder)):
        now = later


def _look(folder: Path) -> Stamps:
    start = time.monotonic()
    found = stamps(folder)
    time.sleep(max(_PAUSE, (time.monotonic() - start) * _SHARE))
    return found


def _stamps(folder: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError:
        return
    for entry in found:
        try:
            if entry.is_dir():
                if not entry.name.startswith(".") and not entry.is_symlink():
                    yield from _stamps(entry.path)
            elif entry.name.endswith(_ENDINGS) or entry.name in _SETTINGS:
                status = entry.stat()
                yield entry.path, (status.st_mtime_ns, status.st_size, status.st_ino)
        except OSError:
            # It went away between two looks, which the next look shows.
            continue
