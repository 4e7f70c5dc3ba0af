from __future__ import annotations

import pytest

from kpicli.formulas import FormulaError, parse_formula


def refused(text: str) -> FormulaError:
    error = parse_formula(text)
    assert isinstance(error, FormulaError), error
    return error


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("a ^ 2", "write `**` for a power: `x ** 2`"),
        ("a * 15%", "write `0.15`"),
        ("a * 2.5 %", "write `0.025`"),
        ("100% - a", "write `1`"),
        ("a % b", "write a share as a number: `0.15`"),
        ("a1 % b", "write a share as a number: `0.15`"),
        ("1.5k", "write `1500`"),
        ("12M", "write `12000000`"),
        ("2bn", "write `2000000000`"),
        ("1_000_000", "write `1000000`"),
        ("007", "write `7`"),
        ("5.", "write `5`"),
        ("max(1,000, a)", "write digits without separators, with a point: `1500`, `0.15`, `2.5e6`"),
        ("Revenue / 2", "write `revenue`"),
        ("_a", "an id looks like `sales.leads`"),
        ("+a", "leave out the `+`"),
        ("2 \N{MULTIPLICATION SIGN} a", "write `*`"),
        ("a \N{MINUS SIGN} b", "write `-`"),
        ("a\N{SUPERSCRIPT TWO}", "write `** 2`"),
        ("'a'", "write metric ids without quotes"),
        ("{{ a }}", "write metric ids bare, without braces"),
        ("a >= b", "write a bound as the metric's `range` or the KPI's `target`"),
        ("a, b", "write numbers without separators and with a point: `1000`, `1.5`"),
        ("a ** 2 ** 3", "write `(x ** 2) ** 3`"),
        ("a)", "leave it out, or write the `(` that belongs to it"),
        ("(a", "write `)`"),
        ("", "write it, or leave the field out"),
        ("a if b", "the operators are `+ - * / **`; a formula has no words such as `if` or `and`"),
    ],
)
def test_the_help_says_what_to_write(text: str, remedy: str) -> None:
    assert refused(text).help == remedy


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\x00", "`\\x00` is no part of a formula"),
        ("a `b`", "`'` is no part of a formula"),
        ("1" + "z" * 60, f"`1{'z' * 39}…` is not a number"),
        ("a" * 101, f"`{'a' * 40}…` has 101 characters; an id has at most 100"),
    ],
)
def test_a_message_shows_user_text_short_and_printable(text: str, message: str) -> None:
    assert refused(text).message == message
