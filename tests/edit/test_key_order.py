"""Keys in their usual order, with all that belongs to them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings

from kpicli.documents import parse
from kpicli.edit.key_order import KEY_ORDER, in_key_order
from kpicli.fields.value import fields_of
from kpicli.models.goal import Objective
from kpicli.models.sections import SECTIONS
from kpicli.source import SourceFile

from .styled_goals import styled_goals

EXAMPLES = Path(__file__).parents[2] / "examples"


def ordered(text: str) -> str:
    """A goal file with its keys in order."""
    return in_key_order(SourceFile("goals.yaml", text))


def _data(text: str) -> object:
    return parse(SourceFile("goals.yaml", text))[0]


def _pieces(text: str) -> Counter[str]:
    """The lines without the dashes before them."""
    return Counter(re.sub(r"^\s*-\s+", "", line).strip() for line in re.split(r"\r\n|\r|\n", text))


BEFORE = dedent("""\
    # head
    kpis:
      - target: 5  # five
        id: a   # the id

        # about the title
        title: >-
          A

          b
        actuals:
          # first
          2026-01-01: 5
        unknown: x
        # about the owner
        owner: dana
      # about b
      - title: B
        id: b
    objectives:
    -   kpis:
        -  title: N
           id: n
        title: O
        id: o""")

AFTER = dedent("""\
    # head
    kpis:
      - id: a   # the id

        # about the title
        title: >-
          A

          b
        # about the owner
        owner: dana
        target: 5  # five
        actuals:
          # first
          2026-01-01: 5
        unknown: x
      # about b
      - id: b
        title: B
    objectives:
    -   id: o
        title: O
        kpis:
        -  id: n
           title: N""")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("ending", ["", "\n", "\n\n# end\n"])
def test_keys_move_with_their_comments(newline: str, ending: str) -> None:
    before, after = ((text + ending).replace("\n", newline) for text in (BEFORE, AFTER))
    assert ordered(before) == after
    assert ordered(after) == after


UNSURE = {
    "in brackets": "  - {title: A, id: a}\n",
    "a comment that is indented deeper": "  - title: A\n      # of what\n    id: a\n",
    "a comment that is indented less": "  - title: A\n  # of what\n    id: a\n",
    "a comment above the key that comes first": "  - title: A\n    # the id\n    id: a\n",
    "a blank line above the key that comes first": "  - title: A\n\n    id: a\n",
    "a merge": "  - title: A\n    <<: {owner: x}\n    id: a\n",
    "a repeated key": "  - title: A\n    title: B\n    id: a\n",
    "an anchor before its alias": (
        "  - id: a\n    tags: &t [x]\n    title: A\n    description: *t\n"
    ),
    "an item of its own anchor": "  - &x\n    title: A\n    id: a\n",
    "a question mark": "  - ? title\n    : A\n    id: a\n",
    "not YAML": "  - title: A\n   id: a\n",
    "in order": "  - id: a\n    title: A\n    new: 1\n    newer: 2\n",
}


@pytest.mark.parametrize("item", UNSURE.values(), ids=UNSURE)
def test_what_is_unsure_stays(item: str) -> None:
    text = f"kpis:\n{item}"
    assert ordered(text) == text


def test_one_that_is_unsure_keeps_none_from_order() -> None:
    text = "kpis:\n  - id: a\n    tags: &t [x]\n    title: A\n    description: *t\n"
    assert ordered(text + "  - title: B\n    id: b\n") == text + "  - id: b\n    title: B\n"


def test_every_field_has_its_place() -> None:
    fields = {name for model in SECTIONS.values() for name in fields_of(model)}
    assert "kpis" not in fields_of(Objective)
    assert sorted(KEY_ORDER) == sorted({*fields, "kpis"})


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_real_files_say_the_same_in_order(path: Path) -> None:
    text = path.read_text("utf-8")
    after = ordered(text)
    assert _data(after) == _data(text)
    assert _pieces(after) == _pieces(text)
    assert ordered(after) == after


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(styled_goals())
def test_files_in_any_style_say_the_same_in_order(drawn: tuple[bytes, list[str], str]) -> None:
    text = drawn[0].decode("utf-8-sig")
    after = ordered(text)
    assert _data(after) == _data(text)
    assert _pieces(after) == _pieces(text)
    assert ordered(after) == after
