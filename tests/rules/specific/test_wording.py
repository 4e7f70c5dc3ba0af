from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.rules.specific.vocabulary import languages
from kpicli.rules.specific.wording import wording

ENGLISH = wording("en")


def test_english_is_there() -> None:
    assert "en" in languages()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Improve onboarding", "Improve"),
        ("improved onboarding", "improved"),
        ("Support: streamline the hand-over", "streamline"),
        ("A new desk. Enhance the rest", "Enhance"),
        ("Review and optimise the funnel", "optimise"),
        ("A best-in-class shop", "best-in-class"),
        ("A best in class shop", "best in class"),
        ("Reply as quickly as possible", "as quickly as possible"),
        ("“Improve” the onboarding", "Improve"),
    ],
)
def test_wishes(title: str, words: str) -> None:
    assert ENGLISH.wish(title) == words


@pytest.mark.parametrize(
    "title",
    [
        "Improvise a show",
        "Write down how to improve onboarding",
        "Publish the improved handbook",
        "Greater Manchester has a branch",
        "As far as anybody knows, possible",
        "Improve onboarding to 5 days",
        "Improve onboarding to five days",
        "Improve margins by dropping the free tier",
        "",
    ],
)
def test_near_misses(title: str) -> None:
    assert ENGLISH.wish(title) is None


@pytest.mark.parametrize(
    "when",
    [
        "in 2026",
        "by FY2026",
        "in FY2026-Q3",
        "by Q3",
        "by June 30",
        "by 30 June 2026",
        "in 2026-06",
    ],
)
def test_a_date_is_no_number(when: str) -> None:
    assert ENGLISH.wish(f"Improve onboarding {when}") == "Improve"


def test_a_direction_is_no_wish() -> None:
    assert ENGLISH.wish("Reduce waste") is None
    assert ENGLISH.direction("Reduce waste") == "Reduce"
    assert ENGLISH.direction("Reduce waste by 5%") is None
    assert ENGLISH.direction("Publish how to reduce waste") is None


@given(st.text(max_size=80))
def test_the_words_are_part_of_the_title(title: str) -> None:
    words = ENGLISH.wish(title)
    assert words is None or words in title
