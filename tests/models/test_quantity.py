from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.fields.invalid import InvalidError
from kpicli.models.quantity import amount_text, number_text, parse_quantity, quantity_of

CURRENCIES = ("€", "$", "£", "¥")
SUFFIXES = {
    **dict.fromkeys(("k", "K", "thousand", "Tsd"), 3),
    **dict.fromkeys(("M", "million", "Mio"), 6),
    **dict.fromkeys(("bn", "billion", "Mrd"), 9),
}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("50", "50", ""),
        ("012", "12", ""),
        ("-50", "-50", ""),
        ("\u221250", "-50", ""),
        ("+50", "50", ""),
        ("- 50", "-50", ""),
        (" 50\n", "50", ""),
        (".5", "0.5", ""),
        ("5.", "5", ""),
        ("1e3", "1000", ""),
        ("1.5e-2", "0.015", ""),
        ("0x1F", "31", ""),
        ("0o17", "15", ""),
        (" 0x1f ", "31", ""),
        ("1.5k", "1500", ""),
        ("1.5 k", "1500", ""),
        ("12M", "12000000", ""),
        ("3bn", "3000000000", ""),
        ("2 million", "2000000", ""),
        ("5 Mio EUR", "5000000", "EUR"),
        ("5 Million", "5", "Million"),
        ("1_000_000", "1000000", ""),
        ("1,000,000.5", "1000000.5", ""),
        ("1 000 000", "1000000", ""),
        ("1\u202f000", "1000", ""),
        ("15%", "15", "%"),
        ("-0.5 %", "-0.5", "%"),
        ("15 percent", "15", "%"),
        ("5pp", "5", "pp"),
        ("€1.2M", "1200000", "€"),
        ("€ 5", "5", "€"),
        ("-€5", "-5", "€"),
        ("€-5", "-5", "€"),
        ("EUR 5k", "5000", "EUR"),
        ("-EUR 5", "-5", "EUR"),
        ("€5/day", "5", "€/day"),
        ("5€", "5", "€"),
        ("1.2M €", "1200000", "€"),
        ("30 days", "30", "days"),
        ("30days", "30", "days"),
        ("2k days", "2000", "days"),
        ("2 k", "2000", ""),
        ("9_900", "9900", ""),
        ("€18M", "18000000", "€"),
        ("€.5", "0.5", "€"),
        ("5 kEUR", "5", "kEUR"),
        ("25 EUR/lead", "25", "EUR/lead"),
        ("3 Beschäftigte", "3", "Beschäftigte"),
        ("5 k2", "5", "k2"),
        ("10:1", "10", ""),
        ("1:4", "0.25", ""),
        ("0:1", "0", ""),
        ("2x", "2", "x"),
        ("1e", "1", "e"),
        ("-0", "0", ""),
        ("1:0.5", "2", ""),
    ],
)
def test_a_number_as_people_write_it(text: str, value: str, unit: str) -> None:
    found = parse_quantity(text)
    assert found is not None
    assert (found.value, found.unit, found.text) == (Decimal(value), unit, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "-",
        "%",
        "k",
        "TBD",
        "X%",
        "1.2.3",
        "250,0000",
        "12,5",
        "1,00",
        "1__000",
        "_1",
        "1_",
        "+-5",
        "-€-5",
        "€5 days",
        "EUR  5",
        "USD5",
        "eur 5",
        "5 EUR 5",
        "30 working days",
        "1:0",
        "1:0.00",
        "1:",
        ":1",
        "1:2:3",
        "10:1%",
        "1/3",
        "0x1_F",
        "1e3e3",
        "1e100",
        "1e99M",
        "٣",
        "½",
        "∞",
        ".inf",
        ".nan",
        "NaN",
        "9" * 101,
        "5" + " " * 100,
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1e100",
        "-1e100",
        "1E+400",
        "1e-100",
        "1e99999999999999999999999999",
        "10e99",
        "1e99M",
        "1e98 thousand",
        "1e400 EUR",
        "9" * 101,
        "9" * 5000,
        "1," * 60,
        f"0.{'0' * 100}1",
    ],
)
def test_what_is_past_the_limits_of_numbers_is_told_the_limits(text: str) -> None:
    with pytest.raises(InvalidError, match="is past the limits of numbers") as caught:
        quantity_of(text)
    assert "below 1e100" in str(caught.value.context)


