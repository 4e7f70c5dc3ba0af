"""Where a goal file names ids: where it defines them, and where it refers to them."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.broken import BrokenTextError
from kpicli.models.text import is_id
from kpicli.server.refers import DEFINED_IN, Kind, Refers, refers, section_path
from kpicli.source import Span
from kpicli.workspace.namespaces import TEAM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.documents.nodes import Node
    from kpicli.source import SourceFile

_WORD = re.compile(
    r"(?<![A-Za-z0-9_.])[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*(?!\s*\(|[A-Za-z0-9_.])"
)
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_BLOCK = {"|", ">"}


class Mention(Struct, frozen=True, order=True):
    """An id in a text: its place without quotes, and in which namespaces it is looked up.

    The first of `kinds` in which there is such an id is the one meant.
    """

    span: Span
    id: str
    kinds: tuple[Kind, ...]
    defines: bool = False


def root_of(source: SourceFile) -> Node | None:
    """The node at the root of a text, as far as that can be read."""
    # Importing ruamel.yaml takes longer than a start without anything to parse.
    from kpicli.documents.compose import Composer  # noqa: PLC0415 - see above
    from kpicli.documents.events import read  # noqa: PLC0415 - see above

    composer = Composer()
    with suppress(BrokenTextError):
        read(source.text, composer.compose)
    return composer.root


def mentions(source: SourceFile) -> tuple[Mention, ...]:
    """All ids that a goal file names, in the order of the text; none where it is no YAML."""
    root = root_of(source)
    if root is None:
        return ()
    return tuple(sorted(set(_Reader(source.text).within(root, ()))))


def mention_at(found: tuple[Mention, ...], offset: int) -> Mention | None:
    """The mention that an offset lies in, or at the end of."""
    return next((part for part in found if part.span.start <= offset <= part.span.end), None)


def scalar_span(text: str, node: Node) -> Span:
    """The place of a scalar without its quotes, anchor and tag."""
    start, end = node.start, node.end
    properties = _PROPERTIES.match(text, start, end)
    if properties:
        start = properties.end()
    if node.style in {"'", '"'}:
        return Span(min(start + 1, end), max(end - 1, start + 1))
    return Span(start, end)


class _Reader(Struct, frozen=True):
    """Goes through the nodes of a text."""

    text: str

    def within(self, node: Node, keys: tuple[str, ...]) -> Iterator[Mention]:
        """The mentions in a node; `keys` lead to it, indexes left out."""
        if node.is_mapping:
            yield from self._in_mapping(node, keys)
        elif node.items:
            for item in node.items:
                yield from self.within(item, keys)
        elif node.style not in {"block", "flow", "alias"}:
            yield from self._in_scalar(node, keys)

    def _in_mapping(self, node: Node, keys: tuple[str, ...]) -> Iterator[Mention]:
        refers_by_key = refers(keys) is Refers.PARTIES
        for name, entry in node.entries.items():
            if refers_by_key:
                yield from self._named(scalar_span(self.text, entry.key), Refers.PARTIES)
            yield from self.within(entry.value, (*keys, name))

    def _in_scalar(self, node: Node, keys: tuple[str, ...]) -> Iterator[Mention]:
        path = section_path(keys)
        if len(path) == 2 and path[1] == "id" and path[0] in DEFINED_IN:  # noqa: PLR2004 - a pair
            span = scalar_span(self.text, node)
            key = self.text[span.start : span.end]
            if is_id(key):
                yield Mention(span, key, (DEFINED_IN[path[0]],), defines=True)
            return
        named = refers(keys)
        if named is Refers.FORMULA:
            yield from self._in_formula(node)
        elif named is not None:
            yield from self._named(scalar_span(self.text, node), named)

    def _named(self, span: Span, named: Refers) -> Iterator[Mention]:
        key, kinds = self.text[span.start : span.end], named.kinds
        if named.takes_teams and key.startswith(TEAM_PREFIX):
            span = Span(span.start + len(TEAM_PREFIX), span.end)
            key, kinds = key.removeprefix(TEAM_PREFIX), (Kind.TEAM,)
        if is_id(key):
            yield Mention(span, key, kinds)

    def _in_formula(self, node: Node) -> Iterator[Mention]:
        span = scalar_span(self.text, node)
        start = span.start
        if node.style in _BLOCK:
            # The header of a block scalar is no part of the formula.
            start = max(self.text.find("\n", start, span.end), start)
        for word in _WORD.finditer(self.text, start, span.end):
            yield Mention(Span(*word.span()), word[0], (Kind.METRIC,))
