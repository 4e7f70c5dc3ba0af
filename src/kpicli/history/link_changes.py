"""Changes of what a goal serves, and of how much it counts there."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kpicli.constraints.interval import shown
from kpicli.history.field_change import Effect, FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.history.sides import Sides
    from kpicli.workspace import AnyGoal, Definition

_ONE = Decimal(1)
_SHOWN_ONLY = "shown, adds nothing"


class Part(NamedTuple):
    """How a goal counts in another: its weight there, and whether it adds to it."""

    weight: Decimal
    counts: bool


def link_changes(sides: Sides) -> Iterator[FieldChange]:
    """Links added and removed, weights in them, and whether they count; nesting is a link."""
    before, after = parts_in(sides.before), parts_in(sides.after)
    for key in sorted(before.keys() | after.keys()):
        yield from _link(key, before.get(key), after.get(key))
    if not before and not after:
        yield from _weight("", own_weight(sides.before), own_weight(sides.after))


def parts_in(goal: Definition[AnyGoal]) -> Mapping[str, Part]:
    """What a goal counts in, by the ids of what it serves, known or not."""
    found: dict[str, Part] = {}
    for link in goal.model.contributes_to:
        weight = own_weight(goal) if link.weight is None else link.weight
        found.setdefault(link.goal, Part(weight, link.rollup))
    if goal.nested_in is not None:
        found.setdefault(goal.nested_in, Part(own_weight(goal), counts=True))
    return found


def own_weight(goal: Definition[AnyGoal]) -> Decimal:
    """The weight of a goal wherever its link sets none."""
    return _ONE if goal.model.weight is None else goal.model.weight


def _link(key: str, before: Part | None, after: Part | None) -> Iterator[FieldChange]:
    if before is None or after is None:
        yield FieldChange("contributes_to", _words(before), _words(after), key=f"`{key}`")
        return
    if before.counts is not after.counts:
        was, now = _counting(before), _counting(after)
        yield FieldChange("contributes_to", was, now, key=f"`{key}`")
    yield from _weight(key, before.weight, after.weight)


def _weight(key: str, before: Decimal, after: Decimal) -> Iterator[FieldChange]:
    if before != after:
        effect = Effect.LOOSER if after < before else Effect.TIGHTER
        named = f"`{key}`" if key else ""
        yield FieldChange("weight", shown(before), shown(after), effect, key=named)


def _words(part: Part | None) -> str:
    if part is None:
        return ""
    return f"weight {shown(part.weight)}" if part.counts else _SHOWN_ONLY


def _counting(part: Part) -> str:
    return "counting" if part.counts else _SHOWN_ONLY
