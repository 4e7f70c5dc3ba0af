"""What a run looks at in git, so that it is not shown again when that has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpicli.cli.replay.recording import current

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.cli.replay.recording import Recording
    from kpicli.history import Repository

_LOGGED = "@{"
_PASSING = "_HEAD"
_MOST_REFS = 2_000
_FILES = ("HEAD", "packed-refs", "shallow", "config")
_NOT_KEPT_TRACK_OF = ("commondir", "reftable")


def look_for_checkout(root: Path) -> Path | None:
    """The `.git` of the repository around a folder, without asking git for it."""
    full, recording = root.resolve(), current()
    for folder in (full, *full.parents):
        path = folder / ".git"
        if path.exists():
            return path
        if recording is not None:
            recording.before(str(path))
    return None


def look_at_refs(repository: Repository | None) -> None:
    """Remember what says which commits there are: the rest of git never changes.

    Work trees that share a repository, and ways to keep refs that are not files, are not kept
    track of, nor is where git could not be asked.
    """
    recording = current()
    if recording is None:
        return
    folder = Path(repository.git.directory or "") if repository else None
    if folder is None or any((folder / name).exists() for name in _NOT_KEPT_TRACK_OF):
        recording.spoil()
        return
    for path in (folder / name for name in _FILES):
        _look_at(path, recording)
    for count, path in enumerate(_below(folder / "refs")):
        if count > _MOST_REFS:
            recording.spoil()
            return
        _look_at(path, recording)


def look_at_revision(name: str) -> None:
    """Remember on what it depends which commit a revision is, besides the refs.

    Not kept track of are the logs of refs (`main@{1}`) and the marks of a merge, a fetch or the
    like (`ORIG_HEAD`).
    """
    recording = current()
    if recording is not None and (_LOGGED in name or _PASSING in name):
        recording.spoil()


def _below(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


def _look_at(path: Path, recording: Recording) -> None:
    recording.before(str(path))
    try:
        if path.is_dir():
            recording.listed(str(path), [entry.name for entry in path.iterdir()])
        elif path.exists():
            recording.read(str(path), path.read_text("utf-8", "surrogateescape"))
    except OSError:
        recording.spoil()
