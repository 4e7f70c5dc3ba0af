"""A new actual in a goal file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.nodes import Node
from kpicli.edit.goal_file import GoalFile, day_of_key
from kpicli.edit.insertion import append, append_block, fill, insert, step
from kpicli.edit.new_actual import NewActual, Refusal, refusal_at
from kpicli.edit.outlined import Detour, Outlined, is_aliased, is_empty, outlined, own_entries
from kpicli.edit.scalars import actual_text, extra_text, key_text, value_text
from kpicli.edit.text_edit import TextEdit, applied, lines_below
from kpicli.edit.verify import differs_only_by

if TYPE_CHECKING:
    from datetime import date

    from kpicli.documents import Value
    from kpicli.documents.nodes import Entry
    from kpicli.models.goal import Kpi
    from kpicli.models.period import Calendar
    from kpicli.workspace import Definition

_FIELD = "actuals"
_BY_HAND = "give the goal a map of its own, then record again"
_BLOCK_SCALARS = {"|", ">"}
_MARKS = {"&", "!"}


class Slot(Struct, frozen=True):
    """Where an actual goes: its key in the file, and what stands there, none for nothing."""

    key: str
    present: Value = None
    is_there: bool = False


def slot_of(
    file: GoalFile, kpi: Definition[Kpi], day: date, new: NewActual, calendar: Calendar
) -> Slot:
    """The key that has the day already, else the new one."""
    for key, value in file.actuals(kpi).items():
        if day_of_key(key, calendar) == day:
            return Slot(key, value, is_there=True)
    return Slot(new.key)


def with_actual(
    file: GoalFile, kpi: Definition[Kpi], slot: Slot, new: NewActual, calendar: Calendar
) -> str | Refusal:
    """The text with the actual, which differs from the old one in nothing else.

    What stands in the slot is replaced: its value, and what the new one has beside it. Refused
    where the actuals are written elsewhere, through an alias or a merge, or are used elsewhere.
    """
    outline = outlined(file.source)
    if outline is None:
        return Refusal(f"`{file.source.path}` is not YAML", None, file.source.path)
    goal = outline.node(kpi.route.keys)
    if not isinstance(goal, Node):
        return _elsewhere(file, f"the goal `{kpi.id}`", goal)
    edits = _Place(outline, goal, kpi.id, calendar).edits(slot, new)
    if isinstance(edits, Refusal):
        return edits
    after = applied(outline.text, edits)
    wanted = _wanted(slot, new)
    return differs_only_by(file, after, kpi, slot.key, wanted) or after


def _wanted(slot: Slot, new: NewActual) -> Value:
    """What the file is to hold at the slot."""
    if isinstance(slot.present, dict):
        return {**slot.present, "value": new.value, **dict(new.extras)}
    return {"value": new.value, **dict(new.extras)} if new.extras else new.value


def _elsewhere(file: GoalFile, what: str, detour: Detour | None) -> Refusal:
    if detour is None:
        return Refusal(f"{what} is not where it was", "record again", file.source.path)
    way = "a merge" if detour.is_merged else "an alias"
    line = file.source.position(detour.offset).line
    message = f"{what} comes through {way} from line {line}: a change would be one of others too"
    return refusal_at(file.source, detour.offset, message, _BY_HAND)


class _Place(Struct, frozen=True):
    """The mapping of a goal in its file."""

    file: Outlined
    goal: Node
    id: str
    calendar: Calendar

    def edits(self, slot: Slot, new: NewActual) -> list[TextEdit] | Refusal:
        own = self.goal.entries.get(_FIELD)
        if own is None:
            inherited = self.goal.entry(_FIELD)
            if inherited and not is_empty(inherited.value):
                return self._detour(Detour(inherited.key.start, is_merged=True))
            return [self._new_block(slot, new)]
        if is_aliased(own):
            return self._detour(Detour(own.value.start, is_merged=False))
        if own.value.is_mapping:
            return self._in_map(own.value, slot, new)
        return [self._in_place_of_nothing(own, slot, new)]

    def _new_block(self, slot: Slot, new: NewActual) -> TextEdit:
        quote = self._quote(self.goal)
        pair = _pair(slot.key, new, quote)
        if self.goal.style == "flow":
            return append(self.file, self.goal, f"{key_text(_FIELD, quote)}: {{{pair}}}")
        return append_block(self.file, self.goal, key_text(_FIELD, quote), pair)

    def _in_place_of_nothing(self, own: Entry, slot: Slot, new: NewActual) -> TextEdit:
        """Below a key without a value, or for the null that is written there."""
        pair = _pair(slot.key, new, self._quote(self.goal))
        start, end = own.value.start, own.value.end
        if not is_empty(own.value):
            return TextEdit(start, end, f"{{{pair}}}")
        if self.goal.style == "flow":
            return fill(self.file, own.value, f"{{{pair}}}")
        indent = self.file.column(own.key.start) + step(self.file, self.goal)
        return lines_below(self.file.text, self.file.end(own), " " * indent + pair)

    def _in_map(self, actuals: Node, slot: Slot, new: NewActual) -> list[TextEdit] | Refusal:
        if slot.is_there:
            present = actuals.entries.get(slot.key)
            if present is None or is_aliased(present):
                found = present or actuals.entry(slot.key)
                offset = found.value.start if found else actuals.start
                return self._detour(Detour(offset, is_merged=present is None))
            return _replaced(self.file, present, new, self._quote(actuals))
        pair = _pair(slot.key, new, self._quote(actuals))
        return [insert(self.file, actuals, self._before(actuals, slot.key), pair)]

    def _before(self, actuals: Node, key: str) -> Entry | None:
        """The entry behind which a day belongs; in a map without order, the last earlier one."""
        new = day_of_key(key, self.calendar)
        found: Entry | None = None
        known = [(day_of_key(name, self.calendar), each) for name, each in own_entries(actuals)]
        dated = [(day, each) for day, each in known if day is not None]
        falls = len(dated) > 1 and all(one > other for (one, _), (other, _) in pairwise(dated))
        for day, entry in dated:
            if new is not None and (day > new if falls else day < new):
                found = entry
        return found

    def _quote(self, mapping: Node) -> str:
        quotes = {entry.key.style for _, entry in own_entries(mapping)}
        return quotes.pop() if len(quotes) == 1 else ""

    def _detour(self, detour: Detour) -> Refusal:
        file = GoalFile(self.file.source, {}, (), {})
        return _elsewhere(file, f"the `actuals` of `{self.id}`", detour)


def _pair(key: str, new: NewActual, quote: str) -> str:
    return f"{key_text(key, quote)}: {actual_text(new.value, dict(new.extras), quote)}"


def _replaced(file: Outlined, entry: Entry, new: NewActual, quote: str) -> list[TextEdit] | Refusal:
    """The edits that put the new value, and what it has beside it, over what is there."""
    if not entry.value.is_mapping:
        return _over(file, entry, actual_text(new.value, dict(new.extras), quote))
    texts = {"value": value_text(new.value, quote)}
    texts |= {name: extra_text(name, text, quote) for name, text in new.extras}
    edits: list[TextEdit] = []
    for name, text in texts.items():
        part = entry.value.entries.get(name)
        found = _over(file, part, text) if part else None
        if isinstance(found, Refusal):
            return found
        pair = f"{key_text(name, quote)}: {text}"
        edits += found or [append(file, entry.value, pair)]
    return _joined(edits)


def _over(file: Outlined, entry: Entry, text: str) -> list[TextEdit] | Refusal:
    value = entry.value
    marked = file.text[value.start : value.start + 1] in _MARKS
    if marked or is_aliased(entry) or value.is_mapping or value.style in _BLOCK_SCALARS:
        message = "the value to replace is written in a way that cannot be replaced safely"
        return refusal_at(file.source, entry.key.start, message, "change it by hand")
    if is_empty(value):
        return [fill(file, value, text)]
    return [TextEdit(value.start, value.end, text)]


def _joined(edits: list[TextEdit]) -> list[TextEdit]:
    """Edits at one offset as one, in the order given."""
    joined: dict[tuple[int, int], str] = {}
    for edit in edits:
        joined[edit.start, edit.end] = joined.get((edit.start, edit.end), "") + edit.text
    return [TextEdit(start, end, text) for (start, end), text in joined.items()]
