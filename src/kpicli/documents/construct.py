"""The data of a text from its events: the path that every goal file takes, so it is quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.events import (
    ALIAS,
    DOCUMENT_START,
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    STREAM_END,
    is_bare,
)
from kpicli.documents.memo import KEYS, MERGE, SCALARS
from kpicli.documents.problems import LimitError, Problems, shown
from kpicli.documents.tags import check_collection, tagged_scalar
from kpicli.documents.values import later_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.documents.events import Event
    from kpicli.documents.values import Value
    from kpicli.findings import Finding

DEEPEST = 100
"""Levels of nesting, with aliases followed."""

MOST_VALUES = 1_000_000
"""Values in one file, with aliases followed; keys do not count."""


_STAR = "put text that begins with `*` in quotes"


class _Anchor(Struct):
    """An anchored value: how many values it is and how many levels it has, once complete."""

    value: Value = None
    size: int = 1
    height: int = 0
    complete: bool = False


class Constructor:
    """Builds the data of one file, the mapping at its root, and notes what is wrong with it.

    `data` is None where the root is something else; of an empty text it is empty. `repeats` says
    that keys are repeated, of which the last value stands. Raises LimitError, and what the parser
    raises.
    """

    __slots__ = ("_anchors", "_count", "_deepest", "_next", "_problems", "data", "repeats")

    def __init__(self, next_event: Callable[[], Event], path: str) -> None:
        self._next = next_event
        self._problems = Problems(path)
        self._anchors: dict[str, _Anchor] = {}
        self._count = 0
        self._deepest = 0
        self.repeats = False
        self.data = self._document()

    @property
    def findings(self) -> list[Finding]:
        """What is wrong, in the order of the text."""
        return self._problems.findings

    def _document(self) -> dict[str, Value] | None:
        self._next()
        if self._next().__class__ is STREAM_END:
            return {}
        event = self._next()
        root = self._value(event, 0)
        if not isinstance(root, dict | None):
            self._root_problem(event, root)
        self._next()
        self._check_end(self._next())
        return root if isinstance(root, dict) else {} if root is None else None

    def _root_problem(self, event: Event, root: Value) -> None:
        kind = "a list" if isinstance(root, list) else "a text"
        self._problems.schema(
            event,
            f"the file holds {kind} where sections are expected",
            "begin with the name of a section such as `kpis:`",
        )

    def _check_end(self, event: Event) -> None:
        if event.__class__ is DOCUMENT_START:
            self._problems.schema(
                event,
                "the file holds more than one document",
                "remove the `---`, or move what follows it to a file of its own",
            )

    def _mapping(self, depth: int) -> dict[str, Value]:
        next_event = self._next
        data: dict[str, Value] = {}
        bases: list[dict[str, Value]] = []
        value: Value
        while (event := next_event()).__class__ is not MAPPING_END:
            key = None
            if event.__class__ is SCALAR and event.ctag is event.anchor is None:
                key = event.value if event.style else KEYS[event.value]
            if key is None:
                key = self._odd_key(event, depth, bases)
                if key is None:
                    continue
            event = next_event()
            if event.__class__ is SCALAR and event.ctag is event.anchor is None:
                value = event.value if event.style else SCALARS[event.value]
            else:
                value = self._value(event, depth)
            if key in data:
                self.repeats = True
                if key == "id":
                    value = later_id(data, value)
            data[key] = value
            self._count = count = self._count + 1
            if count > MOST_VALUES:
                raise self._too_many(event)
        return _with_bases(data, bases) if bases else data

    def _sequence(self, depth: int) -> list[Value]:
        next_event = self._next
        items: list[Value] = []
        value: Value
        while (event := next_event()).__class__ is not SEQUENCE_END:
            if event.__class__ is SCALAR and event.ctag is event.anchor is None:
                value = event.value if event.style else SCALARS[event.value]
            else:
                value = self._value(event, depth)
            items.append(value)
            self._count = count = self._count + 1
            if count > MOST_VALUES:
                raise self._too_many(event)
        return items

    def _value(self, event: Event, depth: int) -> Value:
        if event.__class__ is ALIAS:
            return self._alias(event, depth)
        return self._node(event, depth) if event.anchor is None else self._anchored(event, depth)

    def _node(self, event: Event, depth: int) -> Value:
        if event.__class__ is SCALAR:
            return SCALARS[event.value] if is_bare(event) else self._text(event)
        depth += 1
        self._descend(event, depth)
        is_mapping = event.__class__ is MAPPING_START
        if event.ctag is not None:
            check_collection(event, "map" if is_mapping else "seq", self._problems)
        return self._mapping(depth) if is_mapping else self._sequence(depth)

    def _text(self, event: Event) -> str | None:
        return event.value if event.ctag is None else tagged_scalar(event, self._problems)

    def _anchored(self, event: Event, depth: int) -> Value:
        anchor = self._anchors[event.anchor or ""] = _Anchor()
        count, deepest = self._count, self._deepest
        self._deepest = depth
        anchor.value = self._node(event, depth)
        anchor.size = self._count - count + 1
        anchor.height = self._deepest - depth
        anchor.complete = True
        self._deepest = max(deepest, self._deepest)
        return anchor.value

    def _alias(self, event: Event, depth: int) -> Value:
        anchor = self._anchors.get(event.anchor or "")
        if anchor is None:
            self._problems.syntax(event, f"{shown(f'*{event.anchor}')} names no anchor", _STAR)
            return None
        if not anchor.complete:
            alias, name = shown(f"*{event.anchor}"), shown(f"&{event.anchor}")
            message = f"{alias} stands inside of what {name} names"
            self._problems.schema(event, message, "a value cannot contain itself")
            return None
        self._descend(event, depth + anchor.height)
        self._count += anchor.size - 1
        if self._count >= MOST_VALUES:
            raise self._too_many(event)
        return anchor.value

    def _odd_key(self, event: Event, depth: int, bases: list[dict[str, Value]]) -> str | None:
        """The key that is quoted, tagged, anchored or an alias; none where there is no key.

        Then its value is read as well, and where it is a merge, the mappings merged go to `bases`.
        """
        is_scalar = event.__class__ is SCALAR
        if is_scalar and is_bare(event) and event.value == MERGE:
            self.repeats = self.repeats or bool(bases)
            self._merge(self._next(), depth, bases)
            return None
        key = self._value(event, depth)
        if isinstance(key, str):
            return str(key)
        self._key_problem(event, key)
        self._value(self._next(), depth)
        return None

    def _key_problem(self, event: Event, key: Value) -> None:
        if key is None:
            self._problems.schema(event, "a key is missing or null", "write a name before the `:`")
            return
        kind = "a list" if isinstance(key, list) else "a mapping"
        remedy = "put text that begins with `[` or `{` in quotes"
        self._problems.schema(event, f"{kind} stands where a key is expected", remedy)

    def _merge(self, event: Event, depth: int, bases: list[dict[str, Value]]) -> None:
        value = self._value(event, depth)
        found = value if isinstance(value, list) else [] if value is None else [value]
        mappings = [base for base in found if isinstance(base, dict)]
        bases += mappings
        if len(mappings) < len(found):
            message = "`<<` merges something that is not a mapping"
            self._problems.schema(event, message, "name mappings: `<<: *base` or `<<: [*a, *b]`")

    def _descend(self, event: Event, depth: int) -> None:
        if depth > DEEPEST:
            message = f"the file is nested deeper than {DEEPEST} levels here"
            raise self._problems.limit(event, message, "nest less")
        self._deepest = max(self._deepest, depth)

    def _too_many(self, event: Event) -> LimitError:
        message = f"the file holds more than {MOST_VALUES:,} values with aliases followed"
        return self._problems.limit(event, message, "split the file, or use fewer aliases")


def _with_bases(data: dict[str, Value], bases: list[dict[str, Value]]) -> dict[str, Value]:
    for base in bases:
        for key, value in base.items():
            data.setdefault(key, value)
    return data
