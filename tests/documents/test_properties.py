"""What holds for every text and for every document."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kpicli.documents import Plain, Value, events, parse, plain, usual
from kpicli.documents.locate import locate
from kpicli.source import Route, SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.source import Key

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

_GOALS = """\
defaults: &d {team: sales, owner: "dana"}   # comment
kpis:
  - id: sales.new
    <<: *d
    description: >-
      Folded text
      goes on
    target: {commit: 40, target: '50', url: http://x.y?z}
    actuals:
      2026-01-31: 12
      2026-02-28: {value: 29, note: !!str 7}
    tags: [a, "b c", ~]
"""
_PIECES = st.sampled_from([*"\t\n\r :-?,[]{}#&*!|>'\"%@`\\x0\x85\u2028\ufeff\x00é", ": ", "<<: *d"])
_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\uffff\ufffe")
    | st.sampled_from("\n\t:#'\"-\x85\u2028"),
    max_size=12,
)
_BARE = st.from_regex(r"[a-z][a-z0-9_. ]{0,6}[a-z0-9]", fullmatch=True) | st.sampled_from(
    ["12", "1.5", "true", "no", "2026-01-31", "http://x.y", "10:1", "0x1F", "what?", "50%"]
)
_TREES: st.SearchStrategy[Tree] = st.recursive(
    _TEXTS | _BARE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_BARE | _TEXTS, inner, max_size=3),
    max_leaves=12,
)
_DOCUMENTS = st.dictionaries(_BARE | _TEXTS, _TREES, min_size=1, max_size=4)
_STYLES = st.sampled_from(["block", "flow", "json"])


@contextmanager
def _without_usual() -> Iterator[pytest.MonkeyPatch]:
    """Every text is read by a parser, also one in the usual form."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(usual, "LONGEST", -1)
        yield patch


@contextmanager
def _python_parser() -> Iterator[None]:
    with _without_usual() as patch:
        patch.setattr(events, "CParser", None)
        yield


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A goal file with a few pieces put in, taken out or doubled."""
    text = _GOALS
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        text = (
            text[:start] + draw(_PIECES | st.just("") | st.just(text[start:end] * 2)) + text[end:]
        )
    return text


@given(st.text() | mutated())
@settings(max_examples=400)
def test_no_text_makes_parsing_or_locating_raise(text: str) -> None:
    source = SourceFile("goals.yaml", text)
    document, findings = parse(source)
    assert document is not None or findings
    for finding in findings:
        place = finding.primary.place
        assert isinstance(place, Span)
        assert 0 <= place.start <= place.end <= len(text)
    routes = [Route(), Route(("kpis", 0, "target", "url")), Route(("defaults",)).as_key()]
    for span in locate(source, routes).values():
        assert 0 <= span.start <= span.end <= len(text)


@given(st.text() | mutated())
@settings(max_examples=150)
def test_no_text_makes_the_python_parser_raise(text: str) -> None:
    with _python_parser():
        document, findings = parse(SourceFile("goals.yaml", text))
    assert document is not None or findings


@given(_DOCUMENTS, _STYLES)
@settings(max_examples=200)
def test_what_is_written_is_what_is_read(tree: dict[str, Tree], style: str) -> None:
    assert _parsed(_written(tree, style)) == tree


@given(_DOCUMENTS, _STYLES)
@settings(max_examples=200)
def test_every_value_is_located_where_it_is_written(tree: dict[str, Tree], style: str) -> None:
    source = SourceFile("goals.yaml", _written(tree, style))
    data = _parsed(source.text)
    values = dict(_values(data))
    spans = locate(source, values)
    for route, value in values.items():
        excerpt = source.text[spans[route].start : spans[route].end]
        if isinstance(value, str) or style != "block":
            assert _parsed(f"{{v: {excerpt}}}")["v"] == value
        key = locate(source, [route.as_key()])[route.as_key()]
        if isinstance(route.keys[-1], str):
            assert list(_parsed(f"{{{source.text[key.start : key.end]} : x}}")) == [route.keys[-1]]


@given(_DOCUMENTS, _STYLES)
@settings(max_examples=100)
def test_both_parsers_read_the_same(tree: dict[str, Tree], style: str) -> None:
    text = _written(tree, style)
    with _python_parser():
        other = _parsed(text)
    with _without_usual():
        assert _kinds(_parsed(text)) == _kinds(other)


@given(mutated())
@settings(max_examples=200)
def test_where_both_parsers_read_a_text_they_read_the_same(text: str) -> None:
    # The name of an anchor ends at a colon for libyaml, and goes on for the other parser.
    assume(not re.search(r"[&*][\w-]*:", text))
    source = SourceFile("goals.yaml", text)
    with _without_usual():
        document, _ = parse(source)
    with _python_parser():
        other, _ = parse(source)
    if document and other:
        assert _kinds(document.data) == _kinds(other.data)


_CORE = st.sampled_from(
    [
        "12",
        "-3",
        "012",
        "0o17",
        "0x1F",
        "1.5",
        ".5",
        "1e3",
        "true",
        "False",
        "~",
        "null",
        "no",
        "1.2.3",
        "x",
    ]
)


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(_CORE), min_size=1))
@settings(max_examples=100)
def test_ruamel_yaml_reads_the_same_values(lists: dict[str, list[str]]) -> None:
    text = "\n".join(f"{key}: [{', '.join(values)}]" for key, values in lists.items())
    expected = YAML(typ="safe", pure=True).load(text)
    found = plain(_parsed(text))
    assert isinstance(found, dict)
    assert _as_floats(found) == _as_floats(expected)


def _parsed(text: str) -> dict[str, Value]:
    document, findings = parse(SourceFile("goals.yaml", text))
    assert findings == []
    assert document is not None
    return document.data


def _as_floats(value: Plain) -> object:
    if isinstance(value, dict):
        return {key: _as_floats(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_floats(inner) for inner in value]
    if isinstance(value, bool | str) or value is None:
        return value
    return float(value)


def _kinds(value: Value) -> object:
    if isinstance(value, dict):
        return {key: _kinds(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_kinds(inner) for inner in value]
    return (type(value), value)


def _values(value: Value, keys: tuple[Key, ...] = ()) -> Iterator[tuple[Route, Value]]:
    if keys:
        yield Route(keys), value
    steps = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else ()
    for step, inner in [*steps, *items]:
        yield from _values(inner, (*keys, step))


def _written(tree: Tree, style: str) -> str:
    if style == "json":
        return json.dumps(tree, ensure_ascii=False).replace("\x7f", "\\x7f")
    return _flow(tree) if style == "flow" else _block(tree, "")


def _flow(tree: Tree) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{_scalar(k)} : {_flow(v)}" for k, v in tree.items()) + "}"
    return f"[{', '.join(map(_flow, tree))}]" if isinstance(tree, list) else _scalar(tree)


def _block(tree: Tree, indent: str) -> str:
    if not tree or isinstance(tree, str):
        return f"{_flow(tree)}\n"
    begin = "\n" if indent else ""
    if isinstance(tree, list):
        return begin + "".join(f"{indent}- {_block(item, indent + '  ')}" for item in tree)
    lines = (f"{indent}{_scalar(k)}: {_block(v, indent + '  ')}" for k, v in tree.items())
    return begin + "".join(lines)


def _scalar(text: str) -> str:
    if (
        text.lower() != "null"
        and text.isascii()
        and text.replace("_", "a").replace(".", "a").isalnum()
    ):
        return text
    if text.isprintable() and "\\" not in text and len(text) % 2:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=max(text, default="") <= "\uffff")
