from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from kpicli.findings import DANGLING_REFERENCE
from repository import load, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = """
teams: [{id: sales, lead: dana}]
people: [{id: dana, team: sales}]
metrics: [{id: leads}, {id: spend}]
objectives: [{id: growth, title: Growth}]
kpis: [{id: revenue, title: Revenue, metric: leads}]
"""


def dangling(content: Mapping[str, str] | str) -> list[tuple[str, str | None]]:
    _, findings = load(content)
    assert {finding.rule.code for finding in findings} <= {"D006"}
    return [(finding.message, finding.help) for finding in findings]


@pytest.mark.parametrize(
    ("definition", "message", "near"),
    [
        ("- {id: x, title: X, contributes_to: [growt]}", "there is no goal `growt`", "growth"),
        ("- {id: x, title: X, metric: lead}", "there is no metric `lead`", "leads"),
        ("- {id: x, title: X, metric: x}", "there is no metric `x`", None),
        ("- {id: x, title: X, team: sale}", "there is no team `sale`", "sales"),
        ("- {id: x, title: X, owner: dan}", "there is no person `dan`", "dana"),
        ("- {id: x, title: X, owner: team:sale}", "there is no team `sale`", "sales"),
        ("- {id: x, title: X, owner: sales}", "there is no person `sales`", None),
        ("- {id: x, title: X, guardrails: [revenu]}", "there is no KPI `revenu`", "revenue"),
        ("- {id: x, title: X, guardrails: growth}", "there is no KPI `growth`", None),
        ("- {id: x, title: X, stakeholders: [dann]}", "there is no person or team `dann`", "dana"),
        ("- {id: x, title: X, agreed_by: {sals: }}", "there is no person or team `sals`", "sales"),
        ("- {id: x, title: X, agreed_by: [team:sals]}", "there is no person or team `sals`",
         "sales"),
        ("- {id: x, title: X, drivers: [{metric: spent, effect: raises}]}",
         "there is no metric `spent`", "spend"),
        ("- {id: x, title: X, formula: spend / laeds}", "there is no metric `laeds`", "leads"),
        ("- {id: x, title: X, contributes_to: https://example.com/goals/1}",
         "there is no goal `https://example.com/goals/1`", None),
        ("- {id: x, title: X, contributes_to: Growth!}", "there is no goal `Growth!`", "growth"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", ["active", "dropped"])
def test_a_kpi_that_names_nothing(
    definition: str, message: str, near: str | None, status: str
) -> None:
    given = definition.replace("title: X", f"title: X, status: {status}")
    files = {"names.yaml": NAMES, "goals.yaml": f"kpis:\n{given}"}
    assert dangling(files) == [(message, near and f"did you mean `{near}`?")]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("tensions: [{between: [growth, growht], reason: r}]", "there is no goal `growht`"),
        ("tensions: [{between: [growth, revenue], reason: r, lever: x}]", "there is no metric `x`"),
        ("tensions: [{between: [growth, revenue], reason: r, guardrail: growth}]",
         "there is no KPI `growth`"),
        ("tensions: [{between: [growth, revenue], reason: r, decided_by: kim}]",
         "there is no person `kim`"),
        ("teams: [{id: emea, parent: acme}]", "there is no team `acme`"),
        ("teams: [{id: emea, lead: kim}]", "there is no person `kim`"),
        ("people: [{id: kim, team: emea}]", "there is no team `emea`"),
        ("metrics: [{id: x, formula: 2 * x_y}]", "there is no metric `x_y`"),
        ("metrics: [{id: x, drivers: [{metric: y, effect: lowers}]}]", "there is no metric `y`"),
        ("defaults: {owner: kim}\nkpis: [{id: x, title: X}]", "there is no person `kim`"),
    ],
)  # fmt: skip
def test_other_definitions_that_name_nothing(section: str, message: str) -> None:
    (found,) = dangling({"names.yaml": NAMES, "goals.yaml": section})
    assert found[0] == message


def test_all_that_names_something() -> None:
    loaded = workspace({"names.yaml": NAMES, "goals.yaml": dedent("""
        kpis:
          - id: x
            title: X
            team: sales
            owner: team:sales
            stakeholders: [dana, sales, team:sales]
            agreed_by: {dana: 2026-01-14, sales: }
            contributes_to: [growth, revenue]
            guardrails: [revenue]
            formula: spend / leads
            drivers: [{metric: revenue_own, effect: raises}]
          - {id: revenue_own, title: Own metric}
        tensions:
          - {between: [x, growth], reason: r, lever: x, guardrail: x, decided_by: team:sales}
    """)})  # fmt: skip
    assert loaded.owner(loaded.goals["x"]) == "dana"


def test_what_names_nothing_is_told_in_the_order_of_goals_and_of_their_fields() -> None:
    found = dangling("""
        teams: [{id: emea}]
        people: [{id: dana}]
        objectives:
          - {id: o, title: O, status: closed, contributes_to: x1, team: x2}
          - {id: p, title: P, team: x3}
        kpis:
          - {id: a, title: A, metric: x8, guardrails: [x6, x7], owner: x5, team: x4}
          - {id: b, title: B, status: dropped, metric: x9}
    """)
    kinds = ["team", "goal", "team", "team", "person", "KPI", "KPI", "metric", "metric"]
    names = ["x2", "x1", "x3", "x4", "x5", "x6", "x7", "x8", "x9"]
    assert [message for message, _ in found] == [
        f"there is no {kind} `{name}`" for kind, name in zip(kinds, names, strict=True)
    ]


def test_without_people_an_owner_is_a_name() -> None:
    files = """
        teams: [{id: sales, lead: Dana Ito}]
        kpis: [{id: x, title: X, owner: Kim, stakeholders: [Kim, sales], agreed_by: Kim}]
    """
    assert dangling(files) == []


def test_without_teams_a_team_is_a_name() -> None:
    files = """
        people: [{id: dana, team: Sales}]
        kpis: [{id: x, title: X, team: Sales, owner: team:Sales, stakeholders: [Sales, dana]}]
    """
    assert dangling(files) == []


@pytest.mark.parametrize("field", ["owner", "stakeholders", "agreed_by"])
def test_without_people_a_team_is_still_looked_up(field: str) -> None:
    files = f"""
        teams: [{{id: sales}}]
        kpis: [{{id: x, title: X, {field}: team:sale}}]
    """
    assert dangling(files) == [("there is no team `sale`", "did you mean `sales`?")]


def test_a_broken_definition_is_no_dangling_reference() -> None:
    _, findings = load("""
        teams: [{id: sales, level: odd}]
        people: [{id: dana, team: [x]}]
        metrics: [{id: leads, range: odd}]
        kpis:
          - {id: a, title: A, pace: odd}
          - {id: b, title: B, team: sales, owner: dana, metric: leads, contributes_to: a}
          - {id: c, title: C, guardrails: a, formula: a + leads}
    """)
    assert {finding.rule.code for finding in findings} == {"D002"}


def test_one_renamed_goal_is_found_in_every_place() -> None:
    links = "\n".join(
        f"  - {{id: k{number}, title: K, contributes_to: grwth}}" for number in range(500)
    )
    found = dangling(f"objectives: [{{id: growth, title: G}}]\nkpis:\n{links}\n")
    assert found == [("there is no goal `grwth`", "did you mean `growth`?")] * 500


def test_a_namespace_that_lacks_very_much_gets_no_more_suggestions() -> None:
    link = "  - {{id: k{}, title: K, contributes_to: grwth{}}}"
    links = "\n".join(link.format(number, number) for number in range(300))
    found = dangling(f"objectives: [{{id: growth, title: G}}]\nkpis:\n{links}\n")
    assert [near is not None for _, near in found] == [True] * 200 + [False] * 100


def test_what_a_broken_file_may_define_is_not_called_missing() -> None:
    _, findings = load(
        {
            "company.yaml": "objectives:\n  - id: growth\n    title: [\n",
            "goals.yaml": "kpis: [{id: a, title: A, contributes_to: [growth, grwth]}]\n",
        }
    )
    assert [finding.message for finding in findings if finding.rule is DANGLING_REFERENCE] == [
        "there is no goal `grwth`"
    ]
