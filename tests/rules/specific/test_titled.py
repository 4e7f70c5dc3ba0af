from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.rules.document.placeholders import placeholder_value
from kpicli.rules.specific.imperatives import activity, joined_verbs
from kpicli.rules.specific.malformed import malformed_in, may_be_malformed
from kpicli.rules.specific.signs import may_claim, may_go
from kpicli.rules.specific.titled import (
    kpis_by_opening,
    kpis_by_shape,
    objectives_titled,
    shape_of,
    titles_shaped,
)
from kpicli.rules.timebound.deadlines import may_name_deadline, written_deadline
from repository import workspace

if TYPE_CHECKING:
    from collections.abc import Callable

GOALS = """
objectives:
  - {id: growth, title: Grow to 15 shops}
kpis:
  - {id: leads, title: Raise leads from 5 to 6}
  - {id: visits, title: Raise leads from 8 to 9}
  - {id: clients, title: Raise leads from 5 to 6}
  - {id: shops, title: Grow to 12 shops}
  - {id: over, title: Grow to 17 shops, status: closed}
"""

PARTS = (
    *(
        "Raise",
        "Reduce",
        "Hire",
        "Write",
        "visits",
        "a",
        "5",
        "12",
        "2026",
        "1,250",
        "1.2.34",
        "7%",
    ),
    *("from", "to", "by", "and", "until", "double", "x", "Q3", "v2", "#12", "_N1_", "XX%", "TBD"),
    *("7%", "[EU 1]", "Team 4:", "3.", "→", "June", "€5k", "250,0000", "?", "²", "٣", "\n"),
)
TITLES = st.lists(st.sampled_from(PARTS), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("title", "shape"),
    [
        ("Raise leads from 15 to 206", "Raise leads from 00 to 000"),
        ("Hold NPS", "Hold NPS"),
        ("Größe 4 ٣ ² \ud800", "Größe 0 ٣ ² \ud800"),
    ],
)
def test_a_shape_has_a_zero_for_each_digit(title: str, shape: str) -> None:
    assert shape_of(title) == shape


@given(TITLES)
def test_digits_do_not_change_what_a_shape_is_asked(title: str) -> None:
    shape = shape_of(title)
    for says in (joined_verbs, activity, may_claim, may_go, may_name_deadline):
        assert bool(says(title, "en")) == bool(says(shape, "en"))
    assert bool(placeholder_value(title)) == bool(placeholder_value(shape))


@given(TITLES)
def test_what_a_title_says_its_shape_may_say(title: str) -> None:
    if malformed_in(title):
        assert may_be_malformed(shape_of(title))
    if written_deadline(title, "en"):
        assert may_name_deadline(shape_of(title), "en")


def test_live_kpis_stand_together_by_the_shape_of_their_titles() -> None:
    shapes = kpis_by_shape(workspace(GOALS))
    found = {
        shape: {title: [kpi.id for kpi in kpis] for title, kpis in titles}
        for shape, titles in shapes.items()
    }
    assert found == {
        "Raise leads from 0 to 0": {
            "Raise leads from 5 to 6": ["leads", "clients"],
            "Raise leads from 8 to 9": ["visits"],
        },
        "Grow to 00 shops": {"Grow to 12 shops": ["shops"]},
    }


@pytest.mark.parametrize(
    ("says", "titles"),
    [
        (lambda shape: "shops" in shape, ["Grow to 15 shops", "Grow to 12 shops"]),
        (lambda shape: "0 to 0" in shape, ["Raise leads from 5 to 6", "Raise leads from 8 to 9"]),
        (lambda shape: "5" in shape, []),
    ],
)
def test_titles_of_the_shapes_that_say_something(
    says: Callable[[str], bool], titles: list[str]
) -> None:
    assert [title for title, _ in titles_shaped(workspace(GOALS), says)] == titles


def test_objectives_are_asked_for_their_titles_themselves() -> None:
    found = objectives_titled(workspace(GOALS), lambda title: "15" in title)
    assert [objective.id for objective in found] == ["growth"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["raise"], ["leads", "clients", "visits"]),
        (["grow", "raise", "grow"], ["shops", "leads", "clients", "visits"]),
        (["leads"], []),
    ],
)
def test_kpis_by_the_first_words_of_their_titles(words: list[str], ids: list[str]) -> None:
    found = kpis_by_opening(workspace(GOALS), words)
    assert [kpi.id for _, kpis in found for kpi in kpis] == ids
