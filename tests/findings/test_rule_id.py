from __future__ import annotations

import pytest

from kpicli.findings import LOADING_RULES, Certainty, Severity


@pytest.mark.parametrize(
    ("severity", "rank", "lowered"),
    [("error", 0, "warning"), ("warning", 1, "info"), ("info", 2, "info")],
)
def test_severities_go_from_act_to_know(severity: str, rank: int, lowered: str) -> None:
    assert Severity(severity).rank == rank
    assert Severity(severity).lowered() == lowered


def test_loading_rules_are_proved_errors_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in LOADING_RULES]
    assert codes == [f"D00{number}" for number in range(1, 8)]
    assert {(rule.severity, rule.certainty) for rule in LOADING_RULES} == {
        (Severity.ERROR, Certainty.PROVED)
    }
