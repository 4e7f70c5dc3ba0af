"""Work in the background that gives way to requests, and is given up for newer work."""

from __future__ import annotations

from threading import Event


class GivenUpError(Exception):
    """The work is no longer wanted."""


class Turn:
    """What work in the background asks, every few milliseconds, whether it may go on."""

    def __init__(self) -> None:
        self._may_go_on = Event()
        self._may_go_on.set()
        self._is_given_up = False

    def wait(self) -> None:
        """Return when the work may go on.

        Raises:
            GivenUpError: if it is no longer wanted.
        """
        self._may_go_on.wait()
        if self._is_given_up:
            raise GivenUpError

    def hold(self) -> None:
        """Keep the work waiting."""
        self._may_go_on.clear()

    def release(self) -> None:
        """Let the work go on."""
        self._may_go_on.set()

    def give_up(self) -> None:
        """Let the work end as soon as it asks."""
        self._is_given_up = True
        self._may_go_on.set()
