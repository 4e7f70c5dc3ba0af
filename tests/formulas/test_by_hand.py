from __future__ import annotations

import pytest

from kpicli.formulas import Formula, parse_formula, parse_unit
from kpicli.formulas.by_hand import may_be_working_time, may_convert_by_hand


def formula(text: str) -> Formula:
    found = parse_formula(text)
    assert isinstance(found, Formula)
    return found


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("spend / 1000", "kEUR EUR"),
        ("spend * 0.001", "kEUR EUR"),
        ("spend / 1000 / 1000", "MEUR EUR"),
        ("calls * length / 60", "h call min/call"),
        ("calls * length / 60 / 60", "h call s/call"),
        ("hours / 8", "days h"),
        ("hours / (days * 8)", "% h days"),
        ("mrr * 12", "EUR/year EUR/month"),
        ("orders / visits * 100", "% order visit"),
        ("visits * rate / 100", "order visit %"),
        ("visits * rate * 0.01", "order visit pp"),
        ("defects / parts * 1000", "‰ defect part"),
    ],
)
def test_a_number_may_be_what_the_units_are_of_each_other(text: str, units: str) -> None:
    assert may_convert_by_hand(formula(text), map(parse_unit, units.split()))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("spend / 1000", "EUR EUR"),
        ("spend * 1.2", "kEUR EUR"),
        ("spend * 12", "kEUR EUR"),
        ("1 - churn", "% %"),
        ("calls * length / (0.8 * hours)", "% call min/call h"),
        ("hours * wage * 8", "EUR h EUR/h"),
        ("spend + 0", "kEUR EUR"),
        ("spend / leads", "EUR/lead kEUR lead"),
    ],
)
def test_any_other_number_is_one(text: str, units: str) -> None:
    assert not may_convert_by_hand(formula(text), map(parse_unit, units.split()))


def test_without_units_nothing_converts() -> None:
    assert not may_convert_by_hand(formula("spend / 1000"), [None, None])


@pytest.mark.parametrize("units", ["d h/ticket", "EUR kEUR/h weeks", "min/call working-days"])
def test_hours_beside_days_may_be_of_work(units: str) -> None:
    assert may_be_working_time(map(parse_unit, units.split()))


@pytest.mark.parametrize("units", ["h min/call", "MEUR MEUR/d d", "d wk", "h months", "% order"])
def test_hours_or_days_alone_are_what_they_are(units: str) -> None:
    assert not may_be_working_time(map(parse_unit, units.split()))
