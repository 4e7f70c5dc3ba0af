from __future__ import annotations

from decimal import Decimal

import pytest

from constraints.corpus import fact, system
from kpicli.constraints.verify import satisfied


@pytest.mark.parametrize(
    ("x", "is_found"), [("2", True), ("1.9999999999", True), ("1.99", False), ("3.1", False)]
)
def test_facts_hold_to_a_billionth(x: str, *, is_found: bool) -> None:
    built = system({"y": "2 * x"}, [fact("y", "y", (4, 6))])
    assert (satisfied(built, {"x": Decimal(x), "y": Decimal(4)}) is not None) is is_found


def test_what_has_a_definition_is_computed() -> None:
    built = system({"y": "2 * x"}, [fact("y", "y", (None, 6))])
    assert satisfied(built, {"x": Decimal(2), "y": Decimal(99)}) == {
        "x": Decimal(2),
        "y": Decimal(4),
    }


def test_rows_have_to_agree_and_nothing_may_be_missing() -> None:
    built = system({}, [fact("t", "t", (3, 3))], [("t", "a + b")])
    assert satisfied(built, {"t": Decimal(3), "a": Decimal(1), "b": Decimal(2)})
    assert satisfied(built, {"t": Decimal(3), "a": Decimal(1), "b": Decimal(1)}) is None
    assert satisfied(built, {"t": Decimal(3), "a": Decimal(1)}) is None
    assert satisfied(built, {"a": Decimal(1), "b": Decimal(2)}) is None


def test_a_division_by_zero_satisfies_nothing() -> None:
    built = system({"y": "1 / x"}, [fact("y", "y", (0, None))])
    assert satisfied(built, {"x": Decimal(0)}) is None
