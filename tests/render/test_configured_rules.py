from __future__ import annotations

import json
from datetime import date

import pytest
from msgspec.structs import replace

from kpicli.findings import Severity
from kpicli.linter.configured import ConfiguredRule, Option, Origin
from kpicli.render.configured_rules import configured_json, configured_table
from kpicli.render.theme import Style
from kpicli.rules.specific.missing_owner import MissingOwner

PLAIN = ConfiguredRule(
    MissingOwner,
    is_on=True,
    on_origin=None,
    severity=Severity.WARNING,
    severity_origin=None,
    ignored_for=(),
    options=(),
)
SET = replace(
    PLAIN,
    is_on=False,
    on_origin=Origin("kpi.toml", 2),
    severity=Severity.INFO,
    severity_origin=Origin("kpi.toml", 4, "S101"),
    ignored_for=(("drafts/**", Origin("kpi.toml", 6, "S")),),
    options=(Option("words", ["a", 1.5], Origin("kpi.toml", 8, "missing-owner")),),
)


def test_what_is_set_stands_below_the_rule() -> None:
    assert configured_table((PLAIN, SET), Style(80)) == (
        "S101  missing-owner  on   warning\n"
        "S101  missing-owner  off  info\n"
        "      off: kpi.toml:2 (not selected)\n"
        "      severity info: kpi.toml:4 (S101)\n"
        "      off for drafts/**: kpi.toml:6 (S)\n"
        '      words = ["a", 1.5]: kpi.toml:8 (missing-owner)\n'
        "\n"
        "1 of 2 rules on\n"
    )


def test_where_there_is_no_room_for_the_columns_they_stand_in_lines() -> None:
    assert configured_table((PLAIN,), Style(30)) == (
        "S101  missing-owner\n      on   warning\n\n1 of 1 rule on\n"
    )


@pytest.mark.parametrize("width", [1, 20, 30, 32, 33, 40])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = configured_table((PLAIN, SET), Style(width)).splitlines()
    assert max(map(len, lines)) <= max(width, 20)


def test_control_characters_of_the_settings_are_escaped() -> None:
    part = replace(PLAIN, ignored_for=(("\x1b[31m", Origin("kpi.toml", 6, "S")),))
    assert "\x1b" not in configured_table((part,), Style(80))


def test_json_adds_a_key_to_each_rule() -> None:
    (rule,) = json.loads(configured_json((SET,)))["rules"]
    assert rule["severity"] == "warning"
    assert rule["config"] == {
        "on": False,
        "on_set": {"path": "kpi.toml", "line": 2, "selector": ""},
        "severity": "info",
        "severity_set": {"path": "kpi.toml", "line": 4, "selector": "S101"},
        "ignored_for": [
            {"glob": "drafts/**", "set": {"path": "kpi.toml", "line": 6, "selector": "S"}}
        ],
        "options": [
            {
                "name": "words",
                "value": ["a", 1.5],
                "set": {"path": "kpi.toml", "line": 8, "selector": "missing-owner"},
            }
        ],
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.1, "0.1"),
        (True, "true"),
        (4, "4"),
        ("x", '"x"'),
        (1e300, "1" + "0" * 300),
        (float("nan"), '"nan"'),
        (date(2026, 9, 1), '"2026-09-01"'),
    ],
)
def test_values_are_written_exactly(value: object, written: str) -> None:
    part = replace(PLAIN, options=(Option("x", value, Origin("kpi.toml", 1)),))
    assert f'"value": {written},' in configured_json((part,))


def test_tables_keep_their_keys() -> None:
    part = replace(PLAIN, options=(Option("x", {"a": [1]}, Origin("kpi.toml", 1)),))
    (rule,) = json.loads(configured_json((part,)))["rules"]
    assert rule["config"]["options"][0]["value"] == {"a": [1]}
