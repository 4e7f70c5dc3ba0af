"""What the exit status of `kpi` says."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes, a promise to scripts."""

    CLEAN = 0
    FINDINGS = 1
    """Findings at or above `--fail-on`; in a report, something could not be loaded."""
    USAGE = 2
    """Wrong usage or configuration, an id that does not exist, nothing to check."""
    BUG = 3
    """Our own mistake."""
    INTERRUPTED = 130
    """Stopped from the keyboard, as shells report it."""
