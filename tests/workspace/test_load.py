from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.models.choices import Lifecycle
from kpicli.source import Route
from repository import lint, load, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping


def said(content: Mapping[str, str] | str) -> list[tuple[str, str]]:
    """The rule and message of every finding of loading, in the order found."""
    _, findings = load(content)
    return [(finding.rule.code, finding.message) for finding in findings]


def helped(content: Mapping[str, str] | str) -> list[str | None]:
    return [finding.help for finding in load(content)[1]]


def test_an_id_and_what_refers_to_it_are_one_text() -> None:
    loaded = workspace(
        {
            "a.yaml": "kpis: [{id: sales, title: Sales, guardrails: leads}]",
            "b.yaml": 'kpis:\n  - {id: "leads", title: Leads}',
        }
    )
    assert loaded.goals["sales"].model.guardrails[0] is loaded.goals["leads"].id


def test_goals_are_in_the_order_of_files_and_places() -> None:
    loaded = workspace(
        {
            "b.yaml": "kpis: [{id: c, title: C}, {id: b, title: B}]",
            "a.yaml": """
                kpis: [{id: z, title: Z}]
                objectives:
                  - {id: o, title: O, kpis: [{id: n, title: N}]}
                  - {id: a, title: A}
            """,
        }
    )
    assert [*loaded.goals] == ["z", "o", "n", "a", "c", "b"]
    assert loaded.paths == ("a.yaml", "b.yaml")


def test_files_are_read_once_however_often_they_are_named() -> None:
    content = {"a.yaml": "kpis: [{id: a, title: A}]"}
    loaded, findings = load(content)
    assert (len(loaded.goals), findings) == (1, [])


def test_places_that_several_files_have_are_the_same_objects() -> None:
    objectives = "objectives: [{{id: {0}, title: A, kpis: [{{id: {0}k, title: B}}]}}]"
    loaded = workspace({f"{key}.yaml": objectives.format(key) for key in "ab"})
    assert loaded.goals["ak"].route is loaded.goals["bk"].route
    assert loaded.goals["a"].route is not loaded.goals["ak"].route


def test_goals_take_the_defaults_of_their_file_only() -> None:
    loaded = workspace(
        {
            "a.yaml": """
                defaults: {team: sales, owner: dana, period: FY2026, tags: [x]}
                kpis:
                  - {id: a, title: A}
                  - {id: b, title: B, owner: kim, tags: }
                objectives: [{id: o, title: O}]
                metrics: [{id: m}]
            """,
            "b.yaml": "kpis: [{id: c, title: C}]",
        }
    )
    a, b, c = (loaded.goals[key] for key in "abc")
    assert (a.model.team, a.model.owner, a.model.tags) == ("sales", "dana", ("x",))
    assert (b.model.owner, b.model.tags) == ("kim", ("x",))
    assert (c.model.team, c.inherited) == (None, frozenset())
    assert loaded.goals["o"].model.owner == "dana"
    assert b.inherited == {"team", "period", "tags"}
    assert loaded.metrics["m"].model.tags == ()


def test_a_nested_kpi_takes_nothing_from_its_objective_but_the_contribution() -> None:
    loaded = workspace("""
        defaults: {cadence: monthly}
        objectives:
          - id: o
            title: O
            team: sales
            owner: dana
            period: 2026
            status: draft
            tags: [x]
            kpis: [{id: a, title: A}]
    """)
    nested = loaded.goals["a"]
    assert (nested.model.team, nested.model.owner, nested.model.period) == (None, None, None)
    assert (nested.model.status, nested.model.tags) == (Lifecycle.ACTIVE, ())
    assert nested.model.cadence == "monthly"
    assert nested.nested_in == "o"
    assert nested.route == Route(("objectives", 0, "kpis", 0))
    assert [link.parent for link in loaded.cascade.parents("a")] == ["o"]


def test_a_nested_kpi_may_contribute_elsewhere_and_name_its_objective_again() -> None:
    loaded = workspace("""
        objectives:
          - id: o
            title: O
            kpis:
              - {id: a, title: A, contributes_to: [p, {goal: o, weight: 3}]}
          - {id: p, title: P}
    """)
    links = loaded.cascade.parents("a")
    assert [(link.parent, link.weight, link.keys[:2]) for link in links] == [
        ("o", 3, ("contributes_to", 1)),
        ("p", None, ("contributes_to", 0)),
    ]


