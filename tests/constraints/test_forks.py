from __future__ import annotations

from decimal import Decimal
from random import Random

from kpicli.constraints.forks import MOST_ON_A_SIDE, MOST_PAIRS, Demand, Fork, opposed_forks
from kpicli.constraints.levers import Pull

LEAST = Decimal("0.25")


def demand(party: str, lever: str, sign: int, strength: str, *between: str) -> Demand:
    path = (lever, *between, f"of_{party}")
    return Demand(party, sign, Pull(1, Decimal(strength), path, Decimal(0), is_proved=False))


def forks(*demands: Demand) -> list[tuple[str, str, str]]:
    found = opposed_forks(demands, LEAST, lambda *_: True).best
    return [(fork.lever, fork.one.party, fork.other.party) for fork in found]


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
    assert opposed_forks(both, LEAST, lambda one, other: (one, other) != ("a", "b")).best == ()


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
    assert opposed_forks(few, LEAST, lambda *_: True).left_out == 0
    levers = [f"l{n:04}" for n in range(300)]
    crowd = [
        demand(f"p{n:03}-{lever}", lever, 1 if n % 2 else -1, "0.9")
        for lever in levers
        for n in range(60)
    ]
    found = opposed_forks(crowd, LEAST, lambda *_: True)
    assert len(found.best) <= MOST_PAIRS
    assert found.left_out == 300 * 30 * 30 - len(found.best)
    assert {fork.lever for fork in found.best} == set(levers)
