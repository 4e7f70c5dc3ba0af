"""Numbers of proofs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.constraints.conflict import Bound
from kpicli.constraints.system import Side
from kpicli.rules.conflict.amounts import bound_words, digits_apart, is_huge, number, written
from kpicli.workspace.feasibility import Reasoning

BOOK = Reasoning((), (), {}, {}, {"wait": ("h", Decimal(3600))}, {})


def least(value: str, fact: str | None = None, of: str = "x") -> Bound:
    return Bound(of, Side.LOW, Decimal(value), fact)


def most(value: str, fact: str | None = None, of: str = "x") -> Bound:
    return Bound(of, Side.HIGH, Decimal(value), fact)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("3000.00", "3,000"),
        ("0.123456", "0.1235"),
        ("-1234.5678", "-1,234.57"),
        ("1E+20", "100,000,000,000,000,000,000"),
        ("1.36534209697E+100", "1.365e+100"),
        ("-2E+28", "-2.000e+28"),
    ],
)
def test_a_number_is_told_with_the_digits_that_count(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "huge"), [("9999999999999999999999999999", False), ("-1E+28", True), ("1E-30", False)]
)
def test_a_number_is_huge_from_29_digits_on(value: str, *, huge: bool) -> None:
    assert is_huge(Decimal(value)) is huge


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (most("3.33333333333"), "3.334"),
        (least("3.33333333333"), "3.333"),
        (most("-6.66666666667"), "-6.666"),
        (least("-6.66666666667"), "-6.667"),
        (most("12345.6789"), "12,345.68"),
        (most("1.36534209697E+100"), "1.366e+100"),
        (least("18000.0000001", of="wait"), "5 h"),
        (most("18000.0000001", of="wait"), "5 h"),
        (most("18001", of="wait"), "5.001 h"),
        (most("6.66666", "goal"), "6.66666"),
        (least("30.0001", "goal"), "30.0001"),
    ],
)
def test_a_bound_is_rounded_to_what_is_true_and_a_written_one_not_at_all(
    bound: Bound, words: str
) -> None:
    assert bound_words(bound, BOOK) == words


@pytest.mark.parametrize(
    ("opposed", "digits"),
    [
        ([most("3.33333333333"), least("5", "goal")], 4),
        ([most("6.66633333333"), least("6.66666", "goal")], 5),
        ([least("6.66666666667"), most("6.66633333333")], 5),
        ([most("1"), least("1.0000000000001")], 12),
        ([Bound("x", Side.LOW, None)], 4),
    ],
)
def test_bounds_that_exclude_each_other_are_seen_to(opposed: list[Bound], digits: int) -> None:
    assert digits_apart(opposed, BOOK) == digits


def test_what_is_written_keeps_its_digits() -> None:
    assert (written(Decimal("6.66666")), written(Decimal("30.0001"))) == ("6.66666", "30.0001")
