from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kpicli.constraints.minimise import smallest_conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

numbers = st.frozensets(st.integers(0, 30), min_size=1, max_size=6)


def refuting(conflicts: Sequence[frozenset[int]]) -> Callable[[Sequence[int]], bool]:
    return lambda chosen: any(conflict <= set(chosen) for conflict in conflicts)


@given(st.lists(numbers, min_size=1, max_size=4))
def test_a_smallest_conflict_is_refuted_and_no_part_of_it_is(
    conflicts: list[frozenset[int]],
) -> None:
    refutes = refuting(conflicts)
    found = smallest_conflict((), range(31), refutes)
    assert refutes(found)
    for left_out in found:
        assert not refutes([number for number in found if number != left_out])


@given(st.lists(numbers, min_size=1, max_size=4))
def test_the_last_item_comes_as_early_as_it_can(conflicts: list[frozenset[int]]) -> None:
    found = smallest_conflict((), range(31), refuting(conflicts))
    assert max(found) == min(max(conflict) for conflict in conflicts)


def test_a_background_that_is_refuted_needs_no_item() -> None:
    assert smallest_conflict((1, 2), (3, 4), refuting([frozenset({1, 2})])) == ()


def test_without_items_there_is_nothing_to_choose() -> None:
    assert smallest_conflict((), (), refuting([])) == ()
