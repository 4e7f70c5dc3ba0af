from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.rules.specific.agreement import disagreement
from kpicli.rules.specific.claims import claim_of
from kpicli.rules.specific.literal import is_word_for_word
from kpicli.rules.specific.numbers import numbers_of
from repository import workspace


@pytest.mark.parametrize(
    ("title", "baseline", "target"),
    [
        ("Raise leads from 5 to 6", "5", "6"),
        ("Leads: 5 → 6", "5", "6"),
        ("Raise revenue from €5k to €6k", "€5k", "€6k"),
        ("Raise leads by 20%", "5", "+20%"),
        ("Reduce leads by 20%", "5", "-20%"),
        ("Raise leads by 20%", "5", "6"),
        ("Raise leads by 17%", "5.88", "6.88"),
        ("Raise leads from 5 to 6 a day", "5", "6"),
        ("Shorten answers from 6 to 5 hours a ticket", "6", "5"),
        ("Raise leads from 5,000 to 6,000", "5000", "6_000"),
        ("Shorten answers from 6 to 5 hours", "6 hours", "5 hours"),
        ("Raise leads to 6", "5", "6"),
        ("Raise leads to 6", "5", ">= 6"),
    ],
)
def test_a_title_may_repeat_the_numbers(title: str, baseline: str, target: str) -> None:
    assert _repeats(title, "hour", f"baseline: '{baseline}', target: '{target}'")


@pytest.mark.parametrize(
    ("title", "baseline", "target"),
    [
        ("Raise leads from 5 to 6", "5", "7"),
        ("Raise leads from 5 to 6", "15", "6"),
        ("Raise leads from 5 to 6 days", "5", "6"),
        ("Raise leads from 5 to 6% a year", "5", "6"),
        ("Raise leads from 4 to 6", "5", "6"),
        ("Raise leads from five to 6", "5", "6"),
        ("Raise leads to 6 weeks", "5", "6"),
        ("Raise leads by 20%", "5", "5.5"),
        ("Raise leads by 20%", "5%", "6"),
        ("Raise leads by 20%", "5", "+120%"),
        ("Raise leads to 20%", "5", "+20%"),
        ("Raise leads by 20", "5", "+20"),
        ("Raise leads by 1,000%", "5", "+1,000%"),
        ("Raise leads from €5 to €6", "5", "6"),
        ("Shorten answers from 6 to 5 hours", "6 minutes", "5 hours"),
    ],
)
def test_a_title_with_other_numbers_has_to_be_read(title: str, baseline: str, target: str) -> None:
    assert not _repeats(title, "hour", f"baseline: '{baseline}', target: '{target}'")


@pytest.mark.parametrize("unit", ["EUR", "EUR/order"])
def test_a_title_may_give_money_with_its_sign(unit: str) -> None:
    assert _repeats("Cut costs from €1,300 to €900 an order", unit, "baseline: 1300, target: 900")


@pytest.mark.parametrize(
    ("title", "baseline", "target"),
    [
        ("Cut returns from 21.5 to 18.5", "21.5%", "18.5"),
        ("Cut returns from 21.5 to 18.5%", "21.5", "18.5%"),
        ("Cut returns from 21.5% to 18.5% a year", "21.5", "18.5"),
    ],
)
def test_a_sign_may_stand_at_some_shares_only(title: str, baseline: str, target: str) -> None:
    assert _repeats(title, "'%'", f"baseline: '{baseline}', target: '{target}'")


@pytest.mark.parametrize(("baseline", "target"), [("5", "6%"), ("5%", "6")])
def test_two_units_have_to_be_read(baseline: str, target: str) -> None:
    numbers = f"baseline: '{baseline}', target: '{target}'"
    assert not _repeats(f"Raise leads from {baseline} to {target} a day", "hour", numbers)


def test_another_sign_has_to_be_read() -> None:
    assert not _repeats("Cut costs from $13 to $9", "EUR", "baseline: 13, target: 9")


def test_a_title_alone_repeats_nothing() -> None:
    assert not _repeats("Reach 6", "hour", "baseline: 5")


@given(
    numbers=st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
    unit=st.sampled_from(["EUR", "EUR/order", "kEUR", "hours", "day", '"%"', "points/team"]),
    words=st.sampled_from(
        ["from {0} to {1}", "from €{0:,} to €{1:,}", "{0} → {1}", "to {1}", "from {0}% to {1}%"]
    ),
    rest=st.sampled_from(["", " a team", " days", " hours a day", " points", " of 500", " EUR"]),
)
def test_what_is_repeated_word_for_word_agrees_when_it_is_read(
    numbers: tuple[int, int], unit: str, words: str, rest: str
) -> None:
    start, end = numbers
    title = f"Raise leads {words.format(start, end)}{rest}"
    content = f"{{id: a, title: '{title}', unit: {unit}, baseline: {start}, target: {end}}}"
    goals = workspace(f"kpis:\n  - {content}\n")
    kpi = goals.kpis[0]
    claim, known = claim_of(title, "en"), numbers_of(kpi, goals)
    if claim and known and disagreement(claim, known, is_led=True):
        assert not is_word_for_word(kpi, goals, "en")


def _repeats(title: str, unit: str, numbers: str) -> bool:
    goals = workspace(f"kpis:\n  - {{id: leads, title: '{title}', unit: {unit}, {numbers}}}\n")
    return is_word_for_word(goals.kpis[0], goals, "en")
