from __future__ import annotations

from kpicli.workspace.counting_paths import double_counts
from repository import workspace


def found(*goals: str) -> list[tuple[str, str]]:
    text = "kpis:\n" + "\n".join(f"  - {{title: A, unit: EUR, {goal}}}" for goal in goals)
    return [(part.child, part.parent) for part in double_counts(workspace(text))]


def test_the_two_ways_are_named_link_by_link() -> None:
    text = """
        kpis:
          - {id: top, title: A, unit: EUR, rollup: sum}
          - {id: a, title: A, unit: EUR, contributes_to: top}
          - {id: b, title: A, unit: EUR, contributes_to: [a, top]}
    """
    (part,) = double_counts(workspace(text))
    assert [link.parent for link in part.first] == ["top"]
    assert [link.parent for link in part.second] == ["a", "top"]


def test_a_tower_of_diamonds_has_as_many_double_counts_as_diamonds() -> None:
    height = 300  # two to the power of this many paths lead to its top
    goals = [f"id: x{height}, rollup: sum"]
    for index in range(height):
        above = f"rollup: sum, contributes_to: x{index + 1}"
        goals += [f"id: a{index}, {above}", f"id: b{index}, {above}"]
        goals.append(f"id: x{index}, rollup: sum, contributes_to: [a{index}, b{index}]")
    assert sorted(found(*goals)) == sorted((f"x{i}", f"x{i + 1}") for i in range(height))


def test_ways_that_met_are_one_and_a_third_meets_them_further_up() -> None:
    assert found(
        "id: top, rollup: sum",
        "id: low, rollup: sum, contributes_to: top",
        "id: a, contributes_to: low",
        "id: b, contributes_to: low",
        "id: c, contributes_to: top",
        "id: x, contributes_to: [a, b, c]",
    ) == [("x", "low"), ("x", "top")]


def test_two_sums_without_a_common_goal_above_count_once_each() -> None:
    assert not found(
        "id: regions, rollup: sum",
        "id: products, rollup: sum",
        "id: x, contributes_to: [regions, products]",
    )


def test_a_circle_ends() -> None:
    assert not found(
        "id: a, rollup: sum, contributes_to: [b, a]",
        "id: b, rollup: sum, contributes_to: a",
    )
