"""Goals by the fields that they are given, which tell those that have ended, too."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.workspace.contents import AnyGoal
    from kpicli.workspace.definition import Definition

    Goals = tuple[Definition[AnyGoal], ...]


class Given(Struct, frozen=True):
    """The live and the ended goals (closed or dropped), and those of them given each field.

    A field is given by the goal itself or by the defaults of its file. All goals are in the order
    in which they came; a field that no goal is given is in neither mapping.
    """

    live: Goals
    ended: Goals
    live_with: Mapping[str, Goals]
    ended_with: Mapping[str, Goals]


def given_fields(goals: Iterable[Definition[AnyGoal]]) -> Given:
    """The fields that some goals are given."""
    sorting = ByFields()
    sorting.add(goals)
    return sorting.done()


class ByFields:
    """Sorts goals by the fields that they are given, some at a time."""

    def __init__(self) -> None:
        self._live: list[Definition[AnyGoal]] = []
        self._ended: list[Definition[AnyGoal]] = []
        self._live_with: dict[str, list[Definition[AnyGoal]]] = defaultdict(list)
        self._ended_with: dict[str, list[Definition[AnyGoal]]] = defaultdict(list)

    def add(self, goals: Iterable[Definition[AnyGoal]]) -> list[Definition[AnyGoal]]:
        """Adds goals behind those that are there; the live ones of them."""
        live = []
        for goal in goals:
            fields = goal.model.given
            if "status" in fields and goal.model.is_over:
                self._ended.append(goal)
                found = self._ended_with
            else:
                live.append(goal)
                found = self._live_with
            for field in fields:
                found[field].append(goal)
        self._live += live
        return live

    def done(self) -> Given:
        """All goals that were added."""
        live, ended = tuple(self._live), tuple(self._ended)
        return Given(live, ended, _fixed(self._live_with, live), _fixed(self._ended_with, ended))


def _fixed(found: Mapping[str, list[Definition[AnyGoal]]], among: Goals) -> dict[str, Goals]:
    # Half a dozen fields are given to all of them.
    return {
        field: among if len(goals) == len(among) else tuple(goals) for field, goals in found.items()
    }
