"""How the commits of a part of the history descend from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository


class Ancestry(Struct, frozen=True):
    """The commits of a part of the history with their parents, parents before children.

    Parents that are not among them lie before the part; in a shallow clone its end has none.
    """

    parents: Mapping[str, tuple[str, ...]]

    def landmarks(self, touched: frozenset[str]) -> dict[str, str]:
        """For each commit the last one from which nothing was touched up to it.

        That is one that was touched, one where lines meet which have not the same landmark, a
        first commit, or one before the part.
        """
        found: dict[str, str] = {}
        for key, parents in self.parents.items():
            if key in touched:
                found[key] = key
            elif len(parents) == 1:
                found[key] = found.get(parents[0], parents[0])
            else:
                before = {found.get(parent, parent) for parent in parents}
                found[key] = before.pop() if len(before) == 1 else key
        return found


def ancestry(repository: Repository, since: Commit, head: Commit) -> Ancestry:
    """The commits up to `head` that are not in the history of `since`."""
    listed = ("rev-list", "--topo-order", "--reverse", "--parents", head.id, f"^{since.id}")
    with repository.git.reading(*listed) as lines:
        found = [line.decode("ascii").split() for line in lines]
    return Ancestry({key: tuple(parents) for key, *parents in found})
