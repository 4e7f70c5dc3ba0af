"""Two states of a goal repository beside each other: the present one, and an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.findings import Finding
    from kpicli.workspace.affected import Affected
    from kpicli.workspace.load import Read
    from kpicli.workspace.workspace import Workspace


class Loaded(Struct, frozen=True, eq=False):
    """A goal repository as it was loaded: what was wrong in it, and how its files are read."""

    workspace: Workspace
    findings: tuple[Finding, ...]
    read: Read


class Earlier(Struct, frozen=True, eq=False):
    """An earlier state, by the name that somebody gave it.

    `affected` is the part of the present that the changes since then can affect. `load` gives the
    whole of what was, which is not always needed.
    """

    name: str
    affected: Affected
    load: Callable[[], Loaded]
