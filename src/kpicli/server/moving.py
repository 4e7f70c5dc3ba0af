"""Findings of an earlier text of a file, at the places that their definitions have now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.source import Route
from kpicli.workspace.read_document import namespace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.findings import Finding, Label
    from kpicli.workspace import FileContents

    Name = tuple[str, str]
    """A namespace and an id."""


class Move(Struct, frozen=True):
    """From what a file said to what it says: names by their old routes, new routes by names."""

    path: str
    old: Mapping[Route, Name]
    new: Mapping[Name, Route]

    def finding(self, finding: Finding) -> Finding | None:
        """The finding at its new place; none where what it is about is gone."""
        primary = self._label(finding.primary)
        if primary is None:
            return None
        related = tuple(
            moved for label in finding.related if (moved := self._label(label)) is not None
        )
        return replace(finding, primary=primary, related=related)

    def _label(self, label: Label) -> Label | None:
        if label.path != self.path or not isinstance(label.place, Route):
            return label
        keys = label.place.keys
        # A KPI may stand in an objective: the innermost definition is the one meant.
        for length in range(len(keys), 0, -1):
            name = self.old.get(Route(keys[:length]))
            if name is not None:
                route = self.new.get(name)
                return replace(label, place=_further(route, label.place, length)) if route else None
        return label


def _further(route: Route, old: Route, length: int) -> Route:
    """What was further down than `length` keys of the old route, from a new one on."""
    return Route((*route.keys, *old.keys[length:]), old.part)


def move_of(path: str, before: FileContents | None, after: FileContents) -> Move:
    """The move of a file's definitions from one text to another."""
    old = {route: name for name, route in _routes(before)}
    return Move(path, old, dict(_routes(after)))


def _routes(contents: FileContents | None) -> Iterator[tuple[Name, Route]]:
    for part in contents.definitions if contents else ():
        if part.id:
            yield (namespace_of(part), part.id), part.route
