"""What a glance at the words leaves out, no pattern would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.rules.specific.imperatives import activity, joined_verbs
from kpicli.rules.specific.titled import opening_words
from kpicli.rules.specific.verbs import leading_verb, ways_of_openings
from kpicli.rules.specific.wording import wording

_BEFORE = ("", "[EMEA] ", "(draft) ", "3. ", "12) ", "- ", "• ", "\u2013 ", "Sales & Co.: ", "  ")


@pytest.mark.parametrize("before", _BEFORE)
@pytest.mark.parametrize("lead", ["", "To ", "we will ", "Significantly "])
@pytest.mark.parametrize(("verb", "sign"), [("Reduce", -1), ("RAISE", 1), ("halve", -1)])
def test_the_way_of_a_title_shows_in_its_opening_words(
    before: str, lead: str, verb: str, sign: int
) -> None:
    title = f"{before}{lead}{verb} churn"
    found = leading_verb(title, "en")
    assert found is not None
    assert found.sign == sign
    ways = ways_of_openings("en")
    assert any(sign in ways.get(word, ()) for word in opening_words(title))


@pytest.mark.parametrize("before", _BEFORE)
def test_an_activity_is_found_behind_a_tag(before: str) -> None:
    assert activity(f"{before}Conduct the survey", "en") == "Conduct"


@pytest.mark.parametrize(
    "title",
    ["Build a shop and hire a team", "Build a shop, grow and hire the team", "Hire and  build all"],
)
def test_joined_verbs_are_found_behind_any_and(title: str) -> None:
    assert joined_verbs(title, "en") is not None


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Simplify and improve the shop", "improve"),
        ("Shop: improve the start", "improve"),
        ("Become a Best-in-class shop", "Best-in-class"),
        ("Answer as fast as possible", "as fast as possible"),
        ("Be (more) open", None),
        ("Answer world, class and school", None),
    ],
)
def test_a_wish_is_found_wherever_it_may_stand(title: str, words: str | None) -> None:
    assert wording("en").wish(title) == words


@given(st.lists(st.sampled_from([*_BEFORE, "reduce ", "We ", "cut ", "and ", "Team: ", "x. "])))
def test_no_way_is_overlooked(parts: list[str]) -> None:
    title = "".join(parts)
    found = leading_verb(title, "en")
    if found is not None and found.sign:
        ways = ways_of_openings("en")
        assert any(found.sign in ways.get(word, ()) for word in opening_words(title))
