"""The commit that brought a state, found along the line of history on which its value stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.history.judged import Trace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kpicli.history.ancestry import Ancestry
    from kpicli.history.sought import Sought
    from kpicli.history.view import View


class Origin(Struct, frozen=True, eq=False):
    """A commit by its id, what it tells of a change, and the state before it, where it made it."""

    commit: str
    trace: Trace
    before: View | None = None


class _Before(Struct, frozen=True, eq=False):
    """A state before a commit, and the landmark that it goes back to."""

    view: View
    landmark: str


class Line(Struct, frozen=True, eq=False):
    """The history of a goal's states, as far as they may differ: at its landmarks.

    At a merge it goes on with a parent whose value the merge has; what was thrown away in it is
    no part of it.
    """

    ancestry: Ancestry
    landmarks: Mapping[str, str]
    at: Callable[[str], View]
    boundary: frozenset[str]

    def origin(self, head: str, asked: Sought) -> Origin:
        """Where a change was made that `head` has; if nobody can be told, since when it is so."""
        here, found = self._landmark(head), None
        lost = Origin(head, Trace.LOST)
        while here in self.ancestry.parents:
            now, lost = self.at(here), Origin(here, Trace.LOST)
            if here in self.boundary:
                return self._told(found, Origin(here, Trace.CLONE_BEGINS), asked)
            before = self._all_before(here, now, asked)
            if not before:
                return self._told(found, lost, asked)
            if asked.stands(now) and not any(asked.stands(part.view) for part in before):
                found = Origin(here, Trace.COMMIT, before[0].view)
            same = (part for part in before if asked.is_same(part.view, now))
            older = next(same, before[0] if len(before) == 1 else None)
            if older is None or not asked.is_made(older.view):
                return self._told(found, lost, asked)
            here = older.landmark
        return self._told(found, lost, asked)

    def _told(self, found: Origin | None, otherwise: Origin, asked: Sought) -> Origin:
        if found is None or asked.is_last(self.at(found.commit)):
            return found or otherwise
        return Origin(found.commit, Trace.SEVERAL, found.before)

    def _all_before(self, here: str, now: View, asked: Sought) -> list[_Before]:
        """The states in the parents of a commit; none where one that may count is not known."""
        known = [self._before(parent, now, asked) for parent in self.ancestry.parents[here]]
        found = [part for part in known if part is not None]
        is_enough = len(found) == len(known) or any(asked.is_same(p.view, now) for p in found)
        return found if is_enough else []

    def _before(self, parent: str, now: View, asked: Sought) -> _Before | None:
        """The state in a parent, or the last one before it that can be understood.

        The latter tells something only where nothing has changed meanwhile.
        """
        key, view = parent, self.at(parent)
        while not asked.is_clear(view):
            older = self.ancestry.parents.get(self._landmark(key), ())
            if len(older) != 1 or self._landmark(key) in self.boundary:
                return None
            key, view = older[0], self.at(older[0])
        landmark = self._landmark(key)
        is_sure = key == parent or asked.is_same(view, now)
        if not is_sure or not asked.is_same(view, self.at(landmark)):
            return None
        return _Before(view, landmark)

    def _landmark(self, key: str) -> str:
        return self.landmarks.get(key, key)
