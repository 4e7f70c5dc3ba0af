from __future__ import annotations

import pytest

from kpicli.rules.specific.same_titles import same_titles
from repository import workspace


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leads from 5 to 6", "leads From 6 to 5"),
        ("Answers within 10 days", "Answer within 10 day"),
        ("Answers within 10s", "Answers within 10"),
        ("Q1 churn in 2026", "Churn in 2026, Q1"),
        ("Straße 7 gebaut", "STRASSE 7 gebaut"),
        ("Leads: 1,200", "1,200 leads"),
        ("Leads ٣", "The leads ٣"),
    ],
)
def test_titles_of_the_same_words_and_numbers(one: str, other: str) -> None:
    assert _found(one, other) == ["b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leads from 5 to 6", "Leads from 5 to 7"),
        ("Leads from 5 to 6", "Leads from 55 to 66"),
        ("Q1 churn", "Q2 churn"),
        ("P95 latency", "P99 latency"),
        ("Leads of 12%", "Leads of 12"),
        ("Leads: 1,200", "Leads: 1 200"),
        ("The", "Of the"),
    ],
)
def test_titles_that_a_word_or_a_number_tells_apart(one: str, other: str) -> None:
    assert _found(one, other) == []


@pytest.mark.parametrize(("most_teams", "found"), [(2, []), (3, ["b"])])
def test_a_title_of_more_teams_is_a_standard_whatever_its_numbers(
    most_teams: int, found: list[str]
) -> None:
    titles = {"a": "Close 5 books", "b": "Close 5 books", "c": "Close 67 books", "d": "Sell books"}
    kpis = [f"  - {{id: {key}, title: {title}, team: t{key}}}" for key, title in titles.items()]
    loaded = workspace("\n".join(["defaults: {period: 2026}", "kpis:", *kpis]))
    assert [same.again.id for same in same_titles(loaded, most_teams, "en")] == found


def _found(one: str, other: str) -> list[str]:
    loaded = workspace(f"""
        kpis:
          - {{id: a, title: "{one}", team: sales}}
          - {{id: b, title: "{other}", team: sales}}
    """)
    return [same.again.id for same in same_titles(loaded, 5, "en")]
