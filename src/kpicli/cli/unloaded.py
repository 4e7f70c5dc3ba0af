"""What a report or a drawing lacks because it could not be loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.cli.output import write_error
from kpicli.cli.sparse import warn_of_absent

if TYPE_CHECKING:
    from kpicli.cli.session import Session


def warn_of_unloaded(session: Session, quiet: bool) -> None:
    """Say on standard error that something could not be loaded, unless asked to be quiet."""
    if quiet:
        return
    warn_of_absent(session.workspace)
    count = len(session.findings)
    if count:
        errors = "1 error" if count == 1 else f"{count} errors"
        write_error(f"warning: {errors} in loading, something may be missing; see `kpi check`")
