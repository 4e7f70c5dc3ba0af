"""Names that rules once had keep their meaning in the settings."""

from __future__ import annotations

import pytest

from kpicli.config.settings import CheckSettings
from kpicli.fields.read import read
from kpicli.findings import Severity
from kpicli.linter import select_rules
from kpicli.rules.names import current_name, rule_named
from kpicli.rules.registry import RENAMED, RULES
from kpicli.rules.specific.missing_owner import MissingOwner


@pytest.fixture(autouse=True)
def renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENAMED, "ownerless", "missing-owner")
    monkeypatch.setitem(RENAMED, "twice-owned", "double-ownership")


def test_old_names_mean_rules_of_today() -> None:
    assert rule_named("ownerless") is MissingOwner
    assert rule_named("S101") is MissingOwner
    assert rule_named("missing-owner") is MissingOwner
    assert rule_named("ownerles") is None
    assert current_name("S101") == "S101"


def test_select_ignore_severity_and_options_take_them() -> None:
    settings = read(
        CheckSettings,
        {
            "select": ["ownerless", "twice-owned"],
            "ignore": ["S"],
            "severity": {"ownerless": "info"},
            "per_file_ignores": {"*": ["ownerless"]},
            "options": {"twice-owned": {"common_dates": 3}},
        },
    )
    active, errors = select_rules(RULES, settings)
    chosen = {part.rule.name: part for part in active if not part.rule.code.startswith("D")}
    assert errors == ()
    assert set(chosen) == {"missing-owner", "double-ownership"}
    assert chosen["missing-owner"].severity is Severity.INFO


def test_a_wrong_option_is_found_under_the_name_it_is_written_with() -> None:
    settings = CheckSettings(options={"twice-owned": {"common_date": 3}})
    _, (error,) = select_rules(RULES, settings)
    assert error.keys == ("check", "options", "twice-owned", "common_date")
    assert error.help == "did you mean `common_dates`?"


def test_a_name_of_today_is_never_an_old_one_too() -> None:
    names = {rule.name for rule in RULES}
    assert names.isdisjoint(RENAMED)
    assert names.issuperset(RENAMED.values())
