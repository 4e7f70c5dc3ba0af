"""Who is told what is looked at on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


Told = tuple[dict[str, tuple[list[int], str]], bool]
"""The state and the digest of files and folders by their paths, and whether there is no more."""


class Looks(Protocol):
    """Is told of every file and folder that counts, by its full path, before and after a look."""

    def before(self, path: str) -> None:
        """A file or folder is going to be looked at."""

    def read(self, path: str, text: str) -> None:
        """A file was read; without a byte order mark, this is its text."""

    def listed(self, path: str, entries: Sequence[str]) -> None:
        """A folder was listed."""

    def spoil(self) -> None:
        """What was found depends on more than can be told."""

    def told_since(self) -> Told:
        """All that was told since this was last asked, for the same looks in another process."""

    def take(self, told: Told) -> None:
        """Be told what the same looks were told in another process."""


class NoLooks:
    """Nobody is told."""

    def before(self, path: str) -> None:
        """Nothing."""

    def read(self, path: str, text: str) -> None:
        """Nothing."""

    def listed(self, path: str, entries: Sequence[str]) -> None:
        """Nothing."""

    def spoil(self) -> None:
        """Nothing."""

    def told_since(self) -> Told:
        """Nothing."""
        return {}, True

    def take(self, told: Told) -> None:
        """Nothing."""


NO_LOOKS = NoLooks()
