from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.documents.comments import Comment, comments
from kpicli.source import SourceFile

SIGN = re.compile(r"(?<!\S)#[ \t]*mark")

pytestmark = pytest.mark.usefixtures("parser")


def found(text: str) -> list[Comment]:
    return list(comments(SourceFile("a.yaml", text), SIGN))


def lines(text: str) -> list[list[int]]:
    """The lines that each marked comment of an indented text speaks of."""
    return [list(comment.lines) for comment in found(dedent(text))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('a: "b # mark"', id="double quotes"),
        pytest.param("a: 'b # mark'", id="single quotes"),
        pytest.param('a: "b\n  # mark\n  c"', id="quotes over lines"),
        pytest.param("a: |\n  # mark\n  b", id="literal block"),
        pytest.param("a: >-\n\n  b\n  c # mark\n", id="folded block"),
        pytest.param("- |\n # mark", id="block in a list"),
        pytest.param("a: b# mark", id="no space before it"),
        pytest.param("a: b#mark", id="in a plain text"),
        pytest.param('"# mark": a', id="in a key"),
        pytest.param("a: [b", id="not YAML"),
        pytest.param("# mark\na: 'b", id="before what is not YAML"),
    ],
)
def test_what_is_no_comment_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: b # mark", "# mark", id="behind a value"),
        pytest.param("a: | # mark\n  b", "# mark", id="on the line of a block's sign"),
        pytest.param("a: {b: 1, # mark\n c: 2}", "# mark", id="between brackets"),
        pytest.param('a: "b" # other # mark x', "# mark x", id="within a comment"),
        pytest.param("a: 'it''s' # mark", "# mark", id="behind quotes"),
        pytest.param("a: &b c # mark", "# mark", id="behind an anchor"),
        pytest.param("a: b # mark\r\nc: d\r\n", "# mark", id="Windows line breaks"),
        pytest.param("a: b # mark\rc: d\r", "# mark", id="old line breaks"),
        pytest.param("# mark", "# mark", id="nothing else"),
        pytest.param("a: \u2028b # mark", "# mark", id="behind a sign that is no line break"),
    ],
)
def test_a_comment_ends_with_its_line(text: str, expected: str) -> None:
    (comment,) = found(text)
    assert text[comment.span.start : comment.span.end] == expected


def test_a_comment_behind_something_speaks_of_its_line() -> None:
    assert lines("a:  # mark\n  b: 1\n  c: 2  # mark") == [[1], [3]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# mark\na: 1\nb: 2", [1, 2], id="a key"),
        pytest.param("# mark\n\n# more\na: 1\nb: 2", [1, 2, 3, 4], id="with lines between"),
        pytest.param(
            "a:\n  # mark\n  b:\n    c: 1\n    d: 2\n\n  e: 3", [2, 3, 4, 5], id="its value"
        ),
        pytest.param("a:\n  # mark\n  - b: 1\n    c: 2\n  - d: 3", [2, 3, 4], id="a list item"),
        pytest.param("a:\n# mark\n  - b: 1\n    c: 2", [2, 3, 4], id="indented less"),
        pytest.param("a:\n  - b: 1\n    # mark\n    c: 2\n    d: 3", [3, 4], id="a key in an item"),
        pytest.param(
            "a:\n  - # mark\n    b: 1\n    c: 2\n  - d: 3", [2, 3, 4], id="behind the dash"
        ),
        pytest.param("# mark\na:\nb: 2", [1, 2], id="a key without value"),
        pytest.param("# mark\na: |\n  b\n\n  c\n\n\nd: 1", [1, 2, 3, 4, 5], id="a block"),
        pytest.param("# mark\na: {b: 1,\n  c: 2}\nd: 1", [1, 2, 3], id="a value in brackets"),
        pytest.param("a: {\n  # mark\n  b: 1, c: 2}", [2, 3], id="a key in brackets"),
        pytest.param("a: [\n  # mark\n  {b: 1}, c]", [2, 3], id="an item in brackets"),
        pytest.param("a:\n  - 1\n  # mark\n  - {b: 1,\n     c: 2}", [3, 4, 5], id="an item below"),
        pytest.param("# mark\na: &x\n  b: 1\nc: *x", [1, 2, 3], id="an anchor"),
        pytest.param("a: &x {b: 1}\n# mark\nc:\n  <<: *x\nd: 1", [2, 3, 4], id="a merge"),
        pytest.param("---\n# mark\na: 1\n", [2, 3], id="behind a document's start"),
        pytest.param("# mark\r\na:\r\n  b: 1\r\nc: 1\r\n", [1, 2, 3], id="Windows line breaks"),
        pytest.param("# mark\n- - a\n  - b\n- c", [1, 2, 3], id="an item that is a list"),
    ],
)
def test_a_comment_of_its_own_speaks_of_what_is_below(text: str, expected: list[int]) -> None:
    assert lines(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: 1\n# mark", id="the end of the file"),
        pytest.param("a:\n  b: 1\n  # mark\nc: 2", id="indented deeper than what follows"),
        pytest.param("a: {b: 1,\n  # mark\n}\nc: 2", id="before a closing bracket"),
        pytest.param("a:\n  - b: 1\n    # mark\n  - b: 2", id="at the end of an item"),
        pytest.param("a:\n  - b: 1\n   # mark\n  - b: 2", id="deeper than the next dash"),
        pytest.param("a:\n  - b: 1\n    # mark\n  - {b: 2}", id="before an item in braces"),
        pytest.param("a:\n  - b: 1\n    # mark\n  -\n    b: 2", id="before a dash alone"),
        pytest.param("a:\n  - 1\n    # mark\n  - - 2", id="before an item that is a list"),
        pytest.param("# mark\n", id="an empty file"),
    ],
)
def test_a_comment_with_nothing_below_speaks_of_no_line(text: str) -> None:
    assert lines(text) == [[]]


@pytest.mark.parametrize("text", ["# mark\na: 1", "# Goals\n# mark\n\na: 1", "---\n# mark"])
def test_above_the_first_key_is_the_head(text: str) -> None:
    assert [comment.is_head for comment in found(text)] == [True]


@pytest.mark.parametrize("text", ["a: 1 # mark", "a:\n  # mark\n  - 1", "a:\n  - # mark\n    b: 1"])
def test_below_the_first_key_is_not(text: str) -> None:
    assert [comment.is_head for comment in found(text)] == [False]


PIECES = [
    "a",
    "# mark",
    "#",
    ": ",
    "- ",
    "\n",
    "\r\n",
    "  ",
    '"',
    "'",
    "|",
    ">",
    "{",
    "}",
    ",",
    "&x ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_the_text_places_are_within_it(text: str) -> None:
    source = SourceFile("a.yaml", text)
    for comment in comments(source, SIGN):
        assert SIGN.match(text, comment.span.start)
        assert "\n" not in text[comment.span.start : comment.span.end]
        own = source.position(comment.span.start).line
        assert not comment.lines or comment.lines[0] == own
        assert all(1 <= line <= source.line_count for line in comment.lines)
