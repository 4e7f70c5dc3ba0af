"""What the exit status of `kpi` says."""

from __future__ import annotations

from typing import Final


class ExitCode:
    """The exit codes, a promise to scripts."""

    CLEAN: Final = 0
    FINDINGS: Final = 1
    """Findings at or above `--fail-on`; in a report, something could not be loaded."""
    USAGE: Final = 2
    """Wrong usage or configuration, an id that does not exist, nothing to check."""
    BUG: Final = 3
    """Our own mistake."""
    INTERRUPTED: Final = 130
    """Stopped from the keyboard, as shells report it."""
