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
    live, ended = [], []
    live_with: dict[str, list[Definition[AnyGoal]]] = defaultdict(list)
    ended_with: dict[str, list[Definition[AnyGoal]]] = defaultdict(list)
    for goal in goals:
        fields = goal.model.given
        if "status" in fields and goal.model.is_over:
            ended.append(goal)
            found = ended_with
        else:
            live.append(goal)
            found = live_with
        for field in fields:
            found[field].append(goal)
    return Given(tuple(live), tuple(ended), _fixed(live_with), _fixed(ended_with))


def _fixed(found: Mapping[str, list[Definition[AnyGoal]]]) -> dict[str, Goals]:
    return {field: tuple(goals) for field, goals in found.items()}
