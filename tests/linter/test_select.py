from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kpicli.config.settings import CheckSettings
from kpicli.fields.read import read
from kpicli.findings import Severity
from kpicli.linter import ActiveRule, select_rules
from kpicli.rules.registry import RULES as REAL_RULES
from kpicli.rules.registry import RULES as REGISTRY
from linter.rule_book import RULES


def settings(**values: Any) -> CheckSettings:  # noqa: ANN401 - as TOML holds them
    return read(CheckSettings, values)


def active(**values: Any) -> dict[str, ActiveRule]:  # noqa: ANN401 - as TOML holds them
    rules, errors = select_rules(RULES, settings(**values))
    assert errors == ()
    return {active.rule.code: active for active in rules}


def errors(**values: Any) -> list[tuple[str, str | None, tuple[str, ...]]]:  # noqa: ANN401 - as above
    found = select_rules(RULES, settings(**values))[1]
    return [(error.message, error.help, error.keys) for error in found]


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["ALL"], [], ["Z101", "Z102", "Y101"]),
        ([], [], []),
        (["Z"], [], ["Z101", "Z102"]),
        (["Z1"], [], ["Z101", "Z102"]),
        (["Z101", "other-goal"], [], ["Z101", "Y101"]),
        (["ALL"], ["ALL"], []),
        (["ALL"], ["Z"], ["Y101"]),
        (["ALL"], ["named-goal"], ["Z102", "Y101"]),
        (["Z"], ["Z101"], ["Z102"]),
        (["Z101"], ["Z"], ["Z101"]),
        (["named-goal"], ["Z1"], ["Z101"]),
        (["Z10"], ["Z1"], ["Z101", "Z102"]),
        (["Z1"], ["Z10"], []),
        (["Z101"], ["named-goal"], []),
        (["Z"], ["Z"], []),
        (["Z", "Y101"], ["ALL"], ["Z101", "Z102", "Y101"]),
    ],
)
def test_the_more_specific_selector_wins(
    select: list[str], ignore: list[str], codes: list[str]
) -> None:
    assert [*active(select=select, ignore=ignore)] == ["D001", *codes]


@pytest.mark.parametrize("ignore", [["D001"], ["syntax-error"], ["D"], ["ALL"]])
def test_loading_rules_cannot_be_switched_off_or_changed(ignore: list[str]) -> None:
    found = active(ignore=ignore, severity={"D001": "info"})
    assert found["D001"].severity is None


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ({}, [None, None]),
        ({"Z101": "info"}, [Severity.INFO, None]),
        ({"named-goal": "error"}, [Severity.ERROR, None]),
        ({"Z": "info"}, [Severity.INFO, Severity.INFO]),
        ({"Z101": "error", "Z": "info"}, [Severity.ERROR, Severity.INFO]),
        ({"Z": "info", "Z101": "error"}, [Severity.ERROR, Severity.INFO]),
        ({"ALL": "info", "Z1": "error"}, [Severity.ERROR, Severity.ERROR]),
    ],
)
def test_the_most_specific_severity_wins_whatever_the_order(
    severity: dict[str, str], expected: list[Severity | None]
) -> None:
    found = active(severity=severity)
    assert [found["Z101"].severity, found["Z102"].severity] == expected


@pytest.mark.parametrize(
    ("values", "message", "near", "keys"),
    [
        ({"select": ["named-gaol"]}, "there is no rule `named-gaol`", "did you mean `named-goal`?",
         ("check", "select")),
        ({"ignore": ["Z103"]}, "there is no rule `Z103`", "did you mean `Z101`?",
         ("check", "ignore")),
        ({"severity": {"X9": "info"}}, "there is no rule `X9`", "`kpi rules` lists them",
         ("check", "severity", "X9")),
        ({"per_file_ignores": {"a/**": ["owned"]}}, "there is no rule `owned`",
         "did you mean `owned-goal`?", ("check", "per_file_ignores", "a/**")),
        ({"options": {"owned-gaol": {}}}, "there is no rule `owned-gaol`",
         "did you mean `owned-goal`?", ("check", "options", "owned-gaol")),
        ({"options": {"owned-goal": {"tims": 3}}}, "`owned-goal` has no option `tims`",
         "did you mean `times`?", ("check", "options", "owned-goal", "tims")),
        ({"options": {"named-goal": {"times": 3}}}, "`named-goal` has no option `times`",
         "it has no options", ("check", "options", "named-goal", "times")),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_named_with_the_nearest_that_does(
    values: dict[str, Any], message: str, near: str, keys: tuple[str, ...]
) -> None:
    assert errors(**values) == [(message, near, keys)]


@pytest.mark.parametrize(
    ("rule", "option", "value", "words", "remedy"),
    [
        ("too-many-kpis", "max_per_owner", "many", "expected a whole number", None),
        ("too-many-kpis", "max_per_owner", Decimal("8.5"), "expected a whole number", None),
        ("too-many-kpis", "max_per_owner", 0, "expected at least 1", None),
        ("shortfall", "error_below", "most", "expected a number", None),
        ("sandbagged-target", "share", 1, "expected less than 1", None),
        ("contested-lever", "least_strength", 2, "expected at most 1", None),
        ("vague-title", "language", "xx", "there are words for en only", None),
        ("never-measured", "default_cadence", "montly",
         "expected one of daily, weekly, monthly, quarterly, yearly", "did you mean `monthly`?"),
    ],
)  # fmt: skip
def test_an_option_of_a_wrong_kind_says_what_was_expected(
    rule: str, option: str, value: object, words: str, remedy: str | None
) -> None:
    chosen = settings(options={rule: {option: value}})
    (found,) = select_rules(REGISTRY, chosen)[1]
    assert found.message == f"`check.options.{rule}.{option}`: {words}"
    assert (found.help, found.keys) == (remedy, ("check", "options", rule, option))


@pytest.mark.parametrize(
    ("rule", "option", "value", "expected"),
    [
        ("too-many-kpis", "max_per_owner", 0, "expected at least 1"),
        ("too-many-kpis", "max_per_owner", 2.5, "expected a whole number"),
        ("vague-title", "language", 5, "expected a text in quotes"),
        ("vague-title", "language", "xx", "there are words for en only"),
        ("unreachable-pace", "times", "x", "expected a number"),
        ("unreachable-pace", "times", 0, "expected more than 0"),
    ],
)
def test_a_wrong_option_says_what_is_expected(
    rule: str, option: str, value: object, expected: str
) -> None:
    _, found = select_rules(REAL_RULES, settings(options={rule: {option: value}}))
    assert [part.message for part in found] == [f"`check.options.{rule}.{option}`: {expected}"]


@pytest.mark.parametrize("key", ["owned-goal", "Z102"])
def test_options_reach_their_rule_by_name_and_code(key: str) -> None:
    from repository import workspace  # noqa: PLC0415 - the rest of this file loads no goals

    (rule,) = (
        part.rule
        for part in select_rules(RULES, settings(options={key: {"times": 3}}))[0]
        if part.rule.code == "Z102"
    )
    assert len([*rule.check(workspace("kpis: [{id: a, title: A}]"))]) == 3
