from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from kpicli.findings import Certainty, RuleId, Safety, Severity
from kpicli.linter import LocatedEdit, LocatedFix, SuppressedFinding
from kpicli.render.findings import sarif
from kpicli.render.findings.sarif import check_sarif
from kpicli.rules.registry import RULES
from kpicli.source import Position
from render.checks import CONFLICT, SALES, found, place, result
from render.schemas import assert_sarif

REASONED = SuppressedFinding(CONFLICT, "agreed in May", date(2026, 12, 31))
SILENT = SuppressedFinding(CONFLICT, "", None)


def test_a_result_has_rule_place_words_and_fingerprint() -> None:
    run = assert_sarif(check_sarif(result(CONFLICT), "1.2.3"))
    region = {"startLine": 12, "startColumn": 13, "endLine": 12, "endColumn": 21}
    other = {"startLine": 9, "startColumn": 13, "endLine": 9, "endColumn": 20}
    assert run["results"] == [
        {
            "ruleId": "C101",
            "ruleIndex": 0,
            "level": "error",
            "message": {
                "text": "no value of `discount` meets both\n"
                "see finance/goals.yaml:9:13: at most 8 %\n"
                "help: agree on one target"
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "sales/goals.yaml", "uriBaseId": "%SRCROOT%"},
                        "region": region,
                    }
                }
            ],
            "relatedLocations": [
                {
                    "id": 1,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "finance/goals.yaml", "uriBaseId": "%SRCROOT%"},
                        "region": other,
                    },
                    "message": {"text": "at most 8 %"},
                }
            ],
            "partialFingerprints": {"kpi/v1": "f006f35de25bce4166b6185253ce438c"},
            "properties": {"goals": ["a", "b"]},
        }
    ]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_the_driver_describes_the_rules_that_found_something() -> None:
    driver = assert_sarif(check_sarif(result(CONFLICT), "1.2.3"))["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("kpi", "1.2.3")
    (rule,) = driver["rules"]
    assert (rule["id"], rule["name"]) == ("C101", "disjoint-targets")
    assert rule["help"]["markdown"].startswith("# disjoint-targets (C101)")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {
        "certainty": "proved",
        "precision": "very-high",
        "problem.severity": "error",
        "tags": ["conflict", "proved"],
    }


def test_every_rule_can_be_described() -> None:
    parts = [
        replace(CONFLICT, finding=replace(CONFLICT.finding, rule=rule.rule_id()))
        for rule in reversed(RULES)
    ]
    run = assert_sarif(check_sarif(result(*parts), "1"))
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == len(RULES)
    # Code scanning cuts descriptions there, and takes at most 20 tags.
    assert all(len(rule["shortDescription"]["text"]) <= 1024 for rule in rules)
    assert all(len(rule["fullDescription"]["text"]) <= 1024 for rule in rules)
    for written in run["results"]:
        assert rules[written["ruleIndex"]]["id"] == written["ruleId"]


def test_a_rule_without_a_page_has_no_texts() -> None:
    unknown = RuleId("X999", "unheard-of", Severity.INFO, Certainty.HEURISTIC)
    part = replace(CONFLICT, finding=replace(CONFLICT.finding, rule=unknown))
    (rule,) = assert_sarif(check_sarif(result(part), "1"))["tool"]["driver"]["rules"]
    assert set(rule) == {"id", "name", "defaultConfiguration", "properties"}


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_the_level_is_that_of_the_finding(severity: Severity, level: str) -> None:
    run = assert_sarif(check_sarif(result(found(SALES, severity=severity)), "1"))
    assert run["results"][0]["level"] == level
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"] == "error"


@pytest.mark.parametrize(
    ("hidden", "justification"),
    [(REASONED, "agreed in May (until 2026-12-31)"), (SILENT, "no reason given")],
)
def test_a_suppressed_finding_is_a_result_with_its_reason(
    hidden: SuppressedFinding, justification: str
) -> None:
    run = assert_sarif(check_sarif(replace(result(), suppressed=(hidden,)), "1"))
    (written,) = run["results"]
    assert written["suppressions"] == [{"kind": "inSource", "justification": justification}]
    assert len(run["tool"]["driver"]["rules"]) == 1


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b#c?.yaml", "top/a%20b%23c%3F.yaml"),
        ("50%:é.yaml", "top/50%25%3A%C3%A9.yaml"),
        ("\udc80.yaml", "top/%80.yaml"),
        ("caf\udce9 é.yaml", "top/caf%E9%20%C3%A9.yaml"),
        ("\ud800.yaml", "top/%ED%A0%80.yaml"),
    ],
)
def test_a_path_is_a_uri_from_the_top_of_the_checkout(path: str, uri: str) -> None:
    run = assert_sarif(check_sarif(result(found(place(path, 1, (1, 1), ""))), "1", "top/"))
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == uri


def test_a_message_holds_no_link() -> None:
    part = found(SALES, message="[gratis](https://example.org) [1](1)")
    run = assert_sarif(check_sarif(result(part), "1"))
    text = run["results"][0]["message"]["text"]
    assert text == "[gratis\\](https://example.org) [1\\](1)"


def test_a_fix_is_a_change_of_its_file() -> None:
    edit = LocatedEdit("sales/goals.yaml", Position(12, 13), Position(12, 21), "'>= 8%'")
    fix = LocatedFix("write `>= 8%`", Safety.UNSAFE, (edit,))
    run = assert_sarif(check_sarif(result(replace(CONFLICT, fix=fix)), "1", "top/"))
    (written,) = run["results"][0]["fixes"]
    assert written["description"] == {"text": "write `>= 8%` (unsafe)"}
    (change,) = written["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "top/sales/goals.yaml"
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "'>= 8%'"}
    assert replacement["deletedRegion"] == {
        "startLine": 12,
        "startColumn": 13,
        "endLine": 12,
        "endColumn": 21,
    }


def test_what_finds_no_room_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 3)
    parts = [found(SALES, severity=severity) for severity in Severity for _ in range(2)]
    checked = replace(result(*reversed(parts)), suppressed=(REASONED,))
    run = assert_sarif(check_sarif(checked, "1"))
    assert [written["level"] for written in run["results"]] == ["error", "error", "warning"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == (
        "only 3 results are listed; left out: 1 warning, 2 infos, 1 suppressed"
    )


def test_clean_goals_are_a_run_without_results() -> None:
    run = assert_sarif(check_sarif(result(), "1"))
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