def test_places_of_fields() -> None:
    loaded = workspace("""
        defaults: {owner: dana}
        kpis: [{id: a, title: A, target: 5}]
    """)
    goal = loaded.goals["a"]
    assert goal.at("target").place == Route(("kpis", 0, "target"))
    assert goal.at("owner").place == Route(("defaults", "owner"))
    assert goal.at("baseline").place == Route(("kpis", 0, "id"))


def test_keys_without_a_value_are_absent() -> None:
    content = """
        defaults: {owner: , team: ~}
        teams:
        kpis:
          - {id: a, title: A, owner: , target: null, actuals: {2026-01: }, budget: {eur: }}
    """
    assert said(content) == []
    assert workspace(content).goals["a"].model.given == {
        "id",
        "title",
        "actuals",
        "budget",
    }


def test_merge_keys_work_as_people_know_them() -> None:
    loaded = workspace("""
        kpis:
          - &base {id: a, title: A, target: 5, owner: dana}
          - {<<: *base, id: b, target: 6}
    """)
    targets = [goal.model.target and goal.model.target.text for goal in loaded.kpis]
    assert targets == ["5", "6"]
    assert loaded.goals["b"].model.owner == "dana"


@pytest.mark.parametrize(
    ("content", "message", "remedy"),
    [
        ("kpi: []", "there is no field `kpi` here", "did you mean `kpis`?"),
        ("\u00a0kpis: []", "there is no field `\u00a0kpis` here",
         "it holds spaces that YAML takes for text: write plain ones"),
        ("defaults: {ower: x}", "there is no field `ower` here", "did you mean `owner`?"),
        ("kpis: [{id: a, title: A, baselin: 5}]", "there is no field `baselin` here",
         "did you mean `baseline`?"),
        ("objectives: [{id: a, title: A, kpi: []}]", "there is no field `kpi` here",
         "did you mean `kpis`?"),
        ("objectives: [{id: a, title: A, target: 5}]", "there is no field `target` here",
         "`target` is a field of KPIs; an objective follows from its KPIs"),
        ("owner: ada\nkpis: []", "there is no field `owner` here",
         "write `owner` below `defaults:`, for all goals of the file"),
        ("target: 5\nkpis: []", "there is no field `target` here",
         "`target` is a field of goals: write it in an item of `kpis:`"),
        ("metric: []", "there is no field `metric` here", "did you mean `metrics`?"),
        ("kpis: [{id: a, title: A, contributes_to: [{goal: a, wieght: 2}]}]",
         "there is no field `wieght` here", "did you mean `weight`?"),
        ("kpis: [{id: a, title: A, contributes_to: {goal: a, wieght: }}]",
         "there is no field `wieght` here", "did you mean `weight`?"),
        ("kpis: [{id: a, title: A, target_changes: [{date: 2026-01-01, why: x}]}]",
         "there is no field `why` here",
         "the fields are date, field, from, to, reason, approved_by"),
        ("metrics: [{id: a, drivers: [{metric: a, effect: raises, strenght: weak}]}]",
         "there is no field `strenght` here", "did you mean `strength`?"),
        ("metrics: [{id: a, benchmark: {value: 5, certain: fact}}]",
         "there is no field `certain` here", "did you mean `certainty`?"),
    ],
)  # fmt: skip
def test_an_unknown_field_keeps_the_definition(content: str, message: str, remedy: str) -> None:
    assert (said(content), helped(content)) == ([("D003", message)], [remedy])
    loaded, _ = load(content)
    assert loaded.broken == ()
    assert [*loaded.goals, *loaded.metrics] or "id: a" not in content


def test_a_file_of_another_kind_is_one_finding() -> None:
    content = "site_name: Docs\ntheme: x\nplugins: []\nnav: []\nextra: {}\n"
    _, (finding,) = load(content)
    assert finding.message == (
        "none of this is a section of a goal file: `site_name`, `theme`, `plugins` and 2 more"
    )
    assert finding.fix is None
    (message,) = (part for _, part in said("a: 1\n"))
    assert message == "none of this is a section of a goal file: `a`"
    assert "`exclude` under [files] in kpi.toml" in (finding.help or "")


