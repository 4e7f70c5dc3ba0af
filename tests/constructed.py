"""What the events of a text come to, to hold the reader of the usual form against: data, places."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING
from unittest.mock import patch

from kpicli.documents.branches import EVERYTHING
from kpicli.documents.broken import BrokenTextError
from kpicli.documents.comments import comments
from kpicli.documents.construct import Constructor
from kpicli.documents.events import read
from kpicli.documents.locate import locate
from kpicli.documents.problems import LimitError
from kpicli.documents.usual import usual_data
from kpicli.documents.usual_nodes import usual_root
from kpicli.source import Route, SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.documents import Value

GOALS = """\
# Goals of sales
defaults: {team: sales, owner: team:dana, period: FY2026}   # comment

objectives:
  - id: sales.growth
    title: Win a larger share of our market
    description: >-
      Folded text
      goes on

      in a second paragraph
    kpis:
    - id: sales.new
      title: 'Raise it''s revenue #1 by 20%'
      target: {commit: 40, "target": '50', stretch: [1, {a: b}]}
      baseline: €20M
      url: http://x.y:80/z#top
      tags: [a, "b c", ~]
      reviewed:
      actuals:
        2026-01-31: 12
        2026-02-28: {value: 29, confidence: 0.9, note: A week off}   # late
        2026-03-31: -3.5
kpis:
  -
    id: "sales.calls"
    note: A long text that
      goes on below
    actuals: {2026-01: 1.0k,
              2026-02: 2k}
    meta: |+
      kept

      - [as, it is]

  - [1, 2.5, true, null]
"""
"""A goal file in which the usual form has all that it may have."""


_SIGN = re.compile(r"(?<!\S)#")


def is_taken(text: str) -> bool:
    """Whether the reader of the usual form takes the text; if it does, it must be right."""
    data = usual_data(text)
    if data is None:
        return False
    expected = _constructed(text)
    assert expected is not None
    assert _kinds(data) == _kinds(expected)
    _has_right_places(text, data)
    return True


def _has_right_places(text: str, data: dict[str, Value]) -> None:
    """Routes lead where the events lead to, together and alone; so it is with comments."""
    is_mixed = 0 < text.count("\r\n") < text.count("\n")
    assert (usual_root(text, EVERYTHING) is None) == (not data or is_mixed)
    source = SourceFile("goals.yaml", text)
    routes = [*_routes(data)]
    # Another one for each text, as to try every one takes long.
    alone = routes[len(text) % len(routes)]
    with (
        patch.object(import_module("kpicli.documents.locate"), "usual_root", lambda *_: None),
        patch.object(import_module("kpicli.documents.comments"), "usual_root", lambda *_: None),
    ):
        expected, noted = locate(source, routes), comments(source, _SIGN)
    assert locate(source, routes) == expected
    assert locate(source, [alone]) == {alone: expected[alone]}
    assert comments(source, _SIGN) == noted


def _routes(value: Value, keys: tuple[str | int, ...] = ()) -> Iterator[Route]:
    """All that lead somewhere, as keys and as values, and some that do not."""
    yield from (Route(keys), Route(keys, "key"))
    if isinstance(value, dict):
        yield from (Route((*keys, 0)), Route((*keys, "no such key")))
        for key, inner in value.items():
            yield from _routes(inner, (*keys, key))
    elif isinstance(value, list):
        yield from (Route((*keys, -1)), Route((*keys, len(value))))
        yield from (Route((*keys, inner)) for inner in value if isinstance(inner, str))
        for index, inner in enumerate(value):
            yield from _routes(inner, (*keys, index))


def _constructed(text: str) -> dict[str, Value] | None:
    """The data of the text if nothing at all is wrong with it."""
    try:
        found = read(text, lambda next_event: Constructor(next_event, "goals.yaml"))
    except (BrokenTextError, LimitError):
        return None
    return None if found.findings or found.repeats else found.data


def _kinds(value: object) -> object:
    """The value with all classes, and with the order of keys."""
    if type(value) is dict:
        return (dict, [(type(key), key, _kinds(inner)) for key, inner in value.items()])
    if type(value) is list:
        return (list, [_kinds(inner) for inner in value])
    return (type(value), value)
