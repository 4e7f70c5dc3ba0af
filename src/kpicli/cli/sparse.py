"""What a sparse checkout leaves out of the work tree: it is not known, and not gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.cli.git_state import look_for_checkout
from kpicli.cli.output import Failure, write_error
from kpicli.cli.replay.recording import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kpicli.workspace import FileContents, Workspace

_PATTERNS = "info/sparse-checkout"
_LEADS_TO = "gitdir: "


def absent_files_in(root: Path, exclude: Iterable[str]) -> Mapping[str, FileContents]:
    """What can be told of goal files below the root that are not checked out, by their paths."""
    if not _may_be_sparse(root):
        return {}
    from kpicli.cli.past import open_repository  # noqa: PLC0415 - git, where it has to be asked
    from kpicli.history import HistoryError  # noqa: PLC0415 - the same
    from kpicli.history.absent import absent_files  # noqa: PLC0415 - the same

    recording = current()
    if recording is not None:
        recording.spoil()  # the index is not kept track of
    try:
        return absent_files(open_repository(root), exclude)
    except (Failure, HistoryError):
        return {}


def warn_of_absent(workspace: Workspace) -> None:
    """Say on standard error which goal files are not checked out."""
    paths = sorted(set(workspace.absent.values()))
    if not paths:
        return
    what = f"`{paths[0]}` is" if len(paths) == 1 else f"{len(paths):,} goal files are"
    write_error(f"warning: {what} not checked out: what stands there is not known")
    write_error("  help: `git sparse-checkout disable` brings all files")


def _may_be_sparse(root: Path) -> bool:
    """Whether the git repository around a folder has ever been told to leave something out."""
    found, recording = look_for_checkout(root), current()
    if found is None:
        return False
    patterns = _directory(found) / _PATTERNS
    if recording is not None:
        recording.before(str(patterns))
    return patterns.exists()


def _directory(found: Path) -> Path:
    """Where the repository is: a linked work tree and a submodule have a file that says so."""
    if not found.is_file():
        return found
    try:
        text = found.read_text("utf-8", "surrogateescape")
    except OSError:
        return found
    return found.parent / text.removeprefix(_LEADS_TO).strip()
