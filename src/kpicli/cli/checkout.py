"""Where the goals lie in their git checkout."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kpicli.cli.replay.recording import current

if TYPE_CHECKING:
    from pathlib import Path

_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def path_in_checkout(root: Path) -> str:
    """The way from the top of the git checkout to a goal repository, such as `goals/`.

    It is empty where they are the same. The top is the nearest folder upward with a `.git`, or
    the one that GitHub or GitLab names where the job has none; without any it is the root.
    """
    recording = current()
    if recording is not None:
        recording.spoil()  # a `.git` may come and go above the goals
    full = root.resolve()
    top = next((folder for folder in (full, *full.parents) if (folder / ".git").exists()), None)
    top = top or _workspace(full) or full
    return "".join(f"{part}/" for part in full.relative_to(top).parts)


def _workspace(root: Path) -> Path | None:
    """The folder of the job, if the goals lie in it."""
    environment = os.environ  # noqa: TID251 - this is the room that reads it
    named = (environment.get(name) for name in _WORKSPACES)
    folders = (type(root)(name).resolve() for name in named if name)
    return next((folder for folder in folders if root.is_relative_to(folder)), None)
