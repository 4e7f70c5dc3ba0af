"""What can be written at the cursor."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.goal import Kpi
from kpicli.rules.page import summary_of
from kpicli.rules.registry import RULES
from kpicli.server.meaning import definitions, title_of, word_for
from kpicli.server.refers import Kind, Refers, refers
from kpicli.server.spot import Part, Spot, spot_at
from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.server.cursor import Cursor
    from kpicli.server.fields import Field, Fields
    from kpicli.workspace import Workspace

MOST = 200
"""More words than this are not offered at a time."""

_LAST_NAME = re.compile(r"[a-z0-9_.]*\Z")
_IN_BRACKET = re.compile(r"#[ \t]*kpi:[ \t]*ignore(?:-file)?[ \t]*\[(?:[^\[\]]*,[ \t]*)?([\w-]*)\Z")
_KEY_BELOW = re.compile(r"([ \t]*)([^\s#:-][^:#]*):(?=\s|\Z)")


class Sort(Enum):
    """What a suggestion is."""

    FIELD = auto()
    WORD = auto()
    ID = auto()
    UNIT = auto()
    RULE = auto()


class Suggestion(Struct, frozen=True):
    """A word that can stand at the cursor, from `start` on: what it is called and what it means.

    `text` is what is written; `stops` says that `$1`, `$2` in it are places to go to. What comes
    `first` is what has to be there.
    """

    sort: Sort
    label: str
    start: int
    text: str
    detail: str = ""
    note: str = ""
    stops: bool = False
    first: bool = False


def suggestions(cursor: Cursor, fields: Fields) -> tuple[Suggestion, ...]:
    """What can be written at the cursor, the best first; at most `MOST` and one more."""
    spot = spot_at(cursor.source.text, cursor.offset)
    found = _found(spot, cursor, fields)
    return tuple(_best(found, _typed(spot)))


def _found(spot: Spot, cursor: Cursor, fields: Fields) -> Iterator[Suggestion]:
    if spot.part is Part.COMMENT:
        yield from _rules(spot)
    elif spot.part is Part.KEY:
        yield from _keys(spot, cursor, fields)
        if refers(spot.keys) is Refers.PARTIES:
            yield from _ids(spot, cursor, Refers.PARTIES)
    elif spot.part is not Part.TEXT:
        yield from _values(spot, cursor, fields)
        if spot.part is Part.ITEM:
            yield from _keys(spot, cursor, fields)


def _typed(spot: Spot) -> str:
    word = spot.word.lstrip("\"'").lower()
    if spot.part is Part.COMMENT:
        found = _IN_BRACKET.search(spot.word)
        return found[1] if found else ""
    if refers(spot.keys) is Refers.FORMULA:
        found = _LAST_NAME.search(word)
        return found[0] if found else ""
    return word


def _best(found: Iterable[Suggestion], typed: str) -> list[Suggestion]:
    """Those that the typed letters stand in, at their beginning before elsewhere."""
    matching = [
        part for part in found if typed in part.label.lower() or typed in part.detail.lower()
    ]
    begins = [part for part in matching if part.label.lower().startswith(typed)]
    others = [part for part in matching if not part.label.lower().startswith(typed)]
    return [*begins, *others][: MOST + 1]


def _keys(spot: Spot, cursor: Cursor, fields: Fields) -> Iterator[Suggestion]:
    known = fields.of(spot.keys)
    present = spot.present | _below(cursor.source.text, cursor.offset, spot.column)
    if spot.part is Part.ITEM:
        yield from _whole_item(spot, known.values())
    for field in known.values():
        if field.name not in present:
            detail = "required" if field.is_required else " or ".join(field.takes)
            yield Suggestion(
                Sort.FIELD,
                field.name,
                spot.start,
                f"{field.name}:" if field.takes in {("list",), ("mapping",)} else f"{field.name}: ",
                detail,
                field.note,
                first=field.is_required,
            )


def _whole_item(spot: Spot, fields: Iterable[Field]) -> Iterator[Suggestion]:
    """All that an item has to have, at once."""
    required = [field.name for field in fields if field.is_required]
    if len(required) > 1:
        lines = [f"{name}: ${number}" for number, name in enumerate(required, 1)]
        label = ", ".join(required)
        text = "\n  ".join(lines)
        yield Suggestion(
            Sort.FIELD, label, spot.start, text, "all that is required", stops=True, first=True
        )


def _below(text: str, offset: int, column: int) -> frozenset[str]:
    """The keys that stand below the cursor in the same mapping."""
    found: set[str] = set()
    for line in text[offset:].splitlines()[1:]:
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < column:
            break
        key = _KEY_BELOW.match(line)
        if key and indent == column:
            found.add(key[2].strip("\"'"))
    return frozenset(found)


def _values(spot: Spot, cursor: Cursor, fields: Fields) -> Iterator[Suggestion]:
    named = refers(spot.keys)
    if named is not None:
        yield from _ids(spot, cursor, named)
    field = fields.field(spot.keys)
    if field is None:
        return
    for word in field.choices:
        yield Suggestion(Sort.WORD, word, _start(spot), word, field.name)
    if "boolean" in field.takes:
        for word in ("true", "false"):
            yield Suggestion(Sort.WORD, word, _start(spot), word, field.name)
    if spot.keys[-1:] == ("unit",):
        yield from _units(spot, cursor)


def _ids(spot: Spot, cursor: Cursor, named: Refers) -> Iterator[Suggestion]:
    workspace = cursor.repository.workspace(cursor.day)
    start = _start(spot)
    if named is Refers.FORMULA:
        start = spot.start + len(spot.word) - len(_typed(spot))
    behind = ": " if spot.part is Part.KEY else ""
    for text, detail in _names(workspace, named):
        yield Suggestion(Sort.ID, text, start, text + behind, detail)


def _names(workspace: Workspace, named: Refers) -> Iterator[tuple[str, str]]:
    """What a field may name, with what it is called."""
    for kind in named.kinds:
        for key, found in definitions(workspace, kind).items():
            if named is not Refers.KPIS or isinstance(found.model, Kpi):
                yield key, title_of(found) or word_for(found, kind)
    if named is Refers.OWNER:
        for key, found in definitions(workspace, Kind.TEAM).items():
            yield f"{TEAM_PREFIX}{key}", title_of(found) or "team"


def _units(spot: Spot, cursor: Cursor) -> Iterator[Suggestion]:
    workspace = cursor.repository.workspace(cursor.day)
    metrics = workspace.metrics.values()
    for unit in sorted({metric.model.unit for metric in metrics if metric.model.unit}):
        written = f'"{unit}"' if unit.startswith("%") and not spot.word else unit
        yield Suggestion(Sort.UNIT, unit, _start(spot), written, "a unit of other metrics")


def _rules(spot: Spot) -> Iterator[Suggestion]:
    found = _IN_BRACKET.search(spot.word)
    if found is None:
        return
    start = spot.start + found.start(1)
    for rule in RULES:
        yield Suggestion(Sort.RULE, rule.name, start, rule.name, rule.code, summary_of(rule))


def _start(spot: Spot) -> int:
    """Where the word begins, behind an opening quote."""
    return spot.start + (1 if spot.word[:1] in {'"', "'"} else 0)