def test_misspelled_sections_are_told_one_by_one() -> None:
    assert said("kpi: []\nteems: []\nfoo: 1\n") == [
        ("D003", f"there is no field `{key}` here") for key in ("kpi", "teems", "foo")
    ]
    assert said("kpis: []\nfoo: 1\n") == [("D003", "there is no field `foo` here")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("kpis: [{id: a, titel: A}]", "there is no field `titel` here"),
        ("kpis: [{idd: a, title: A}]", "there is no field `idd` here"),
        ("objectives: [{id: a, Title: A, kpis: []}]", "there is no field `Title` here"),
        ("tensions: [{betwen: [a, b], reason: r}]", "there is no field `betwen` here"),
        ("kpis: [{id: a, title: A, target_changes: [{dat: 5, field: unit, from: 1, reason: r}]}]",
         "there is no field `dat` here"),
    ],
)  # fmt: skip
def test_a_required_field_under_a_misspelled_key_is_not_missing(content: str, message: str) -> None:
    assert said(content) == [("D003", message)]
    loaded, _ = load(content)
    assert [*loaded.goals, *loaded.tensions] == []
    assert loaded.broken_ids == ({"a"} if "id" in content else set())


@pytest.mark.parametrize(
    "content",
    [
        "kpis: [{id: a, label: A}]",
        "kpis: [{id: a, titel: A}, {id: b}]",
        "objectives: [{id: a, titel: A, kpis: [{id: b}]}]",
        "kpis: [{id: a, title: A, target_changes: [{fro: 1}]}]",
    ],
)
def test_a_field_that_no_key_means_is_missing(content: str) -> None:
    assert {code for code, _ in said(content)} == {"D002", "D003"}


def test_an_id_under_a_misspelled_key_is_no_dangling_reference() -> None:
    content = "kpis: [{ID: a, title: A}, {id: b, title: B, contributes_to: [a, c]}]"
    assert said(content) == [
        ("D003", "there is no field `ID` here"),
        ("D006", "there is no goal `c`"),
    ]


def test_an_unknown_field_in_a_csv_is_named_too() -> None:
    content = "kpis: [{id: a, title: A, actuals: {csv: c, date: d, value: v, separator: ;}}]"
    (first, *_) = said(content)
    assert first == ("D003", "there is no field `separator` here")
    assert not load(content)[0].broken


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("kpis: {id: a}", "`kpis` is a list; begin each item with `- `"),
        ("kpis: [a]", "an item of `kpis` is a mapping with an `id`"),
        ("kpis: [~]", "an item of `kpis` is a mapping with an `id`"),
        ("defaults: []", "`defaults` is a mapping"),
        ("defaults: {period: soon}", "`period`: `soon` is not a period"),
        ("kpis: [{title: A}]", "`id` is missing"),
        ("kpis: [{id: a, title: }]", "`title` has no value"),
        ("kpis: [{id: a, title: A, pace: fast}]", "`pace`: `fast` is not a pace"),
        ("kpis: [{id: a, title: A, drivers: x}]", "`drivers`: expected a list"),
        ("kpis: [{id: a, title: A, source: x}]", "`source`: expected a mapping"),
        ("tensions: [{between: a, reason: r}]", "`between`: expected a list of at least two"),
        ("kpis: [{id: a, title: A, target: +20%}]",
         "the target `+20%` is a change from a baseline, and `a` has none"),
        ("kpis: [{id: a, title: A, metric: m, unit: EUR}]\nmetrics: [{id: m}]",
         "`unit` belongs to the metric, and `a` names the metric `m`"),
        ("kpis: [{id: a, title: A, actuals: {2026-Q1: 1, 2026-03-31: 2}}]",
         "`2026-03-31` and `2026-Q1` are the same day, 2026-03-31"),
    ],
)  # fmt: skip
def test_what_breaks_the_schema(content: str, message: str) -> None:
    assert said(content) == [("D002", message)]


def test_what_does_not_go_together_is_told_in_the_order_of_kpis_and_of_ended_ones_too() -> None:
    content = """
        metrics: [{id: m}]
        kpis:
          - {id: a, title: A, interim_targets: {2026-Q1: 1, 2026-03: 2, 2026-06: 3}}
          - {id: b, title: B, status: dropped, actuals: {2026-12-31: 1, 2026-01-31: 2, 2026: 3}}
          - {id: c, title: C, status: closed, target: -5%}
          - {id: d, title: D, metric: m, source: {connection: c, sql: s}, status: closed}
          - {id: e, title: E, actuals: {2026-12-31: 1, 2026-01-31: 2}}
          - {id: f, title: F, target: +2, metric: m}
    """
    assert [message for _, message in said(content)] == [
        "`2026-03` and `2026-Q1` are the same day, 2026-03-31",
        "`2026` and `2026-12-31` are the same day, 2026-12-31",
        "the target `-5%` is a change from a baseline, and `c` has none",
        "`source` belongs to the metric, and `d` names the metric `m`",
        "the target `+2` is a change from a baseline, and `f` has none",
    ]


