from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.formulas import parse_unit
from kpicli.formulas.currencies import CURRENCIES

Parts = dict[str, int]


@pytest.mark.parametrize(
    ("text", "symbols", "scale"),
    [
        ("EUR", {"EUR": 1}, 1),
        ("eur", {"EUR": 1}, 1),
        ("€", {"EUR": 1}, 1),
        ("$", {"USD": 1}, 1),
        ("£", {"GBP": 1}, 1),
        ("¥", {"JPY": 1}, 1),
        ("kEUR", {"EUR": 1}, 1_000),
        ("MEUR", {"EUR": 1}, 1_000_000),
        ("bnEUR", {"EUR": 1}, 1_000_000_000),
        ("k€", {"EUR": 1}, 1_000),
        ("€k", {"EUR": 1}, 1_000),
        ("€m", {"EUR": 1}, 1_000_000),
        ("$bn", {"USD": 1}, 1_000_000_000),
        ("k EUR", {"EUR": 1}, 1_000),
        ("million USD", {"USD": 1}, 1_000_000),
        ("EUR million", {"EUR": 1}, 1_000_000),
        ("1000 EUR", {"EUR": 1}, 1_000),
        ("2.5 EUR", {"EUR": 1}, Fraction(5, 2)),
        ("EUR/lead", {"EUR": 1, "lead": -1}, 1),
        ("EUR per lead", {"EUR": 1, "lead": -1}, 1),
        ("EUR per 1000 users", {"EUR": 1, "user": -1}, Fraction(1, 1000)),
        ("EUR/lead/month", {"EUR": 1, "lead": -1, "month": -1}, 1),
        ("EUR/(lead*month)", {"EUR": 1, "lead": -1, "month": -1}, 1),
        ("EUR/(lead/month)", {"EUR": 1, "lead": -1, "month": 1}, 1),
        ("EUR/lead*month", {"EUR": 1, "lead": -1, "month": 1}, 1),
        ("Euro", {"EUR": 1}, 1),
        ("euros", {"EUR": 1}, 1),
        ("Mio Euro", {"EUR": 1}, 1_000_000),
        ("EUR Mrd", {"EUR": 1}, 1_000_000_000),
        ("Tsd Euro", {"EUR": 1}, 1_000),
        ("euros per lead", {"EUR": 1, "lead": -1}, 1),
        ("dollars", {"dollar": 1}, 1),
        ("Prozent", {}, Fraction(1, 100)),
        ("%", {}, Fraction(1, 100)),
        ("pp", {}, Fraction(1, 100)),
        ("percent", {}, Fraction(1, 100)),
        ("per cent", {}, Fraction(1, 100)),
        ("percentage points", {}, Fraction(1, 100)),
        ("%-points", {}, Fraction(1, 100)),
        ("% of revenue", {}, Fraction(1, 100)),
        ("‰", {}, Fraction(1, 1000)),
        ("bps", {}, Fraction(1, 10_000)),
        ("ratio", {}, 1),
        ("1", {}, 1),
        ("", {}, 1),
        ("%/month", {"month": -1}, Fraction(1, 100)),
        ("ms", {"s": 1}, Fraction(1, 1000)),
        ("s", {"s": 1}, 1),
        ("min", {"s": 1}, 60),
        ("Minutes", {"s": 1}, 60),
        ("h", {"s": 1}, 3_600),
        ("hours", {"s": 1}, 3_600),
        ("day", {"s": 1}, 86_400),
        ("days", {"s": 1}, 86_400),
        ("weeks", {"s": 1}, 604_800),
        ("month", {"month": 1}, 1),
        ("quarters", {"month": 1}, 3),
        ("years", {"month": 1}, 12),
        ("1/h", {"s": -1}, Fraction(1, 3600)),
        ("ticket*min", {"ticket": 1, "s": 1}, 60),
        ("tickets · min", {"ticket": 1, "s": 1}, 60),
        ("leads/month", {"lead": 1, "month": -1}, 1),
        ("m^2", {"m": 2}, 1),
        ("m**2", {"m": 2}, 1),
        ("m²", {"m": 2}, 1),
        ("m^-1", {"m": -1}, 1),
        ("tCO2", {"tco2": 1}, 1),
        ("new clients", {"new client": 1}, 1),
        ("million users", {"user": 1}, 1_000_000),
        ("NPS", {"nps": 1}, 1),
        ("person-days", {"person": 1, "s": 1}, 86_400),
        ("lead time days", {"lead time": 1, "s": 1}, 86_400),
        ("EUR net", {"EUR": 1, "net": 1}, 1),
        ("lead/lead", {}, 1),
        ("-h", {"s": 1}, 3_600),
    ],
)
def test_a_unit_is_taken_apart(text: str, symbols: Parts, scale: Fraction) -> None:
    unit = parse_unit(text)
    assert dict(unit.symbols) == symbols
    assert unit.scale == scale
    assert unit.text == text


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("EUR/", "eur/"),
        ("/h", "/h"),
        ("a//b", "a//b"),
        ("a**b", "a**b"),
        ("a^0", "a^0"),
        ("a^12", "a^12"),
        ("a^2^3", "a^2^3"),
        ("(a", "(a"),
        ("a)", "a)"),
        ("()", "()"),
        ("a (b)", "a (b)"),
        ("0 x", "0 x"),
        ("all", "all"),
        ("pen", "pen"),
        ("Top", "top"),
        ("mEUR", "meur"),
        ("\x00", "\x00"),
        ("-", "-"),
    ],
)
def test_everything_else_is_a_count_noun(text: str, noun: str) -> None:
    assert parse_unit(text).symbols == ((noun, 1),)


def test_a_very_long_unit_is_a_count_noun() -> None:
    text = "/".join(["EUR"] * 100)
    assert len(parse_unit(text).symbols) == 1


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_every_code_of_money_is_a_currency(code: str) -> None:
    assert parse_unit(code).is_currency
    assert parse_unit(f"k{code}").scale == 1_000


def test_the_codes_are_those_of_money() -> None:
    assert len(CURRENCIES) > 160
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
    assert CURRENCIES.isdisjoint({"XXX", "XTS", "XAU", "XDR", "NPS", "FTE", "KPI"})


@given(st.text())
def test_any_text_is_a_unit(text: str) -> None:
    unit = parse_unit(text)
    assert unit.scale > 0
    assert unit.symbols == tuple(sorted(unit.symbols))
    assert all(exponent for _, exponent in unit.symbols)


@given(st.text(alphabet="EURk/*()^2 per%sh1²", max_size=20))
def test_any_text_of_a_unit_s_letters_is_a_unit(text: str) -> None:
    assert parse_unit(text).scale > 0


@pytest.mark.parametrize(
    "text", ["EUR/lead", "k€ / new client", "% of revenue/month", "3 EUR/1000 users"]
)
def test_units_with_slashes_alone_are_those_with_needless_brackets(text: str) -> None:
    plain, bracketed = parse_unit(text), parse_unit(f"({text})")
    assert (plain.symbols, plain.scale) == (bracketed.symbols, bracketed.scale)


@pytest.mark.parametrize("text", ["EUR//lead", "/lead", "EUR/", "/", "EUR/ /lead"])
def test_slashes_without_words_between_them_make_no_unit(text: str) -> None:
    symbols = parse_unit(text).symbols
    assert [(name.casefold(), power) for name, power in symbols] == [(text.casefold(), 1)]
