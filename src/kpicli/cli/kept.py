"""What a command that runs again and again keeps of the goal files from one time to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history import KnownFiles
from kpicli.workspace import workspace_of
from kpicli.workspace.load import Others

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kpicli.findings import Finding
    from kpicli.source import Looks
    from kpicli.workspace import Context, FileContents, Read, Workspace


class Kept:
    """What goal files say, by their contents: those that did not change are not parsed again."""

    def __init__(self) -> None:
        self.files = KnownFiles()

    def load_workspace(
        self,
        paths: Iterable[str],
        read: Read,
        context: Context,
        processes: int,
        meanwhile: Callable[[], object],
        *,
        looks: Looks,
        absent: Mapping[str, FileContents],
    ) -> tuple[Workspace, list[Finding]]:
        """As `kpicli.workspace.load_workspace`, with the same result."""
        others = Others(processes, meanwhile, looks)
        files = self.files.read_again(sorted(set(paths)), read, others)
        return workspace_of(files, read, context, absent)
