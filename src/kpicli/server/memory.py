"""Giving back what checks leave behind, when nobody waits.

The program runs without the garbage collector, which would go through all that was read again and
again. What a check works out holds itself together in circles, so it has to be collected.
"""

from __future__ import annotations

import asyncio
import gc

_QUIET = 1.5
"""Seconds without an edit before what was left behind is collected."""
_MOST_CHECKS = 8
"""Checks after which it is collected however busy the editor is."""


class Memory:
    """Collects after checks; the files as they were read first are not gone through again."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None
        self._checks = 0
        self._is_settled = False

    def checked(self) -> None:
        """A check has ended, and what the one before has worked out is of no use any more."""
        self._checks += 1
        self.busy()
        if self._checks >= _MOST_CHECKS:
            self._collect()
        else:
            self._timer = asyncio.get_running_loop().call_later(_QUIET, self._collect)

    def busy(self) -> None:
        """Somebody is editing: collecting can wait."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _collect(self) -> None:
        self._checks = 0
        gc.collect()
        if not self._is_settled:
            gc.freeze()
            self._is_settled = True
