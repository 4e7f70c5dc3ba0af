"""What a file said before values were added to it, told without reading it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from kpicli.history.growth import before_growth
from kpicli.source import SourceFile
from kpicli.workspace import FileContents, read_file

NOW = """\
defaults: {team: sales, period: 2026}
objectives:
  - id: growth
    title: Grow
    kpis:
      - id: leads
        title: Raise leads
        target: 20 leads
        interim_targets:
          2026-06-30: 12
        actuals:
          2026-01-31: 1
          2026-02-28: {value: 12, note: two of them late}
          2026-03: 14 leads
    owner: ada
kpis:
  # measured in a table
  - {id: visits, title: Raise visits, actuals: {csv: visits.csv, date: day, value: n}}
  - id: costs
    title: Cut costs
    actuals:
      2026-Q1: 10%  # as booked
    target: 5
"""


def _read(text: str) -> FileContents:
    return read_file("a.yaml", lambda path: (SourceFile(path, text), []))


def _told(old: str, new: str = NOW) -> FileContents | None:
    return before_growth(old, new, _read(new))


def _said(contents: FileContents) -> list[tuple[object, ...]]:
    return [astuple(part) for part in contents.definitions]


def _without(*lines: str) -> str:
    return "".join(line for line in NOW.splitlines(keepends=True) if line.strip() not in lines)


@pytest.mark.parametrize(
    "old",
    [
        NOW,
        _without("2026-03: 14 leads"),
        _without("2026-03: 14 leads", "2026-02-28: {value: 12, note: two of them late}"),
    ],
)
def test_values_that_were_added_are_taken_away(old: str) -> None:
    told = _told(old)
    assert told is not None
    assert _said(told) == _said(_read(old))


def test_a_note_may_say_what_begins_actuals_elsewhere() -> None:
    now = NOW.replace("two of them late", "'see actuals: of May'")
    old = now.replace("          2026-03: 14 leads\n", "")
    told = _told(old, now)
    assert told is not None
    assert _said(told) == _said(_read(old))


def test_what_did_not_change_is_the_same_object() -> None:
    now = _read(NOW)
    told = before_growth(_without("2026-03: 14 leads"), NOW, now)
    assert told is not None
    pairs = zip(told.definitions, now.definitions, strict=True)
    assert [old is new for old, new in pairs] == [True, False, True, True]


@pytest.mark.parametrize(
    "old",
    [
        _without("2026-01-31: 1"),
        _without("2026-06-30: 12"),
        _without("# measured in a table"),
        _without("2026-Q1: 10%  # as booked"),
        _without("actuals:", "2026-Q1: 10%  # as booked"),
        NOW.replace("2026-03: 14 leads", "2026-03: 14 lead"),
        NOW.replace("2026-03: 14 leads", "2026-03: 14 leads more"),
        NOW.replace("2026-03: 14 leads", "2026-04: 14 leads"),
        NOW.replace("target: 20", "target: 30"),
        NOW.replace("          2026-03: 14 leads\n", "          2026-03:\n"),
    ],
)
def test_whatever_else_differs_has_to_be_read(old: str) -> None:
    assert _told(old) is None


@pytest.mark.parametrize(
    "new",
    [
        NOW.replace("2026-03: 14 leads", "2026-03: fourteen"),  # an error now
        NOW.replace("2026-03: 14 leads", "2026-03: 14\n          # booked\n          2026-04: 15"),
        NOW.replace("2026-Q1: 10%  # as booked", "2026-Q1: 10%\n      2026-Q2:"),
        NOW.replace("      2026-Q1: 10%  # as booked", "      {2026-Q1: 10%}"),
    ],
)
def test_lines_that_may_not_be_all_of_the_actuals_tell_nothing(new: str) -> None:
    assert _told(_without("2026-02-28: {value: 12, note: two of them late}"), new) is None


_LINES = NOW.splitlines(keepends=True)
_ANY_LINES = st.one_of(st.sampled_from(_LINES), st.sampled_from(["          2026-04: 15\n", "\n"]))
_INSERTED = st.lists(st.tuples(st.integers(0, len(_LINES)), _ANY_LINES), max_size=2)
_REMOVED = st.sets(st.integers(0, len(_LINES) - 1), max_size=3)


@given(_INSERTED, _REMOVED, st.booleans())
def test_what_is_told_is_what_would_be_read(
    inserted: list[tuple[int, str]],
    removed: set[int],
    is_older: bool,  # noqa: FBT001 - drawn
) -> None:
    lines = [line for number, line in enumerate(_LINES) if number not in removed]
    for number, line in inserted:
        lines.insert(number, line)
    changed = "".join(lines)
    old, new = (changed, NOW) if is_older else (NOW, changed)
    told = before_growth(old, new, _read(new))
    if told is not None:
        read = _read(old)
        assert _said(told) == _said(read)
        assert told.broken == read.broken
