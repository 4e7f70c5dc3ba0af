from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.constraints.levers import Influence, Influences, Pull, Reach, pulls_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STRONG, MEDIUM, WEAK = Decimal("0.9"), Decimal("0.6"), Decimal("0.3")


def acting(**sources: Sequence[Influence]) -> Influences:
    return lambda result: sorted(
        sources.get(result, ()), key=lambda each: each.strength, reverse=True
    )


def pulls(influences: Influences, reach: Reach | None = None) -> Mapping[str, Pull]:
    return pulls_on("z", influences, reach or Reach()).by_source


def test_signs_and_strengths_multiply_along_a_way() -> None:
    found = pulls(acting(z=[Influence("y", -1, STRONG)], y=[Influence("x", -1, MEDIUM)]))
    assert (found["x"].sign, found["x"].strength, found["x"].path) == (
        1,
        Decimal("0.54"),
        ("x", "y", "z"),
    )
    assert found["y"].sign == -1
    assert found["z"] == Pull(1, Decimal(1), ("z",), Decimal(0), is_proved=False)


def test_of_two_ways_the_stronger_counts_and_of_equal_ones_the_shorter() -> None:
    one = Influence("y", 1, Decimal(1))
    assert pulls(acting(z=[Influence("x", 1, MEDIUM), one], y=[Influence("x", 1, MEDIUM)]))[
        "x"
    ].path == ("x", "z")
    assert pulls(acting(z=[Influence("x", 1, MEDIUM), one], y=[Influence("x", 1, STRONG)]))[
        "x"
    ].path == ("x", "y", "z")


@pytest.mark.parametrize(
    ("against", "is_ambiguous"), [(Decimal("0.44"), False), (Decimal("0.45"), True)]
)
def test_half_the_strength_against_it_makes_it_ambiguous(
    against: Decimal, *, is_ambiguous: bool
) -> None:
    found = pulls(acting(z=[Influence("x", 1, STRONG), Influence("x", -1, against)]))["x"]
    assert (found.sign, found.against, found.is_ambiguous) == (1, against, is_ambiguous)


def test_equal_ways_of_both_signs_are_no_pull() -> None:
    both = [Influence("x", 1, MEDIUM), Influence("x", -1, MEDIUM)]
    assert "x" not in pulls(acting(z=both))
    assert "x" not in pulls(acting(z=[Influence("x", 0, MEDIUM)]))


def test_ways_end_at_the_hops_and_at_the_least_strength() -> None:
    chain = acting(
        z=[Influence("a", 1, STRONG)], a=[Influence("b", 1, STRONG)], b=[Influence("c", 1, MEDIUM)]
    )
    assert set(pulls(chain)) == {"a", "b", "c", "z"}
    assert set(pulls(chain, Reach(hops=2))) == {"a", "b", "z"}
    assert set(pulls(chain, Reach(least=Decimal("0.85")))) == {"a", "z"}


def test_a_circle_is_no_way() -> None:
    found = pulls(acting(z=[Influence("y", 1, STRONG)], y=[Influence("z", -1, STRONG)]))
    assert (found["z"].sign, found["z"].against) == (1, Decimal(0))


def test_exact_influences_are_totals_and_never_follow_each_other() -> None:
    total = Influence("x", 1, WEAK, exact=True, proved=True)
    found = pulls(
        acting(
            z=[Influence("y", 1, STRONG, exact=True, proved=True), total],
            y=[Influence("x", -1, STRONG, exact=True), Influence("w", 1, STRONG)],
        )
    )
    assert (found["x"].sign, found["x"].against, found["x"].is_proved) == (1, Decimal(0), True)
    assert (found["w"].strength, found["w"].is_proved) == (Decimal("0.81"), False)


def test_a_weaker_way_goes_on_where_a_stronger_one_must_not() -> None:
    found = pulls(
        acting(
            z=[Influence("y", 1, STRONG, exact=True), Influence("y", 1, MEDIUM)],
            y=[Influence("x", 1, STRONG, exact=True)],
        )
    )
    assert (found["y"].strength, found["x"].strength) == (STRONG, Decimal("0.54"))


def test_of_many_ways_the_strongest_are_kept_for_a_hop() -> None:
    many = [Influence(f"x{number}", 1, Decimal(50 + number) / 100) for number in range(10)]
    assert set(pulls(acting(z=many), Reach(most=2))) == {"x8", "x9", "z"}


def test_that_ways_were_left_out_is_said() -> None:
    many = [Influence(f"x{number}", 1, Decimal(50 + number) / 100) for number in range(10)]
    assert pulls_on("z", acting(z=many), Reach(most=2)).is_bounded
    assert not pulls_on("z", acting(z=many), Reach(most=11)).is_bounded