def test_every_wrong_field_of_a_definition_is_named() -> None:
    content = "kpis: [{id: a, title: A, pace: fast, direction: up, actuals: {soon: 1, 2026: x}}]"
    assert [message.split(":")[0] for _, message in said(content)] == [
        "`pace`",
        "`direction`",
        "`actuals`",
        "`actuals`",
    ]


def test_a_broken_definition_keeps_its_id() -> None:
    content = """
        objectives: [{id: o, title: O, status: odd, contributes_to: x, kpis: [{id: n, title: N}]}]
        kpis:
          - {id: a, title: A, contributes_to: [o, {goal: b}], guardrails: b}
          - {id: b, title: B, pace: fast, contributes_to: [a, {goal: x}]}
        objectivs: []
    """
    assert [code for code, _ in said(content)] == ["D003", "D002", "D002"]
    loaded, _ = load(content)
    assert [(part.section, part.id, part.contributes_to) for part in loaded.broken] == [
        ("objectives", "o", ("x",)),
        ("kpis", "b", ("a", "x")),
    ]
    assert loaded.broken_ids == {"o", "b"}
    assert loaded.goals_with_broken_contributors == {"x", "a"}
    assert loaded.goals_with_unknown_parents == {"n", "a"}


def test_a_wrong_default_breaks_the_goals_that_take_it() -> None:
    content = """
        defaults: {period: soon, owner: dana}
        objectives:
          - id: o
            title: O
            kpis: [{id: a, title: A}, {id: b, title: B, period: 2026}]
        kpis:
          - {id: c, title: C, period: }
          - {id: d, title: D, period: 2026, weight: x}
        metrics: [{id: m}]
    """
    loaded, findings = load(content)
    assert [(part.rule.code, part.field) for part in findings] == [
        ("D002", "period"),
        ("D002", "weight"),
    ]
    assert [*loaded.goals] == ["b"]
    assert loaded.goals["b"].model.owner == "dana"
    assert loaded.broken_ids == {"o", "a", "c", "d"}
    assert "m" in loaded.metrics


@pytest.mark.parametrize("select", ["S101", "T101"])
@pytest.mark.parametrize("defaults", ["{period: soon, owner: {}}", "[]", "soon"])
def test_nothing_is_concluded_from_a_wrong_default(defaults: str, select: str) -> None:
    found = lint(f"defaults: {defaults}\nkpis: [{{id: a, title: A}}]", select)
    assert {part.finding.rule.code for part in found.findings} == {"D002"}


def test_an_unknown_key_in_a_default_breaks_no_goal() -> None:
    content = "defaults: {thresholds: {at_risk: 0.5, soon: 1}}\nkpis: [{id: a, title: A}]"
    loaded, findings = load(content)
    assert [part.rule.code for part in findings] == ["D003"]
    thresholds = loaded.goals["a"].model.thresholds
    assert thresholds is not None
    assert str(thresholds.at_risk) == "0.5"


def test_a_broken_file_hides_no_other() -> None:
    content = {
        "a.yaml": "kpis: [",
        "b.yaml": "- a list",
        "c.yaml": "kpis: [{id: c, title: C}]",
        "d.yaml": "",
    }
    loaded, _ = load(content)
    assert [*loaded.goals] == ["c"]
    assert [code for code, _ in said(content)] == ["D001", "D002"]
    assert loaded.paths == ("a.yaml", "b.yaml", "c.yaml", "d.yaml")


@pytest.mark.parametrize(
    ("content", "ids", "remedy"),
    [
        ("kpis: [{id: a, title: A}, {id: a, title: B}]", ["a"], "give one of the two another id"),
        ("objectives: [{id: a, title: A}]\nkpis: [{id: a, title: B}]", ["a"],
         "objectives and KPIs share their ids: give one of the two another id"),
        ("objectives: [{id: a, title: A, kpis: [{id: a, title: B}]}]", ["a"],
         "objectives and KPIs share their ids: give one of the two another id"),
        ("teams: [{id: a}, {id: a}]", ["a"], "give one of the two another id"),
        ("people: [{id: a}, {id: a}, {id: a}]", ["a", "a"], "give one of the two another id"),
        ("metrics: [{id: a}]\nkpis: [{id: a, title: A}]", ["a"],
         "name it with `metric: a`, or give one of the two another id"),
    ],
)  # fmt: skip
def test_an_id_is_defined_once(content: str, ids: list[str], remedy: str) -> None:
    assert said(content) == [("D005", f"`{key}` is defined a second time") for key in ids]
    assert set(helped(content)) == {remedy}


