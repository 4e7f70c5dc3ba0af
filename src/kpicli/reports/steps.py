"""Arithmetic as steps to show: a name, a working, a result, and where the number comes from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.locate import locate
from kpicli.source import Route, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.findings import Label
    from kpicli.workspace import Read

Working = tuple[str | Decimal, ...]
"""An expression piece by piece: numbers, and operators, brackets and words between them."""

RATIO = "ratio"
"""The name of the step that the thresholds of a status are compared with."""

MOST_TERMS = 6
"""How many terms of a long sum are written out."""


class Step(Struct, frozen=True):
    """One step: `working` = `result`, in `unit`; `note` says in words what it rests on.

    `result` is a number, or a word such as a direction. What is not known or does not apply is
    none or empty.
    """

    name: str
    result: Decimal | str | None = None
    unit: str = ""
    working: Working = ()
    note: str = ""
    source: Label | None = None


class Part(Struct, frozen=True):
    """Some steps under a heading."""

    name: str
    steps: tuple[Step, ...]


class Place(Struct, frozen=True):
    """A line of a file, counted from 1, and the column in it."""

    path: str
    line: int
    column: int


def places_of(labels: Iterable[Label | None], read: Read) -> Mapping[Label, Place]:
    """Where labels lead; each file is read once."""
    by_path: dict[str, list[Label]] = {}
    for label in labels:
        if label is not None:
            by_path.setdefault(label.path, []).append(label)
    return {
        label: place
        for path, found in by_path.items()
        for label, place in _places(path, found, read)
    }


def _places(path: str, labels: list[Label], read: Read) -> Iterable[tuple[Label, Place]]:
    source, _ = read(path)
    if source is None:
        return
    spans = locate(source, {part.place for part in labels if isinstance(part.place, Route)})
    for label in labels:
        place = spans[label.place] if isinstance(label.place, Route) else label.place
        start = source.position(place.start) if isinstance(place, Span) else place
        yield label, Place(path, start.line, start.column)


def joined(operator: str, terms: Iterable[Working], most: int = MOST_TERMS) -> Working:
    """Terms with an operator between them; of many, the first and how many more there are."""
    known = list(terms)
    shown = known if len(known) <= most else known[: most - 1]
    pieces: list[str | Decimal] = []
    for term in shown:
        pieces += [operator, *term] if pieces else term
    if len(shown) < len(known):
        pieces += [operator, f"{len(known) - len(shown)} more"]
    return tuple(pieces)
