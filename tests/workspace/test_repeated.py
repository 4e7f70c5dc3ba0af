"""Goals that can plainly be met, and others of their kind that cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from kpicli.workspace.feasibility import reasoning, reasoning_about
from repository import workspace

if TYPE_CHECKING:
    from kpicli.workspace import Workspace
    from kpicli.workspace.feasibility import Reasoning


def team(name: str, leads: int, spend: int) -> tuple[list[str], list[str]]:
    """The metrics of a team and its goals: at most so much spend, at 20 or more for each lead."""
    metrics = [
        f"{{id: {name}.leads, unit: lead, aggregation: sum, formula: {name}.spend / {name}.cpl}}",
        f'{{id: {name}.spend, unit: EUR, aggregation: sum, range: ">= 0"}}',
        f'{{id: {name}.cpl, unit: EUR/lead, range: ">= 20"}}',
    ]
    kpis = [
        f'{{id: {name}.more, title: Leads, metric: {name}.leads, target: ">= {leads}"}}',
        f'{{id: {name}.less, title: Spend, metric: {name}.spend, target: "<= {spend}"}}',
    ]
    return metrics, kpis


def of_teams(*teams: tuple[list[str], list[str]]) -> Workspace:
    metrics = "".join(f"  - {line}\n" for metrics, _ in teams for line in metrics)
    kpis = "".join(f"  - {line}\n" for _, kpis in teams for line in kpis)
    return workspace(f"defaults: {{period: 2026}}\nmetrics:\n{metrics}kpis:\n{kpis}")


def conflicts(found: Reasoning) -> list[tuple[str, ...]]:
    return [case.conflict.facts for case in found.cases]


def test_what_can_plainly_be_met_is_left_out_of_the_proof() -> None:
    found = of_teams(team("a", 10, 1000), team("b", 10, 1000)).remembered(reasoning)
    assert found.components == ()
    assert sorted(found.plain) == ["a.less", "a.more", "b.less", "b.more"]


def test_one_of_many_that_asks_other_numbers_is_refuted() -> None:
    teams = [team(name, 60 if name == "c" else 10, 1000) for name in "abcd"]
    found = of_teams(*teams).remembered(reasoning)
    assert conflicts(found) == [("range:c.cpl/2026", "c.less", "c.more")]
    assert sorted(found.plain) == [f"{name}.{goal}" for name in "abd" for goal in ("less", "more")]


def test_values_that_meet_the_goals_are_those_of_the_team_alone() -> None:
    both = of_teams(team("a", 10, 1000), team("b", 10, 1000))
    alone = of_teams(team("b", 10, 1000))
    found, expected = reasoning_about(both, "b.more"), reasoning_about(alone, "b.more")
    witness = found.witness_of("b.leads/2026")
    assert witness == expected.witness_of("b.leads/2026")
    assert sorted(witness) == ["b.cpl/2026", "b.leads/2026", "b.spend/2026"]
    assert found.units == expected.units


def test_goals_that_nothing_connects_do_not_tell_teams_apart() -> None:
    """One team has a goal for a slice of which no formula speaks, and the same answer as others."""
    (metrics, kpis), other = team("a", 60, 1000), team("b", 60, 1000)
    slice_of = "{id: a.west, title: Leads, metric: a.leads, segment: west, target: '>= 9'}"
    found = of_teams((metrics, [*kpis, slice_of]), other, team("c", 10, 1000)).remembered(reasoning)
    assert conflicts(found) == [
        ("range:a.cpl/2026", "a.less", "a.more"),
        ("range:b.cpl/2026", "b.less", "b.more"),
    ]
    assert sorted(found.plain) == ["c.less", "c.more"]
    plain = of_teams((metrics, [slice_of]), team("b", 10, 1000)).remembered(reasoning).plain
    assert sorted(plain) == ["a.west", "b.less", "b.more"]


def test_a_slice_that_a_formula_speaks_of_is_proved_like_the_whole() -> None:
    metrics, kpis = team("a", 60, 1000)
    sliced = [line.replace("target", "segment: west, target") for line in kpis]
    found = of_teams((metrics, sliced), team("b", 10, 1000)).remembered(reasoning)
    assert conflicts(found) == [("range:a.cpl/2026", "a.less", "a.more")]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 100), st.integers(100, 2000)), min_size=1, max_size=6))
def test_many_teams_together_have_the_conflicts_of_each(numbers: list[tuple[int, int]]) -> None:
    teams = [team(f"t{index}", *each) for index, each in enumerate(numbers)]
    together = of_teams(*teams).remembered(reasoning)
    apart = [facts for each in teams for facts in conflicts(of_teams(each).remembered(reasoning))]
    assert sorted(conflicts(together)) == sorted(apart)
    assert len(apart) == sum(spend < 20 * leads for leads, spend in numbers)


_SLICE = st.sampled_from(["", "segment: west, ", "segment: east, "])
_OTHER = st.sampled_from(["", "leads", "spend", "cpl"])
_PERIOD = st.sampled_from(["", "period: 2027, "])


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from([10, 60]), _SLICE, _SLICE, _OTHER, _SLICE, _PERIOD),
        min_size=1,
        max_size=5,
    )
)
def test_many_teams_with_slices_have_the_conflicts_of_each(
    drawn: list[tuple[int, str, str, str, str, str]],
) -> None:
    teams = []
    for number, (leads, more, less, other, part, period) in enumerate(drawn):
        name = f"t{number}"
        metrics, kpis = team(name, leads, 1000)
        kpis = [
            line.replace("target", f"{own}target")
            for line, own in zip(kpis, (more, less), strict=True)
        ]
        if other:
            about = f"metric: {name}.{other}, {part}{period}"
            kpis.append(f'{{id: {name}.other, title: Other, {about}target: ">= 30"}}')
        teams.append((metrics, kpis))
    together = of_teams(*teams).remembered(reasoning)
    apart = [of_teams(each).remembered(reasoning) for each in teams]
    assert sorted(conflicts(together)) == sorted(part for each in apart for part in conflicts(each))
    assert set(together.plain) == {goal for each in apart for goal in each.plain}
