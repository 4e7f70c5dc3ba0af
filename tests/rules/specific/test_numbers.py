from __future__ import annotations

import pytest

from kpicli.models.goal import Kpi
from kpicli.rules.specific.numbers import is_word_for_word


@pytest.mark.parametrize(
    ("title", "baseline", "target"),
    [
        ("Raise leads from 5 to 6", "5", "6"),
        ("Leads: 5 → 6", "5", "6"),
        ("Raise revenue from €5k to €6k", "€5k", "€6k"),
        ("Raise leads by 20%", "5", "+20%"),
        ("Reduce leads by 20%", "5", "-20%"),
    ],
)
def test_a_title_may_repeat_the_numbers(title: str, baseline: str, target: str) -> None:
    assert is_word_for_word(_kpi(title, baseline, target), "en")


@pytest.mark.parametrize(
    ("title", "baseline", "target"),
    [
        ("Raise leads from 5 to 6", "5", "7"),
        ("Raise leads from 5 to 6", "15", "6"),
        ("Raise leads from 5 to 6 a day", "5", "6"),
        ("Raise leads by 20%", "5", "+120%"),
        ("Raise leads to 20%", "5", "+20%"),
        ("Raise leads by 20", "5", "+20"),
        ("Raise leads by 1,000%", "5", "+1,000%"),
        ("Raise leads to 6", "5", ">= 6"),
    ],
)
def test_a_title_with_other_numbers_has_to_be_read(title: str, baseline: str, target: str) -> None:
    assert not is_word_for_word(_kpi(title, baseline, target), "en")


def test_a_title_alone_repeats_nothing() -> None:
    assert not is_word_for_word(Kpi.model_validate({"id": "leads", "title": "Reach 6"}), "en")


def _kpi(title: str, baseline: str, target: str) -> Kpi:
    return Kpi.model_validate(
        {"id": "leads", "title": title, "baseline": baseline, "target": target}
    )
