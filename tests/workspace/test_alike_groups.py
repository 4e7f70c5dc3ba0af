"""Groups of KPIs that stand alike share what is found about one of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple

from kpicli.workspace.alike_groups import alike_groups
from kpicli.workspace.contests import Contests
from repository import workspace

_Team = tuple[int, str, str]


def metrics_of(name: str, effect: str) -> str:
    driver = f"{{metric: {name}.discount, effect: {effect}, strength: strong}}"
    return f"""
  - {{id: {name}.volume, drivers: [{{metric: {name}.discount, effect: raises, strength: strong}}]}}
  - {{id: {name}.margin, unit: EUR, drivers: [{driver}]}}
  - {{id: {name}.profit, unit: EUR, formula: {name}.margin * {name}.rest}}
  - {{id: {name}.rest, range: ">= 0"}}
  - {{id: {name}.discount, unit: "%"}}"""


def kpis_of(name: str, baseline: int, segment: str) -> str:
    return f"""
  - {{id: {name}.more, title: More, metric: {name}.volume, baseline: {baseline}, target: 120}}
  - {{id: {name}.earn, title: Earn, metric: {name}.profit, baseline: 30, target: 35{segment}}}"""


def repository(teams: dict[str, _Team]) -> str:
    metrics = "".join(metrics_of(name, effect) for name, (_, effect, _) in teams.items())
    kpis = "".join(kpis_of(name, base, segment) for name, (base, _, segment) in teams.items())
    return f"defaults: {{period: 2026}}\nmetrics:{metrics}\nkpis:{kpis}\n"


def forks(teams: dict[str, _Team]) -> list[tuple[object, ...]]:
    found = Contests()(workspace(repository(teams)))
    return [
        (fork.lever, *fork.parties, *astuple(fork.one.pull), *astuple(fork.other.pull))
        for fork in found.forks
    ]


def test_copies_stand_alike_and_others_do_not() -> None:
    teams = dict.fromkeys("abc", (90, "lowers", "")) | {"d": (80, "lowers", "")}
    found = alike_groups(workspace(repository(teams)))
    parties = [[group.pullers[0].kpi.id for group in alike] for alike in found]
    assert parties == [["a.earn", "b.earn", "c.earn"], ["d.earn"]]


def test_a_goal_alone_on_a_metric_alone_is_in_no_group() -> None:
    alone = "kpis: [{id: a, title: A, period: 2026, baseline: 1, target: 2}]"
    assert alike_groups(workspace(alone)) == ()


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([80, 90]),
            st.sampled_from(["raises", "lowers"]),
            st.sampled_from(["", ", segment: emea"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_many_teams_together_have_the_forks_of_each(numbers: list[_Team]) -> None:
    teams = {f"t{index}": each for index, each in enumerate(numbers)}
    apart = [fork for name, each in teams.items() for fork in forks({name: each})]
    assert sorted(forks(teams), key=str) == sorted(apart, key=str)
    assert len(apart) >= sum(effect == "lowers" for _, effect, _ in numbers)
