from __future__ import annotations

import pytest

from kpicli.findings import Severity
from kpicli.render.findings.gitlab import check_gitlab
from render.checks import CONFLICT, SALES, found, result
from render.schemas import assert_code_quality


def test_a_violation_is_what_the_documentation_asks_for() -> None:
    (violation,) = assert_code_quality(check_gitlab(result(CONFLICT)))
    assert violation == {
        "description": "C101 disjoint-targets: no value of `discount` meets both",
        "check_name": "disjoint-targets",
        "fingerprint": "f006f35de25bce4166b6185253ce438c",
        "severity": "major",
        "location": {"path": "sales/goals.yaml", "lines": {"begin": 12, "end": 12}},
    }


@pytest.mark.parametrize(
    ("severity", "theirs"),
    [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")],
)
def test_severities_in_the_words_of_gitlab(severity: Severity, theirs: str) -> None:
    checked = result(found(SALES, severity=severity))
    assert assert_code_quality(check_gitlab(checked))[0]["severity"] == theirs


def test_paths_start_at_the_top_of_the_checkout() -> None:
    (violation,) = assert_code_quality(check_gitlab(result(CONFLICT), "goals/"))
    assert violation["location"]["path"] == "goals/sales/goals.yaml"


def test_clean_goals_are_an_empty_array() -> None:
    assert check_gitlab(result()) == "[]\n"
