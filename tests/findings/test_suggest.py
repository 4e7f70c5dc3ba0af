from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.findings import did_you_mean
from kpicli.findings.suggest import nearest

FIELDS = ["baseline", "target", "target_changes", "title", "tags", "owner", "period"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("baselin", "baseline"),
        ("Baseline", "baseline"),
        ("titel", "title"),
        ("onwer", "owner"),
        ("target", "target"),
        ("x", None),
        ("", None),
        ("completely different", None),
    ],
)
def test_the_nearest_word(word: str, near: str | None) -> None:
    assert nearest(word, FIELDS) == near
    assert did_you_mean(word, FIELDS) == (near and f"did you mean `{near}`?")


def test_of_equals_the_first_by_the_alphabet() -> None:
    assert nearest("cat", ["rat", "hat", "bat"]) == "bat"


def test_nothing_is_near_to_nothing() -> None:
    assert nearest("a", []) is None


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=8))
def test_the_nearest_is_a_known_word_whatever_their_order(word: str, known: list[str]) -> None:
    found = nearest(word, known)
    assert found is None or found in known
    assert found == nearest(word, reversed(known))


@given(st.text("abcß_.", max_size=9), st.lists(st.text("abcß_.", max_size=9), max_size=8))
def test_no_known_word_is_more_alike(word: str, known: list[str]) -> None:
    ratios = {other: SequenceMatcher(None, other, word, autojunk=False).ratio() for other in known}
    most = max(ratios.values(), default=0)
    alike = sorted(other for other, ratio in ratios.items() if ratio == most)
    assert nearest(word, known) == (alike[0] if most >= 0.6 else None)
