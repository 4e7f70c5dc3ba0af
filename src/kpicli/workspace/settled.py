"""Contested levers about which arithmetic has the last word: the targets fit, or cannot fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.workspace.feasibility import reasoning, reasoning_about
from kpicli.workspace.influences import influences_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kpicli.constraints.forks import Fork
    from kpicli.constraints.levers import Pull
    from kpicli.workspace.workspace import Workspace

_MOST_HOPS = 1


def are_proved_apart(workspace: Workspace, one: str, other: str) -> bool:
    """Whether two goals are in one contradiction that is proved without an assumption."""
    cases = workspace.remembered(_cases_of)
    return not cases.get(one, frozenset()).isdisjoint(cases.get(other, ()))


def values_that_meet(workspace: Workspace, fork: Fork) -> Mapping[str, Decimal] | None:
    """Values by quantity that meet both targets, those of both metrics and of the lever.

    Only where both are moved by formulas alone; else a witness says nothing about the trade-off.
    The values count the base of their units.
    """
    if not all(_is_by_formula(workspace, demand.pull) for demand in (fork.one, fork.other)):
        return None
    book = reasoning_about(workspace, fork.one.party)
    one, other = (book.variables.get(demand.party) for demand in (fork.one, fork.other))
    witness = book.witness_of(one) if one is not None else None
    if one is None or other is None or not witness or other not in witness:
        return None
    levers = [name for name in witness if book.metrics.get(name) == fork.lever]
    return {name: witness[name] for name in dict.fromkeys((*levers[:1], one, other))}


def _is_by_formula(workspace: Workspace, pull: Pull) -> bool:
    """Whether a way is the metric itself or one step by formulas, which counts all ways at once."""
    if len(pull.path) - 1 > _MOST_HOPS:
        return False
    if len(pull.path) == 1:
        return True
    source, result = pull.path
    steps = [step for step in influences_of(workspace)(result) if step.source == source]
    return all(step.exact for step in steps)


def _cases_of(workspace: Workspace) -> Mapping[str, frozenset[int]]:
    """In which contradictions without an assumption each goal is."""
    found: dict[str, set[int]] = {}
    for number, case in enumerate(workspace.remembered(reasoning).cases):
        for part in case.goals if not case.is_assumed else ():
            found.setdefault(part.definition.id, set()).add(number)
    return {goal: frozenset(numbers) for goal, numbers in found.items()}
