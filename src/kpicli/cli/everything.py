"""Folders that are everything somebody has: a disk, a home folder."""

from __future__ import annotations

from pathlib import Path

from kpicli.cli.output import Failure
from kpicli.config import SETTINGS_FILE, find_root


def check_is_not_everything(folder: Path) -> None:
    """Nobody means all that a disk or a home folder holds, and reading it would take ages.

    Raises:
        Failure: if the folder is one of these, and has no settings that say that it is meant.
    """
    homes = _homes()
    if folder not in {Path(folder.anchor), *homes} or find_root(folder) == folder:
        return
    what = "the home folder" if folder in homes else "the root of the file system"
    raise Failure(
        f"{folder} is {what} and has no {SETTINGS_FILE}: not everything in it is read",
        f"name the directory with the goals, such as `--root DIR`, or put a {SETTINGS_FILE} here",
    )


def _homes() -> tuple[Path, ...]:
    """The home folder of the user as it is written, and with links followed."""
    try:
        home = Path.home()
    except RuntimeError:
        return ()
    return home, home.resolve()