@pytest.mark.parametrize(
    "text", ["n/a", "1e3e3", "1.2.3", "e400", "1e400x400", "5 working days", ""]
)
def test_what_is_no_number_is_not_said_to_be_a_large_one(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        quantity_of(text)


def test_an_exponent_may_be_written() -> None:
    assert [quantity_of(text).value for text in ("1e3", "1e3 EUR", "1e-2")] == [
        1000,
        1000,
        Decimal("0.01"),
    ]


def test_the_largest_number_has_a_hundred_digits() -> None:
    found = parse_quantity("9" * 100)
    assert found is not None
    assert found.value == Decimal("9" * 100)


@st.composite
def written_decimals(draw: st.DrawFn) -> tuple[str, Decimal, str]:
    """A decimal as a person writes it, with the value and the unit that are meant."""
    digits = draw(st.integers(0, 10**12))
    places = draw(st.integers(0, 6))
    value = Decimal(digits).scaleb(-places)
    group = draw(st.sampled_from(["", "_", ",", " ", "\u00a0", "\u202f"]))
    whole, _, fraction = format(value, "f").partition(".")
    text = f"{int(whole):,}".replace(",", group) + (f".{fraction}" if fraction else "")
    suffix = draw(st.sampled_from(["", *SUFFIXES]))
    value = value.scaleb(SUFFIXES.get(suffix, 0))
    text += draw(st.sampled_from(["", " "])) + suffix if suffix else ""
    sign = draw(st.sampled_from(["", "-", "+", "\u2212"]))
    value = -value if sign in {"-", "\u2212"} else value
    unit = draw(st.sampled_from(["", "%", "days", "EUR", "EUR/lead", *CURRENCIES]))
    if unit in CURRENCIES and draw(st.booleans()):
        return f"{sign}{unit}{text}", value, unit
    space = " " if suffix else draw(st.sampled_from(["", " "]))
    return f"{sign}{text}{space}{unit}" if unit else f"{sign}{text}", value, unit


@given(written_decimals())
def test_a_decimal_as_a_person_writes_it_is_read_exactly(
    written: tuple[str, Decimal, str],
) -> None:
    text, value, unit = written
    found = parse_quantity(text)
    assert found is not None, text
    assert (found.value, found.unit) == (value, unit)


@given(
    digits=st.from_regex(r"[0-9]{0,4}\.?[0-9]{0,2}", fullmatch=True),
    sign=st.sampled_from(["", "+", "-", "--"]),
    end=st.sampled_from(["", "%", "k", "M", "K", "k%", "%k", "-"]),
)
def test_a_number_with_a_sign_and_an_end_is_what_it_is_between_spaces(
    digits: str, sign: str, end: str
) -> None:
    text = sign + digits + end
    found, apart = parse_quantity(text), parse_quantity(f" {text} ")
    assert (found is None) is (apart is None)
    if found and apart:
        assert (str(found.value), found.unit) == (str(apart.value), apart.unit)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30),
    st.sampled_from(["", "%", "pp", "EUR", "days", "EUR/lead"]),
)
def test_an_amount_in_a_message_may_be_written_in_a_file(value: Decimal, unit: str) -> None:
    text = amount_text(value, unit)
    if len(text) <= 100:
        found = parse_quantity(text)
        assert found is not None
        assert (found.value, found.unit) == (value, unit)


@given(st.text(max_size=120))
def test_no_text_breaks_the_parser(text: str) -> None:
    found = parse_quantity(text)
    assert found is None or found.value.is_finite()


@given(st.text(alphabet="0123456789.,:%€ kM+-eE_x/", max_size=30))
def test_no_text_of_numbers_breaks_the_parser(text: str) -> None:
    found = parse_quantity(text)
    assert found is None or (found.value.is_finite() and abs(found.value) < Decimal("1e100"))


@pytest.mark.parametrize("data", [None, [], ["50"], {}, {"value": "50"}, "TBD", ""])
def test_other_data_are_refused_with_an_example(data: object) -> None:
    with pytest.raises(ValueError, match="number"):
        quantity_of(data)


@pytest.mark.parametrize(("value", "text"), [("1E+3", "1000"), ("-0", "0"), ("0.10", "0.10")])
def test_numbers_show_their_digits(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text
