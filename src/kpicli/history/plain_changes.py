"""Changes of fields that are neither numbers nor dates: who, what it is called, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.field_change import Effect, FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal
    from enum import StrEnum

    from kpicli.fields.value import Value
    from kpicli.models.quantity import Quantity

_TEXTS = ("title", "name", "team", "owner", "lead", "parent", "email")
_CHOICES = ("level", "cadence", "perspective", "indicator", "rollup")
_LISTS = ("stakeholders", "guardrails", "tags")
_OVER = frozenset({"closed", "dropped"})


def plain_changes(before: Value, after: Value) -> Iterator[FieldChange]:
    """What changed among the fields that both sides have, in the order of importance."""
    yield from _status(before, after)
    for field in _TEXTS:
        was, now = _tidy(getattr(before, field, None)), _tidy(getattr(after, field, None))
        yield from _change(field, _quoted(was), _quoted(now))
    for field in _CHOICES:
        one, other = getattr(before, field, None), getattr(after, field, None)
        yield from _change(field, _word(one), _word(other))
    for field in _LISTS:
        yield from _list(field, getattr(before, field, ()), getattr(after, field, ()))
    yield from _agreements(before, after)
    yield from _budget(before, after)
    yield from _record(before, after)
    yield from _rest(before, after)


def _change(
    field: str, before: str, after: str, effect: Effect = Effect.NEUTRAL
) -> Iterator[FieldChange]:
    if before != after:
        yield FieldChange(field, before, after, effect)


def _status(before: Value, after: Value) -> Iterator[FieldChange]:
    """A goal that ends is given up, whatever it is called; one that is taken up again is not."""
    was, now = _word(getattr(before, "status", None)), _word(getattr(after, "status", None))
    effect = Effect.NEUTRAL
    if (was in _OVER) is not (now in _OVER):
        effect = Effect.LOOSER if now in _OVER else Effect.TIGHTER
    yield from _change("status", was, now, effect)


def _tidy(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


def _quoted(text: str) -> str:
    return f"`{text}`" if text else ""


def _word(choice: StrEnum | None) -> str:
    return choice.value if choice is not None else ""


def _list(field: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[FieldChange]:
    for name in sorted(set(before) - set(after)):
        yield FieldChange(field, f"`{name}`", "")
    for name in sorted(set(after) - set(before)):
        yield FieldChange(field, "", f"`{name}`")


def _agreements(before: Value, after: Value) -> Iterator[FieldChange]:
    old: Mapping[str, date | None] = getattr(before, "agreed_by", {})
    new: Mapping[str, date | None] = getattr(after, "agreed_by", {})
    for party in sorted(old.keys() | new.keys()):
        was = _agreement(party, old[party]) if party in old else ""
        now = _agreement(party, new[party]) if party in new else ""
        yield from _change("agreed_by", was, now)


def _agreement(party: str, day: date | None) -> str:
    return f"`{party}` on {day.isoformat()}" if day else f"`{party}`"


def _budget(before: Value, after: Value) -> Iterator[FieldChange]:
    old: Mapping[str, Quantity] = getattr(before, "budget", {})
    new: Mapping[str, Quantity] = getattr(after, "budget", {})
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if _size(was) != _size(now):
            yield FieldChange("budget", _amount(was), _amount(now), key=f"`{key}`")


def _size(quantity: Quantity | None) -> tuple[Decimal, str] | None:
    return (quantity.value, quantity.unit) if quantity else None


def _amount(quantity: Quantity | None) -> str:
    return quantity.text.strip() if quantity else ""


def _day(side: Value) -> str:
    day: date | None = getattr(side, "reviewed", None)
    return day.isoformat() if day else ""


def _record(before: Value, after: Value) -> Iterator[FieldChange]:
    """Recorded changes and reviews."""
    old, new = getattr(before, "target_changes", ()), getattr(after, "target_changes", ())
    for entry in (part for part in new if part not in old):
        why = f": {_tidy(entry.reason)}" if entry.reason else ""
        yield FieldChange("target_changes", "", f"{entry.date.isoformat()} {entry.field}{why}")
    for entry in (part for part in old if part not in new):
        yield FieldChange("target_changes", f"{entry.date.isoformat()} {entry.field}", "")
    yield from _change("reviewed", _day(before), _day(after))


def _rest(before: Value, after: Value) -> Iterator[FieldChange]:
    """Fields that are too long to show, or not kpi's to read."""
    one, other = (_tidy(getattr(side, "description", None)) for side in (before, after))
    if one != other:
        yield FieldChange("description", "", "")
    if getattr(before, "meta", None) != getattr(after, "meta", None):
        yield FieldChange("meta", "", "")
