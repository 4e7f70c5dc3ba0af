"""What the data of a goal file are to be after a fix, and whether they are that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.documents.values import resolve
from kpicli.findings import (
    QuoteValue,
    RemoveKey,
    RemoveRepeat,
    RenameKey,
    ReplaceComment,
    SetValue,
)
from kpicli.source import Route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kpicli.documents import Value
    from kpicli.findings import Edit
    from kpicli.source import Key

    Change = Callable[[Value], Value]


def intended(data: Mapping[str, Value], edits: Iterable[Edit]) -> Value:
    """A copy of the data with some edits made; what they do not touch stays shared.

    Routes lead through the data as they are now: keys are renamed and removed last, inner ones
    before outer ones.
    """
    found: Value = dict(data)
    for edit in sorted(edits, key=_turn):
        found = _made(found, edit)
    return found


def same(one: Value, other: Value) -> bool:
    """Whether two values are equal, numbers and texts told apart; the order of keys is free."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def at_home(edit: Edit, data: Mapping[str, Value]) -> Edit:
    """The same edit by the route that the data have: one item may stand for a list of one."""
    if isinstance(edit, ReplaceComment | RemoveRepeat):
        return edit
    keys: list[Key] = []
    found: Value = dict(data)
    for key in edit.route.keys:
        if isinstance(found, str) or (isinstance(key, int) and not isinstance(found, list)):
            continue
        keys.append(key)
        found = _below(found, key)
    return replace(edit, route=Route(tuple(keys), edit.route.part))


def _below(data: Value, key: Key) -> Value:
    if isinstance(data, list) and isinstance(key, int):
        return data[key] if key < len(data) else None
    return data.get(key) if isinstance(data, dict) and isinstance(key, str) else None


def _turn(edit: Edit) -> tuple[bool, int]:
    if isinstance(edit, ReplaceComment | RemoveRepeat):
        return False, 0
    return isinstance(edit, RenameKey | RemoveKey), -len(edit.route.keys)


def _made(data: Value, edit: Edit) -> Value:
    match edit:
        case SetValue():
            text = str(edit.text)
            value = resolve(text)
            return _changed(data, edit.route.keys, lambda _: text if value is None else value)
        case QuoteValue():
            return _changed(data, edit.route.keys, lambda old: str(old) if old else old)
        case RenameKey():
            return _changed(data, edit.route.keys[:-1], _renamed(edit.route.keys[-1], edit.name))
        case RemoveKey():
            return _changed(data, edit.route.keys[:-1], _renamed(edit.route.keys[-1], None))
        case ReplaceComment() | RemoveRepeat():
            return data


def _changed(data: Value, keys: tuple[Key, ...], change: Change) -> Value:
    if not keys:
        return change(data)
    key, *rest = keys
    if isinstance(data, list):
        parts = enumerate(data)
        return [_changed(part, tuple(rest), change) if at == key else part for at, part in parts]
    if isinstance(data, dict) and isinstance(key, str):
        return {**data, key: _changed(data.get(key), tuple(rest), change)}
    return data


def _renamed(key: Key, name: str | None) -> Change:
    """Gives a key of a mapping another name, or takes it out."""

    def change(data: Value) -> Value:
        if not isinstance(data, dict):
            return data
        pairs = ((name if old == key else old, part) for old, part in data.items())
        return {new: part for new, part in pairs if new is not None}

    return change
