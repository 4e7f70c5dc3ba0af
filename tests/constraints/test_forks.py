from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from kpicli.constraints.crowds import (
    MOST_ON_A_SIDE,
    MOST_PAIRS,
    best_forks,
    crowd_of,
    left_out,
    most_on_a_side,
)
from kpicli.constraints.forks import Demand, Fork, ranked
from kpicli.constraints.levers import Pull

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST = Decimal("0.25")


def demand(party: str, lever: str, sign: int, strength: str, *between: str) -> Demand:
    path = (lever, *between, f"of_{party}")
    return Demand(party, sign, Pull(1, Decimal(strength), path, Decimal(0), is_proved=False))


def forks(*demands: Demand) -> list[tuple[str, str, str]]:
    found, _ = opposed(demands)
    return [(fork.lever, fork.one.party, fork.other.party) for fork in found]


def opposed(demands: Iterable[Demand]) -> tuple[tuple[Fork, ...], int]:
    """The forks of one crowd, the strongest first, and how many pairs were not looked at."""
    crowd = crowd_of(demands)
    most = most_on_a_side([crowd])
    return ranked(best_forks(crowd, most, LEAST, _always)), left_out([crowd], most)


def test_a_pair_meets_at_its_strongest_lever() -> None:
    a = [demand("a", "far", 1, "0.8"), demand("a", "near", 1, "0.9")]
    b = [demand("b", "far", -1, "0.8"), demand("b", "near", -1, "0.9")]
    assert forks(*a, *b) == [("near", "a", "b")]


def test_of_equal_levers_it_is_the_nearer_one_then_the_first() -> None:
    a = [demand("a", "far", 1, "0.9", "x"), demand("a", "near", 1, "0.9")]
    b = [demand("b", "far", -1, "0.9"), demand("b", "near", -1, "0.9")]
    assert forks(*a, *b) == [("near", "a", "b")]
    c = [demand("c", "two", 1, "0.9"), demand("c", "one", 1, "0.9")]
    d = [demand("d", "two", -1, "0.9"), demand("d", "one", -1, "0.9")]
    assert forks(*c, *d) == [("one", "c", "d")]


def test_the_one_who_wants_more_comes_first() -> None:
    assert forks(demand("a", "x", -1, "0.9"), demand("b", "x", 1, "0.9")) == [("x", "b", "a")]


def test_the_same_sign_and_a_weak_pull_are_no_fork() -> None:
    assert forks(demand("a", "x", 1, "0.9"), demand("b", "x", 1, "0.9")) == []
    assert forks(demand("a", "x", 1, "0.4"), demand("b", "x", -1, "0.6")) == []


def test_who_has_nothing_to_do_with_each_other_is_no_pair() -> None:
    both = (demand("a", "x", 1, "0.9"), demand("b", "x", -1, "0.9"))
    assert best_forks(crowd_of(both), 9, LEAST, lambda one, other: (one, other) != ("a", "b")) == []


def test_the_order_of_demands_does_not_matter() -> None:
    levers, strengths = "uvwx", ("0.6", "0.7", "0.9")
    random = Random(1)  # noqa: S311 - it only has to be the same each time
    demands = [
        demand(f"p{number}", lever, random.choice((1, -1)), random.choice(strengths))
        for number in range(8)
        for lever in levers
    ]
    expected = forks(*demands)
    random.shuffle(demands)
    assert forks(*demands) == expected


def test_of_a_crowded_lever_the_strongest_are_paired() -> None:
    crowd = [demand(f"p{number:03}", "x", 1, "0.9") for number in range(100)]
    found = forks(*crowd, demand("strong", "x", 1, "1"), demand("q", "x", -1, "1"))
    assert len(found) == MOST_ON_A_SIDE
    assert found[0] == ("x", "strong", "q")


def test_a_fork_names_all_on_its_ways() -> None:
    one, other = demand("a", "x", 1, "0.9", "y"), demand("b", "x", -1, "0.9")
    fork = Fork(one, other, Decimal("0.81"))
    assert fork.names == {"x", "y", "of_a", "of_b"}


def test_crowds_on_many_levers_are_paired_less_and_that_is_said() -> None:
    few = [demand(f"p{n:03}", "x", 1 if n % 2 else -1, "0.9") for n in range(8)]
    assert opposed(few)[1] == 0
    levers = [f"l{n:04}" for n in range(300)]
    crowd = [
        demand(f"p{n:03}-{lever}", lever, 1 if n % 2 else -1, "0.9")
        for lever in levers
        for n in range(60)
    ]
    found, rest = opposed(crowd)
    assert len(found) <= MOST_PAIRS
    assert rest == 300 * 30 * 30 - len(found)
    assert {fork.lever for fork in found} == set(levers)


def test_a_crowd_that_stands_for_several_counts_as_often() -> None:
    def crowd(name: str) -> list[Demand]:
        sides = ((number, 1 if number % 2 else -1) for number in range(60))
        return [demand(f"{name}{number:03}", name, sign, "0.9") for number, sign in sides]

    every, rest = opposed(part for n in range(300) for part in crowd(f"l{n:03}"))
    one = [crowd_of(crowd("l000"), 300)]
    most = most_on_a_side(one)
    best = best_forks(one[0], most, LEAST, _always)
    assert len(best) * 300 == len(every)
    assert left_out(one, most) == rest


def test_a_fork_of_others_that_stand_alike_has_their_names() -> None:
    fork = Fork(demand("a", "x", 1, "0.9", "y"), demand("b", "x", -1, "0.9"), Decimal("0.81"))
    names = {"x": "u", "y": "v", "of_a": "of_c", "of_b": "of_d"}
    other = Fork(demand("c", "u", 1, "0.9", "v"), demand("d", "u", -1, "0.9"), Decimal("0.81"))
    assert fork.renamed({"a": "c", "b": "d"}, names) == other


def _always(*_: str) -> bool:
    return True
