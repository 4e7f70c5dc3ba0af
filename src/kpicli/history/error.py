"""What git could not do for us."""

from __future__ import annotations


class HistoryError(Exception):
    """The repository is damaged or lacks objects: what is wrong, and what to do about it.

    It is raised, not returned, since it can come up at any object that git is asked for.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
