"""The reader of the usual form says what the constructor says, or nothing: all kinds of texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from constructed import GOALS, is_taken

if TYPE_CHECKING:
    from random import Random

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

_PIECES = st.sampled_from(
    [
        *"\t\n\r :-?,[]{}#&*!|>'\"%@`\\~<=aé1\x85\u2028\ufeff\u00a0\x00",
        *(
            ": ",
            "- ",
            " #",
            "\n  ",
            "\n- ",
            "\n\n",
            "---",
            "...",
            "a: ",
            "''",
            "|\n",
            ">-\n",
            "<<: ",
        ),
    ]
)


@given(st.text() | st.lists(_PIECES, max_size=12).map("".join))
@settings(max_examples=500)
def test_any_text_is_read_right_or_left_alone(text: str) -> None:
    is_taken(text)


@st.composite
def _mutants(draw: st.DrawFn) -> str:
    """Some lines of a goal file, with pieces put in or taken out and lines moved or reindented."""
    lines = GOALS.split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    lines = lines[start : start + draw(st.integers(2, 30))]
    for _ in range(draw(st.integers(0, 2))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        lines[at] = " " * draw(st.integers(0, 8)) + lines[other].lstrip(" ")
    text = "\n".join(lines)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_PIECES | st.just("")) + text[at + draw(st.integers(0, 3)) :]
    return text


@given(_mutants())
@settings(max_examples=800)
def test_a_damaged_goal_file_is_read_right_or_left_alone(text: str) -> None:
    is_taken(text)


_TEXTS = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" :#'-,[]{}"), max_size=12
)
_WORDS = st.sampled_from(
    ["a", "id", "kpis", "two words", "x.y_z", "team-a", "2026-01", "a/b", "20%", "é"]
)
_SCALARS = (
    _WORDS | _TEXTS | st.sampled_from(["12", "1.5", "true", "2026-01-31", "http://x.y", "50%"])
)
_TREES: st.SearchStrategy[Tree] = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=12,
)
_WORD_TREES: st.SearchStrategy[Tree] = st.recursive(
    _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=12,
)
_STYLES = st.randoms(use_true_random=False)


@given(st.dictionaries(_WORDS, _TREES, max_size=4), _STYLES)
@settings(max_examples=400)
def test_what_is_written_in_any_style_is_read_right_or_left_alone(
    tree: dict[str, Tree], style: Random
) -> None:
    is_taken(_block(tree, 0, style))


@given(st.dictionaries(_WORDS, _WORD_TREES, min_size=1), _STYLES)
@settings(max_examples=200)
def test_words_are_taken_in_any_style(tree: dict[str, Tree], style: Random) -> None:
    assert is_taken(_block(tree, 0, style))


def _block(tree: Tree, depth: int, style: Random) -> str:
    if not tree or isinstance(tree, str) or (depth and _coin(style)):
        return f" {_flow(tree, style)}\n"
    margin = "  " * depth + " " * (depth > 0 and _coin(style))
    lines = "\n" if depth else ""
    named = tree.items() if isinstance(tree, dict) else ((None, inner) for inner in tree)
    for key, inner in named:
        comment = f"{margin}# note\n" if _coin(style) else ""
        begin = "-" if key is None else f"{_scalar(key, style)}:"
        lines += comment + margin + begin + _block(inner, depth + 1, style)
    return lines


def _flow(tree: Tree, style: Random) -> str:
    if isinstance(tree, dict):
        entries = (f"{_scalar(key, style)}: {_flow(inner, style)}" for key, inner in tree.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(tree, list):
        return f"[{', '.join(_flow(inner, style) for inner in tree)}]"
    return _scalar(tree, style)


def _scalar(text: str, style: Random) -> str:
    if text and _coin(style):
        return text
    if _coin(style):
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def _coin(style: Random) -> bool:
    return style.random() < 1 / 2
