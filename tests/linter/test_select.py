from __future__ import annotations

from typing import Any

import pytest

from kpicli.config.settings import CheckSettings
from kpicli.fields.read import read
from kpicli.findings import Severity
from kpicli.linter import ActiveRule, select_rules
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


def test_an_option_of_a_wrong_kind() -> None:
    ((message, _, keys),) = errors(options={"owned-goal": {"times": "often"}})
    assert "times" in message
    assert keys == ("check", "options", "owned-goal", "times")


@pytest.mark.parametrize("key", ["owned-goal", "Z102"])
def test_options_reach_their_rule_by_name_and_code(key: str) -> None:
    from repository import workspace  # noqa: PLC0415 - the rest of this file loads no goals

    (rule,) = (
        part.rule
        for part in select_rules(RULES, settings(options={key: {"times": 3}}))[0]
        if part.rule.code == "Z102"
    )
    assert len([*rule.check(workspace("kpis: [{id: a, title: A}]"))]) == 3
