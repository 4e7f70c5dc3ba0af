"""The worked example: 14 KPIs of ten departments and 17 drivers between their metrics."""

from __future__ import annotations

import pytest

from kpicli.workspace.contests import Contests
from kpicli.workspace.demands import department_of, pullers
from repository import lint, workspace

DRIVERS = """
    service_level < + strong stock_level
    working_capital < + strong stock_level
    revenue < + strong volume
    volume < + strong discount
    margin < - strong discount
    arpu < + strong price
    revenue < + medium arpu
    churn < + medium price
    csat < + medium aht
    ticket_cost < + strong aht
    adoption < + medium release_freq
    incidents < + strong release_freq
    csat < + weak adoption
    billed < + strong utilisation
    leavers < + medium utilisation
    time_to_fill < - strong hiring_speed
    quality_of_hire < - weak hiring_speed
"""
GOALS = {
    "service_level": ("logistics", +1),
    "working_capital": ("finance", -1),
    "revenue": ("sales", +1),
    "margin": ("finance", +1),
    "arpu": ("product", +1),
    "churn": ("customer_service", -1),
    "csat": ("customer_service", +1),
    "ticket_cost": ("operations", -1),
    "adoption": ("product", +1),
    "incidents": ("it", -1),
    "billed": ("delivery", +1),
    "leavers": ("delivery", -1),
    "hiring_speed": ("people", +1),
    "quality_of_hire": ("engineering", +1),
}
WARNINGS = ["aht", "discount", "price", "release_freq", "stock_level"]


def repository() -> str:
    drivers: dict[str, list[str]] = {}
    metrics = set(GOALS)
    for line in DRIVERS.strip().splitlines():
        result, _, way, strength, source = line.split()
        effect = "raises" if way == "+" else "lowers"
        metrics |= {result, source}
        text = f"{{metric: {source}, effect: {effect}, strength: {strength}}}"
        drivers.setdefault(result, []).append(text)
    defined = (
        f"  - {{id: {metric}, drivers: [{', '.join(drivers.get(metric, []))}]}}"
        for metric in sorted(metrics)
    )
    committed = (
        f"  - {{id: kpi{number:02}, title: K, team: {team}, metric: {metric}, "
        f"baseline: 50, target: {50 + 10 * sign}}}"
        for number, (metric, (team, sign)) in enumerate(GOALS.items(), 1)
    )
    return "\n".join(("defaults: {period: 2026}", "metrics:", *defined, "kpis:", *committed))


def test_seven_levers_cover_eight_of_91_pairs() -> None:
    loaded = workspace(repository())
    assert len(pullers(loaded)) == 14
    forks = loaded.remembered(Contests()).forks
    assert len(forks) == 8
    assert len({fork.lever for fork in forks}) == 7


def test_five_of_them_are_warnings() -> None:
    found = lint(repository(), "contested-lever").findings
    levers = {
        severity: sorted(
            part.finding.field.removeprefix("lever.")
            for part in found
            if part.finding.severity == severity
        )
        for severity in ("warning", "info")
    }
    assert levers == {"warning": WARNINGS, "info": ["hiring_speed", "utilisation"]}


@pytest.mark.parametrize("lever", WARNINGS)
def test_a_warning_names_departments_that_differ(lever: str) -> None:
    loaded = workspace(repository())
    known = pullers(loaded)
    for fork in loaded.remembered(Contests()).forks:
        if fork.lever == lever:
            one, other = fork.parties
            first, second = (department_of(loaded, known[party].kpi) for party in (one, other))
            assert first != second


def test_the_answer_is_computed_once() -> None:
    loaded = workspace(repository())
    assert loaded.remembered(Contests()) is loaded.remembered(Contests())
