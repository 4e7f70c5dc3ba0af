from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.workspace import Cascade, Link
from repository import workspace

if TYPE_CHECKING:
    from random import Random

GOALS = "abcdefgh"
EDGES = st.sets(st.tuples(st.sampled_from(GOALS), st.sampled_from(GOALS)), max_size=16)


def cascade(*edges: str, goals: str = GOALS) -> Cascade:
    """Edges such as `ab`: a contributes to b."""
    return Cascade(goals, [Link(edge[0], edge[1]) for edge in edges])


DIAMOND = cascade("ba", "ca", "db", "dc", "ed", goals="abcdef")


def test_parents_and_contributors_in_the_order_of_ids() -> None:
    assert [link.parent for link in DIAMOND.parents("d")] == ["b", "c"]
    assert [link.child for link in DIAMOND.contributors("a")] == ["b", "c"]


def test_all_above_and_all_below() -> None:
    assert DIAMOND.ancestors("d") == {"a", "b", "c"}
    assert DIAMOND.descendants("a") == {"b", "c", "d", "e"}
    assert DIAMOND.ancestors("f") == DIAMOND.descendants("f") == frozenset()
    assert DIAMOND.serving("cf") == {"c", "d", "e", "f"}
    assert DIAMOND.serving("") == frozenset()
    assert DIAMOND.served_by("df") == {"a", "b", "c", "d", "f"}
    assert DIAMOND.served_by("") == frozenset()


def test_roots_serve_no_other() -> None:
    assert DIAMOND.roots == ("a", "f")


def test_goals_that_serve_several() -> None:
    assert DIAMOND.serving_several == ("d",)
    assert cascade("zb", "za", "ba", "bc", "ca").serving_several == ("b", "z")


def test_contributors_come_before_what_they_serve() -> None:
    order = DIAMOND.bottom_up
    assert sorted(order) == list("abcdef")
    assert all(order.index(low) < order.index(high) for low, high in ("ba", "ca", "db", "ed"))


@pytest.mark.parametrize(
    ("edges", "circles"),
    [
        ([], []),
        (["aa"], ["a"]),
        (["ab", "ba"], ["ab"]),
        (["bc", "cd", "db"], ["bcd"]),
        (["ab", "bc", "ca", "ac"], ["ac"]),
        (["bc", "cd", "db", "cb"], ["bc"]),
        (["ab", "ba", "bc", "cb"], ["ab"]),
        (["ab", "ba", "bc", "cd", "dc"], ["ab", "cd"]),
        (["ab", "bc", "cb"], ["bc"]),
    ],
)
def test_one_circle_for_each_knot(edges: list[str], circles: list[str]) -> None:
    assert ["".join(circle) for circle in cascade(*edges).cycles] == circles


@pytest.mark.parametrize(
    ("edges", "roots"),
    [
        (["ab", "ba"], "acdefgh"),
        (["ab", "bc", "cb"], "bdefgh"),
        (["ab", "ba", "bc"], "cdefgh"),
        (["aa"], "abcdefgh"),
    ],
)
def test_a_circle_that_serves_no_other_begins_at_its_first_goal(
    edges: list[str], roots: str
) -> None:
    assert "".join(cascade(*edges).roots) == roots


def test_goals_of_circles_come_last() -> None:
    assert cascade("ab", "ba", "cb", "da", goals="abcd").bottom_up == ("c", "d", "a", "b")


def test_goals_above_a_circle_come_after_it() -> None:
    order = cascade("cd", "dc", "db", "ba", "ea", goals="abcde").bottom_up
    assert order == ("e", "c", "d", "b", "a")


@given(EDGES)
def test_every_goal_comes_after_what_serves_it_unless_both_are_in_one_circle(
    edges: set[tuple[str, str]],
) -> None:
    graph = Cascade(GOALS, [Link(child, parent) for child, parent in edges])
    place = {goal: number for number, goal in enumerate(graph.bottom_up)}
    for child, parent in edges:
        assert place[child] < place[parent] or child in graph.ancestors(parent) | {parent}


@given(EDGES)
def test_circles_are_circles_and_every_goal_is_reached_from_a_root(
    edges: set[tuple[str, str]],
) -> None:
    graph = Cascade(GOALS, [Link(child, parent) for child, parent in edges])
    for circle in graph.cycles:
        assert circle[0] == min(circle)
        assert len(set(circle)) == len(circle)
        for child, parent in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert (child, parent) in edges
    in_circles = {goal for goal in GOALS if goal in graph.ancestors(goal)}
    assert {goal for circle in graph.cycles for goal in circle} <= in_circles
    assert bool(in_circles) == bool(graph.cycles)
    assert graph.serving(graph.roots) == set(GOALS)
    assert sorted(graph.bottom_up) == list(GOALS)


@given(EDGES, st.randoms(use_true_random=False))
def test_answers_do_not_depend_on_the_order_of_links(
    edges: set[tuple[str, str]], random: Random
) -> None:
    links = [Link(child, parent) for child, parent in sorted(edges)]
    shuffled = links[:]
    random.shuffle(shuffled)
    one, other = Cascade(GOALS, links), Cascade(GOALS[::-1], shuffled)
    assert (one.roots, one.cycles, one.bottom_up) == (other.roots, other.cycles, other.bottom_up)


def test_links_of_a_workspace() -> None:
    loaded = workspace("""
        objectives:
          - {id: o, title: O, kpis: [{id: n, title: N, weight: 3}]}
        kpis:
          - {id: a, title: A, contributes_to: [{goal: o, weight: 2}, {goal: n, rollup: false}]}
    """)
    assert loaded.cascade.parents("a") == (
        Link("a", "n", None, counts=False, keys=("contributes_to", 1, "goal")),
        Link("a", "o", Decimal(2), keys=("contributes_to", 0, "goal")),
    )
    assert loaded.cascade.parents("n") == (Link("n", "o"),)
    assert [goal.id for goal, _ in loaded.contributors(loaded.goals["o"])] == ["a", "n"]
    assert [goal.id for goal, _ in loaded.parents(loaded.goals["n"])] == ["o"]


MANY = 100_000


def names(count: int) -> list[str]:
    return [f"g{number:06}" for number in range(count)]


def test_a_chain_of_many_goals() -> None:
    goals = names(MANY)
    links = [Link(child, parent) for child, parent in pairwise(goals)]
    graph = Cascade(goals, links)
    assert graph.roots == (goals[-1],)
    assert graph.bottom_up == tuple(goals)
    assert graph.cycles == ()
    assert len(graph.ancestors(goals[0])) == len(graph.descendants(goals[-1])) == MANY - 1


def test_a_circle_of_many_goals() -> None:
    goals = names(MANY)
    links = [Link(child, parent) for child, parent in pairwise(goals)]
    graph = Cascade(goals, [*links, Link(goals[-1], goals[0])])
    assert graph.cycles == (tuple(goals),)
    assert graph.roots == (goals[0],)


def test_a_star_of_many_goals() -> None:
    goals = names(MANY)
    graph = Cascade(goals, [Link(goal, goals[0]) for goal in goals[1:]])
    assert graph.roots == (goals[0],)
    assert graph.bottom_up[-1] == goals[0]
    assert len(graph.contributors(goals[0])) == MANY - 1
    assert graph.descendants(goals[0]) == set(goals[1:])
