"""Places are the same whether all of a text is built or only what routes lead along."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicli.documents import events
from kpicli.documents.branches import EVERYTHING, Branch, branches
from kpicli.documents.compose import Composer
from kpicli.documents.construct import DEEPEST
from kpicli.documents.locate import locate
from kpicli.source import Route, SourceFile, Span

if TYPE_CHECKING:
    from kpicli.documents.nodes import Node

_GOALS = """\
defaults: {team: sales, tags: [a, "b c"]}
objectives:
  - id: grow
    kpis:
      - id: grow.leads   # the first
        target: {commit: 40, stretch: '50'}
        contributes_to: {goal: grow, weight: 2}
        guardrails: [one, two]
        description: >-
          Folded text
          goes on
      - - id: odd
  - [1, {two: 2}]
? [complex, {key: 1}]
: {of: a}
kpis:
- id: last
  id: again
  empty:
  tags:
    -
    - new
"""
_NAMES = ("defaults", "team", "tags", "objectives", "kpis", "id", "target", "commit", "guardrails")
_STEPS = st.sampled_from([*_NAMES, "contributes_to", "goal", "of", "two", "empty", "a"])
_PIECES = st.sampled_from(
    ["- ", "id: ", "[", "]", "{", "}", "&x ", "*x", "<<: *x\n", '"', "|\n", "\n", "  ", "~", "? "]
)


def _routes(node: Node | None, keys: tuple[str | int, ...] = ()) -> list[Route]:
    """Every route in a tree that holds no aliases, as values and as keys."""
    if node is None:
        return []
    found = [Route(keys), Route(keys, "key")]
    for name, entry in node.entries.items():
        found += _routes(entry.value, (*keys, name))
    for index, item in enumerate(node.items):
        found += _routes(item, (*keys, index))
    return found


def _root(text: str, *routes: Route) -> Node | None:
    composer = Composer(branches(text, routes) if routes else EVERYTHING)
    events.read(text, composer.compose)
    return composer.root


def _with_everything(text: str, routes: list[Route]) -> dict[Route, Span]:
    module = importlib.import_module("kpicli.documents.locate")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "branches", lambda *_: EVERYTHING)
        return locate(SourceFile("goals.yaml", text), routes)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", [_GOALS, "", "# only\n", "just text", "- a\n- [b, c]\n"])
def test_each_route_alone_leads_where_it_leads_with_everything_built(text: str) -> None:
    routes = [*_routes(_root(text)), Route((0, "goal")), Route(("kpis", 9)), Route(("none", "a"))]
    expected = _with_everything(text, routes)
    for route in routes:
        assert locate(SourceFile("goals.yaml", text), [route]) == {route: expected[route]}
    assert locate(SourceFile("goals.yaml", text), routes) == expected


@st.composite
def _texts(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from([_GOALS, "a: &x {id: 1}\nkpis:\n- <<: *x\n  tags: [*x]\n", ""]))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(_PIECES) + text[start + draw(st.integers(0, 4)) :]
    return text


_VALUES = st.lists(_STEPS | st.integers(-1, 3), max_size=5).map(lambda keys: Route(tuple(keys)))
_ROUTES = st.lists(_VALUES | _VALUES.map(Route.as_key), min_size=1, max_size=4)


@given(_texts(), _ROUTES)
@settings(max_examples=500)
def test_what_is_passed_over_changes_no_place(text: str, routes: list[Route]) -> None:
    assert locate(SourceFile("goals.yaml", text), routes) == _with_everything(text, routes)


def test_nothing_is_built_where_no_route_leads() -> None:
    root = _root(_GOALS, Route(("objectives", 0, "id")))
    assert root is not None
    assert [*root.entries] == ["objectives"]
    objective, other = root.entries["objectives"].value.items
    assert [*objective.entries] == ["id"]
    assert (other.items, other.entries) == ([], {})


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: R&D\nb: '*'\n", "<<: {a: 1}\n"])
def test_what_may_hold_aliases_or_merges_is_built_as_a_whole(text: str) -> None:
    assert branches(text, [Route(("a",))]) is EVERYTHING


@pytest.mark.parametrize("text", ["a: R&D\n", "a: '*'\n", "a: 1 < 2\n"])
def test_what_cannot_hold_any_is_not(text: str) -> None:
    assert branches(text, [Route(("a",))]) == Branch({"a": Branch({})})


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("route", [Route(("a",)), Route(("b",)), Route(("a", 0))])
@pytest.mark.parametrize("levels", [DEEPEST - 1, DEEPEST, 5 * DEEPEST])
def test_what_is_passed_over_is_not_read_deeper_either(route: Route, levels: int) -> None:
    text = f"a: {'[' * levels}{']' * levels}\nb: 1\n"
    assert locate(SourceFile("goals.yaml", text), [route]) == _with_everything(text, [route])
    found = locate(SourceFile("goals.yaml", text), [Route(("b",))])[Route(("b",))]
    assert (text[found.start : found.end] == "1") is (levels < DEEPEST)
