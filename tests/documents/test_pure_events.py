"""Without libyaml the events are the same, at the same places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.documents.events import STREAM_END, CParser, read
from kpicli.documents.pure_events import pure_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpicli.documents.events import Event

EXAMPLES = Path(__file__).parents[2] / "examples"
Place = tuple[str, int, int, str]


def _placed(next_event: Callable[[], Event]) -> Iterator[Place]:
    while True:
        event = next_event()
        value = getattr(event, "value", "")
        yield type(event).__name__, event.start_mark.index, event.end_mark.index, value
        if isinstance(event, STREAM_END):
            return


def _by_python(text: str) -> list[Place]:
    return list(_placed(pure_events(text).__next__))


def _values(text: str) -> list[tuple[int, str]]:
    """The scalars with their places; an empty one begins where it ends."""
    return [(start, value) for name, start, _, value in _by_python(text) if name == "ScalarEvent"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\nb: 1\n", 2),
        ("a:   # why\n  # not\nb: 2\n", 2),
        ("a: ", 2),
        ("'a' :\n", 5),
        ("? a\n# why\n:\nb: 1\n", 11),
        ("- a:\n- b: 1\n", 4),
        ("x:\n  a:\n  b: 1\n", 7),
        ("{x: 1, y: , z: 2}\n", 10),
        ("{x: 1, y: # why\n , z: 2}\n", 17),
        ("{y: }", 4),
        ("{y}", 2),
    ],
)
def test_a_value_that_is_not_there_has_the_place_that_libyaml_gives_it(
    text: str, place: int
) -> None:
    assert [start for start, value in _values(text) if not value] == [place]
    if CParser is not None:
        assert read(text, lambda events: list(_placed(events))) == _by_python(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: 1\t# why\nb: 2\n", ["a", "1", "b", "2"]),
        ("a: {}\t# why\nb: 2\n", ["a", "b", "2"]),
        ("a:\t1\n", ["a", "1"]),
        ("a: 'x'\t\nb: 2\t \t\n", ["a", "x", "b", "2"]),
        ("a:\t# why\n  b: 1\n", ["a", "b", "1"]),
        ("a: |\n  x\t# text\n", ["a", "x\t# text\n"]),
    ],
)
def test_tabs_are_blanks_behind_what_stands_in_a_line(text: str, values: list[str]) -> None:
    assert [value for _, value in _values(text)] == values
    if CParser is not None:
        assert read(text, lambda events: list(_placed(events))) == _by_python(text)


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "\ta: 1\n", "- \ta: 1\n"])
def test_tabs_are_none_where_a_key_may_begin(text: str) -> None:
    with pytest.raises(Exception, match="cannot start any token"):
        _by_python(text)


@pytest.mark.skipif(CParser is None, reason="libyaml is not installed here")
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.yaml")), ids=lambda path: path.name)
def test_the_examples_have_the_same_events(path: Path) -> None:
    text = path.read_text("utf-8")
    assert read(text, lambda events: list(_placed(events))) == _by_python(text)


PARTS = st.sampled_from([*"a1:{}[]|>\n", ": ", "- ", "  ", ", ", " # c", "'x'", "!!str "])


@pytest.mark.skipif(CParser is None, reason="libyaml is not installed here")
@given(st.lists(PARTS, max_size=14).map("".join))
def test_values_that_are_not_there_are_at_the_same_places(text: str) -> None:
    try:
        expected = read(text, lambda events: list(_placed(events)))
        found = _by_python(text)
    except Exception:  # noqa: BLE001 - they differ in what they refuse
        return
    if [part[::3] for part in found] == [part[::3] for part in expected]:
        missing = [part for part in expected if part[::3] == ("ScalarEvent", "")]
        assert [part for part in found if part[::3] == ("ScalarEvent", "")] == missing
