"""From routes back to places in the text."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kpicli.documents.branches import EVERYTHING, branches
from kpicli.documents.broken import BrokenTextError
from kpicli.documents.usual_nodes import usual_root
from kpicli.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.documents.branches import Branch
    from kpicli.documents.compose import Composer
    from kpicli.documents.nodes import Node
    from kpicli.source import Key, Route, SourceFile


def locate(source: SourceFile, routes: Iterable[Route]) -> dict[Route, Span]:
    """Where each route leads, from one reading of the text.

    A scalar is found with its quotes; of a block scalar, the line that opens it; of an empty
    value, its key. What is reached through aliases and merges is found where it is written. A
    route that leads nowhere is found as far as it leads. A collection in block style, and where
    such a route ends at one, is found by what it begins with, so that little has to be marked.
    Where nothing of the text can be read, the span is empty, at its start.
    """
    wanted = tuple(routes)
    asked = branches(source.text, wanted)
    root = usual_root(source.text, asked) or _compose(source, asked).root
    return {route: _span(source.text, root, route) for route in wanted}


def repeated_keys(source: SourceFile) -> list[tuple[str, Span, Span]]:
    """Every key that its mapping had already: its name, its place, and that of the first one."""
    text = source.text
    return [
        (repeat.name, _small(text, repeat.key), _small(text, repeat.first))
        for repeat in _compose(source).repeats
    ]


def _compose(source: SourceFile, asked: Branch = EVERYTHING) -> Composer:
    # Importing ruamel.yaml takes longer than a run that has nothing new to parse.
    from kpicli.documents.compose import Composer  # noqa: PLC0415 - see above
    from kpicli.documents.events import read  # noqa: PLC0415 - see above

    composer = Composer(asked)
    with suppress(BrokenTextError):
        read(source.text, composer.compose)
    return composer


def _span(text: str, root: Node | None, route: Route) -> Span:
    if root is None:
        return Span(0, 0)
    key, value, found = None, root, 0
    for step in route.keys:
        below = _step(text, value, step)
        if below is None:
            break
        key, value = below
        found += 1
    missing = found < len(route.keys)
    if key and (_is_empty(value) or (route.part == "key" and not missing)):
        return _small(text, key)
    return _small(text, value)


def _step(text: str, node: Node, step: Key) -> tuple[Node | None, Node] | None:
    if isinstance(step, str):
        entry = node.entry(step)
        return (entry.key, entry.value) if entry else _named(text, node, step)
    if node.is_mapping and step == 0:
        return None, node  # one item that stands for a list of one
    return (None, node.items[step]) if 0 <= step < len(node.items) else None


def _named(text: str, node: Node, name: str) -> tuple[None, Node] | None:
    """The item of a list of names that stands for a key of a map."""
    found = (item for item in node.items if text[item.start : item.end].strip("\"'") == name)
    item = next(found, None)
    return (None, item) if item else None


def _is_empty(node: Node) -> bool:
    return node.start == node.end and node.style == ""


def _small(text: str, node: Node) -> Span:
    while node.style == "block" and node.first:
        node = node.first
    if node.style in {"|", ">"}:
        return Span(node.start, _header_end(text, node))
    if _is_empty(node) and text[node.start - 1 : node.start] == "-":
        return Span(node.start - 1, node.start)
    return Span(node.start, node.end)


def _header_end(text: str, node: Node) -> int:
    indicator = text.index(node.style, node.start)
    ends = (text.find(character, indicator) for character in "\r\n \t")
    return min((end for end in ends if end >= 0), default=node.end)
