from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.rules.specific.amounts import read_amounts


def amounts(title: str) -> list[tuple[Decimal, str]]:
    return [(amount.value, amount.unit) for amount in read_amounts(title, "en").found]


@pytest.mark.parametrize(
    ("title", "value", "unit"),
    [
        ("Reach 1,250.5", "1250.5", ""),
        ("Reach 1 000 000 visits", "1000000", "visits"),
        ("Reach €1.2M", "1200000", "€"),
        ("Reach US$5m", "5000000", "$"),
        ("Reach EUR 30k", "30000", "EUR"),
        ("Reach 30k EUR a month", "30000", "EUR"),
        ("Reach 100 €", "100", "€"),
        ("Reach 3 million euros", "3000000", "EUR"),
        ("Reach 2bn", "2000000000", ""),
        ("Reach 95.5 %", "95.5", "%"),
        ("Reach 95 percent", "95", "%"),
        ("By 2 percentage points", "2", "pp"),
        ("By 2pp", "2", "pp"),
        ("Within 4h", "4", "h"),
        ("Within 200 ms", "200", "ms"),
        ("Grow 3x", "3", "x"),
        ("Reach twelve new clients of ours", "12", "new clients"),
        ("Reach .5", "0.5", ""),
    ],
)
def test_numbers_as_people_write_them(title: str, value: str, unit: str) -> None:
    assert amounts(title) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "title",
    [
        "Open on 2026-06-30",
        "Open on June 30, 2026",
        "Open on 30 June",
        "Open in June 2026",
        "Open on 30.06.2026",
        "Open at 9:30 or 5 pm",
        "Fix P1 and P95 in Q3, H1 and FY26",
        "Ship v2.1 and 1.2.3 to 10.0.0.1",
        "Certify ISO 27001 and SOC 2",
        "Win the top 10, tier 1, phase 2",
        "Install Windows 11",
        "A 10-day trial, open 24/7",
        "The 3rd of the 5G masts",
        "Close #12",
        "1. Open the shop",
        "Sell a B2B plan with 2FA",
    ],
)
def test_what_is_no_amount(title: str) -> None:
    assert amounts(title) == []


@pytest.mark.parametrize(
    "title", ["Grow 3-5 times", "Share 1/3", "Reach 3,5", "Reach 250,0000", "Run 5m", "Lose -5"]
)
def test_what_may_be_read_in_two_ways(title: str) -> None:
    assert not read_amounts(title, "en").is_certain


def test_a_bare_year_is_known_as_one() -> None:
    found = read_amounts("From 2023 to 2,026", "en").found
    assert [amount.is_year for amount in found] == [True, False]


def test_a_rate_is_known_as_one() -> None:
    found = read_amounts("Win 50 clients a quarter in 3 regions", "en").found
    assert [amount.is_rate for amount in found] == [True, False]


@given(st.text("019.,%€$kmMx-/: abtofry", max_size=30))
def test_amounts_lie_in_the_title_in_order(title: str) -> None:
    place = 0
    for amount in read_amounts(title, "en").found:
        assert place <= amount.start < amount.end <= len(title)
        place = amount.end
