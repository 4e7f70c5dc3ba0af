"""How the commits of a part of the history descend from each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository

_A_DAY = timedelta(days=1)


class Ancestry(Struct, frozen=True):
    """The commits of a part of the history with their parents, parents before children.

    Parents that are not among them lie before the part; in a shallow clone its end has none.
    `latest` holds the latest day that a commit or one that it came of gives; none is after today.
    """

    parents: Mapping[str, tuple[str, ...]]
    latest: Mapping[str, date]

    def made_on(self, commit: Commit) -> date:
        """The day that a commit gives, or a later one that it came of: git takes any day.

        Clocks and time zones may differ by a day.
        """
        latest = self.latest.get(commit.id, commit.day)
        return latest if latest - commit.day > _A_DAY else commit.day

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


def ancestry(repository: Repository, since: Commit, head: Commit, today: date) -> Ancestry:
    """The commits up to `head` that are not in the history of `since`."""
    parents: dict[str, tuple[str, ...]] = {}
    latest = {since.id: since.day if since.day <= today else date.min}
    listed = ("--topo-order", "--reverse", "--parents", head.id, f"^{since.id}")
    for (key, *before), day in repository.git.commits(*listed):
        parents[key] = tuple(before)
        days = (latest.get(part, date.min) for part in before)
        latest[key] = max(date.min if day > today else day, *days, date.min)
    return Ancestry(parents, latest)
