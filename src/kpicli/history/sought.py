"""What is asked of the states of a goal when the commit is looked for that made a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from kpicli.history.field_change import Effect
from kpicli.history.goal_changes import MEASURED, changes_but_measured, changes_of

if TYPE_CHECKING:
    from kpicli.history.field_change import FieldChange
    from kpicli.history.view import View

_OPPOSITES = {Effect.LOOSER: Effect.TIGHTER, Effect.TIGHTER: Effect.LOOSER}


class Sought(Protocol):
    """Tells of states, from the last one back, whether a change had been made by then."""

    def is_clear(self, view: View) -> bool:
        """Whether a state can be understood."""

    def is_same(self, one: View, other: View) -> bool:
        """Whether two states agree in what was changed."""

    def is_made(self, view: View) -> bool:
        """Whether the change was made by then, so that its commit is this one or an earlier one."""

    def stands(self, view: View) -> bool:
        """Whether the first commit with this state may be the one that made it."""

    def is_last(self, view: View) -> bool:
        """Whether what was changed is what it is at last."""


class Place(Struct, frozen=True):
    """A field, and the part of it that changed, where it has parts."""

    field: str
    key: str

    def between(self, before: View, after: View) -> FieldChange | None:
        """What changed there from one state that has the goal to another one."""
        if before.definition is None or after.definition is None:
            return None
        pairs = before.workspace, before.definition, after.workspace, after.definition
        changes = changes_of if self.field in MEASURED else changes_but_measured
        found = (part for part in changes(*pairs) if part.field == self.field)
        return next((part for part in found if part.key == self.key), None)

    def is_same(self, one: View, other: View) -> bool:
        """Whether nothing differs there; a goal that is not there differs from one that is."""
        if one is other:
            return True
        if one.definition is None or other.definition is None:
            return one.definition is other.definition
        # What was added is not told by its part, but what is gone is.
        return self.between(one, other) is None and self.between(other, one) is None


class _OfField(Struct, frozen=True, eq=False):
    """What all changes of a field have in common."""

    place: Place
    last: View

    def is_clear(self, view: View) -> bool:
        """Whether the goal is not there, or can be understood."""
        return not view.is_broken

    def is_same(self, one: View, other: View) -> bool:
        """Whether the field is the same."""
        return self.place.is_same(one, other)

    def is_last(self, view: View) -> bool:
        """Whether the field is what it is at last."""
        return self.place.is_same(view, self.last)


class Eased(_OfField, frozen=True, eq=False):
    """A field that was made easier, or harder: made since when it was at least as much so."""

    effect: Effect

    def is_made(self, view: View) -> bool:
        """Whether it was at least as easy, or as hard, as it is at last."""
        if self.is_last(view):
            return True
        left = self.place.between(view, self.last)
        return left is not None and left.effect is _OPPOSITES[self.effect]

    def stands(self, view: View) -> bool:
        """The same: whoever brought it there made it so."""
        return self.is_made(view)


class Replaced(_OfField, frozen=True, eq=False):
    """A field that is another one, made by whoever brought its value while it was not the first."""

    first: View

    def is_made(self, view: View) -> bool:
        """Whether it was no more what it was at first."""
        return view.definition is not None and not self.place.is_same(self.first, view)

    def stands(self, view: View) -> bool:
        """Whether it was what it is at last."""
        return self.is_last(view)


class GivenUp(Struct, frozen=True):
    """A goal that is gone."""

    def is_clear(self, view: View) -> bool:  # noqa: ARG002 - that of any field asks for it
        """A goal that cannot be understood is still there."""
        return True

    def is_same(self, one: View, other: View) -> bool:
        """Whether both have it, or neither."""
        return one.is_gone is other.is_gone

    def is_made(self, view: View) -> bool:
        """Whether it is gone."""
        return view.is_gone

    def stands(self, view: View) -> bool:
        """Whether it is gone."""
        return view.is_gone

    def is_last(self, view: View) -> bool:
        """Whether it is gone."""
        return view.is_gone


def sought(change: FieldChange | None, first: View, last: View) -> Sought:
    """What to ask for a change between two states; with none, the goal was given up."""
    if change is None:
        return GivenUp()
    place = Place(change.field, change.key)
    if change.effect in _OPPOSITES:
        return Eased(place, last, change.effect)
    return Replaced(place, last, first)
