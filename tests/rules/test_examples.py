"""Every page's `Bad` yields exactly the findings that it marks, and its `Good` none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.rules.page import page_of
from kpicli.rules.registry import RULES
from rules.announced import disagreements

if TYPE_CHECKING:
    from kpicli.rules.rule import Rule

every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


@every_rule
def test_bad_yields_exactly_the_marked_findings(rule: type[Rule]) -> None:
    bad = page_of(rule).bad
    assert rule.name in {mark.rule for mark in bad.marks}
    assert disagreements(bad, rule.name) == []


@every_rule
def test_good_yields_none(rule: type[Rule]) -> None:
    good = page_of(rule).good
    assert good.files
    assert good.marks == ()
    assert disagreements(good, rule.name) == []
