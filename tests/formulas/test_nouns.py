from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.formulas.nouns import count_noun


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("client", "clients"),
        ("Client", "CLIENTS"),
        ("story point", "story-points"),
        ("story_point", "Story  Points"),
        ("company", "companies"),
        ("tie", "ties"),
        ("case", "cases"),
        ("warehouse", "warehouses"),
        ("response", "responses"),
        ("process", "processes"),
        ("business", "businesses"),
        ("box", "boxes"),
        ("branch", "branches"),
        ("dish", "dishes"),
        ("cache", "caches"),
        ("movie", "movies"),
        ("bonus", "bonuses"),
        ("status", "statuses"),
        ("analysis", "analyses"),
        ("person", "people"),
        ("FTE", "FTEs"),
        ("ad", "ads"),
        ("series", "series"),
        ("St\u00fcck", "stu\u0308ck"),
    ],
)
def test_one_and_many_are_the_same_noun(one: str, many: str) -> None:
    assert count_noun(one) == count_noun(many)


@pytest.mark.parametrize(
    ("one", "other"),
    [("lead", "leader"), ("process", "proces"), ("status", "stat"), ("new client", "client")],
)
def test_different_nouns_stay_different(one: str, other: str) -> None:
    assert count_noun(one) != count_noun(other)


@pytest.mark.parametrize("word", ["business", "status", "basis", "nps", "sms", "ms", "s"])
def test_a_singular_in_s_keeps_it(word: str) -> None:
    assert count_noun(word) == word


@given(st.text())
def test_a_noun_is_lower_case_and_has_no_space_around_it(words: str) -> None:
    noun = count_noun(words)
    assert noun == noun.strip()
    assert not any("A" <= character <= "Z" for character in noun)
