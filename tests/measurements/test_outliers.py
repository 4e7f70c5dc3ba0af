from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.measurements.outliers import may_be_far_apart, outliers

numbers = st.decimals(-1000, 1000, allow_nan=False, places=2)


def found(text: str, z: str = "6", factor: str = "3") -> list[tuple[int, str]]:
    """The outliers of some values: index and nearest other value."""
    values = [Decimal(value) for value in text.split()]
    return [
        (part.index, str(part.nearest)) for part in outliers(values, Decimal(z), Decimal(factor))
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("84 86 870 89 91", [(2, "91")]),
        ("84 86 8.7 89 91", [(2, "84")]),
        ("-84 -86 -870 -89 -91", [(2, "-91")]),
        ("84 86 -870 89 91", [(2, "91")]),
        ("84 86 0 89 91", [(2, "84")]),
        ("3 86 870 89 91 88 87", [(0, "86"), (2, "91")]),
        ("84 86 95 89 91", []),  # far in distances, not in size
        ("84 86 273 89 91", []),  # exactly three times the largest
        ("3 20 9 34 140", []),  # wild
        ("0 0 0 2 0 0 0 0 0 0", []),  # of zeros nothing is a multiple
        ("5 5 5 5", []),
        ("0 0 0", []),
        ("7", []),
        ("", []),
    ],
)
def test_values_far_off_by_both_measures(values: str, expected: list[tuple[int, str]]) -> None:
    assert found(values) == expected


@pytest.mark.parametrize(
    ("values", "may_be"),
    [
        ("84 86 870 89 91", True),
        ("84 86 -870 89 91", True),
        ("-84 -86 -8 -89", True),
        ("0 5 6", True),
        ("84 86 258 89", False),  # exactly three times the largest but one
        ("-84 86 -89", False),
        ("7", False),
        ("", False),
    ],
)
def test_whether_the_smallest_or_the_largest_stands_alone(values: str, *, may_be: bool) -> None:
    assert may_be_far_apart([Decimal(value) for value in values.split()], Decimal(3)) is may_be


def test_the_robust_z_is_the_distance_in_median_distances() -> None:
    # median 89, distances 5 3 781 0 2, their median 3
    (only,) = outliers([Decimal(n) for n in (84, 86, 870, 89, 91)], Decimal(6), Decimal(3))
    assert only.z == pytest.approx(Decimal(781) / (Decimal("1.4826") * 3))


def test_where_most_values_are_equal_the_mean_distance_counts() -> None:
    # distances: seven times 0 and once 97, their mean 12.125
    values = [Decimal(97)] * 7 + [Decimal(0)]
    (only,) = outliers(values, Decimal(6), Decimal(3))
    assert only.z == pytest.approx(Decimal(97) / (Decimal("1.2533") * Decimal("12.125")))
    assert outliers(values[1:], Decimal(6), Decimal(3)) == ()


@given(st.lists(numbers, max_size=12), st.randoms())
def test_the_order_does_not_matter(values: list[Decimal], random: st.randoms) -> None:  # type: ignore[valid-type]
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    limits = (Decimal(2), Decimal("1.5"))
    assert sorted(values[part.index] for part in outliers(values, *limits)) == sorted(
        shuffled[part.index] for part in outliers(shuffled, *limits)
    )


@given(st.lists(numbers, max_size=12))
def test_the_sign_does_not_matter(values: list[Decimal]) -> None:
    limits = (Decimal(1), Decimal("1.5"))
    mirrored = [-value for value in values]
    assert [(part.index, part.z) for part in outliers(values, *limits)] == [
        (part.index, part.z) for part in outliers(mirrored, *limits)
    ]


@given(st.lists(numbers, max_size=12))
def test_there_are_at_most_two_and_both_are_at_an_end(values: list[Decimal]) -> None:
    sizes = sorted(map(abs, values))
    parts = outliers(values, Decimal(0), Decimal("1.1"))
    assert len(parts) <= 2
    assert {abs(values[part.index]) for part in parts} <= {*sizes[:1], *sizes[-1:]}