def test_the_first_of_two_definitions_counts_whatever_the_order_of_files() -> None:
    files = {"b.yaml": "kpis: [{id: a, title: B}]", "a.yaml": "kpis: [{id: a, title: A}]"}
    loaded, (finding,) = load(files)
    assert loaded.goals["a"].model.title == "A"
    assert (finding.primary.path, finding.related[0].path) == ("b.yaml", "a.yaml")


def test_a_metric_and_a_kpi_that_names_it_may_share_an_id() -> None:
    loaded = workspace("metrics: [{id: a, unit: EUR}]\nkpis: [{id: a, title: A, metric: a}]")
    assert loaded.unit(loaded.kpis[0]) == "EUR"


def test_a_team_a_person_a_metric_and_a_goal_may_share_an_id() -> None:
    loaded = workspace("""
        teams: [{id: a}]
        people: [{id: a}]
        metrics: [{id: a}]
        objectives: [{id: a, title: A}]
    """)
    named = (loaded.teams, loaded.people, loaded.metrics, loaded.goals)
    assert [[*names] for names in named] == [["a"]] * 4


def test_files_without_the_word_of_suppressions_are_quiet() -> None:
    content = {
        "a.yaml": "kpis: [{id: a, title: A}]",
        "b.yaml": "kpis: [{id: b, title: B}]  # kpi: ignore[missing-owner] why",
        "c.yaml": "kpis: [",
    }
    loaded, _ = load(content)
    assert loaded.quiet == {"a.yaml", "c.yaml"}


@pytest.mark.parametrize(
    ("fields", "message", "remedy"),
    [
        ("title: A, owner: [x, y]", "`owner`: expected a text, found a list", "`stakeholders`"),
        ("title: A, budget: 5", "`budget`: expected a mapping", "{eur: 250000, fte: 3}"),
        ("title: A, contributes_to: [[x]]", "`contributes_to`: expected a mapping", "[a, b]"),
        ("title: A, drivers: x", "`drivers`: expected a list", "effect: raises"),
        (
            "title: A, actuals: data.csv",
            "`actuals`: expected a map from dates to values, found `data.csv`",
            "write {csv: data.csv, date: DATE_COLUMN, value: VALUE_COLUMN}",
        ),
        ("title: ", "`title` has no value", "put text that begins with `#` in quotes"),
        ("target: 5", "`title` is missing", "add `title:`"),
    ],
)
def test_a_refused_field_says_what_to_write(fields: str, message: str, remedy: str) -> None:
    _, (finding,) = load(f"kpis: [{{id: a, {fields}}}]")
    assert finding.message == message
    assert remedy in (finding.help or "")


def test_a_title_that_is_a_comment_is_shown_where_it_stands() -> None:
    _, (finding,) = load("kpis:\n  - id: a\n    title: #1 in service\n")
    assert finding.message == "`title` has no value"
    assert finding.primary.place == Route(("kpis", 0, "title"))


@pytest.mark.parametrize(
    ("content", "near"),
    [
        ("kpis: [{id: a, name: A}]", "title"),
        ("teams: [{id: a, name: A}]", "title"),
        ("kpis: [{id: a, title: A, parent: b}, {id: b, title: B}]", "contributes_to"),
        ("objectives: [{id: a, title: A, key_results: [{id: b, title: B}]}]", "kpis"),
        ("key_results: [{id: b, title: B}]", "kpis"),
    ],
)
def test_a_field_by_the_name_that_it_has_elsewhere(content: str, near: str) -> None:
    _, (finding,) = load(content)
    assert finding.rule.code == "D003"
    assert finding.help == f"did you mean `{near}`?"


def test_a_field_that_is_there_is_not_meant_by_another() -> None:
    _, (finding,) = load("kpis: [{id: a, title: A, name: B}]")
    assert (finding.help or "").startswith("the fields are ")
