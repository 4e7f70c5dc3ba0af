from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.findings import Certainty, Finding, Severity
from kpicli.render.rules_table import rules_json, rules_table
from kpicli.render.theme import Style
from kpicli.rules.registry import RULES
from kpicli.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.workspace import Workspace


class VagueTitle(Rule):
    """
    ## What it does
    Reports titles that name a wish, such as "improve". It looks at all goals.

    ## Why it matters
    Nobody knows.

    ## Bad
    ```yaml
    kpis: []
    ```

    ## Good
    ```yaml
    kpis: []
    ```
    """  # noqa: D205, D212 - a rule's docstring is its page

    code = "S102"
    name = "vague-title"
    severity = Severity.WARNING
    certainty = Certainty.HEURISTIC

    def check(self, workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - it is only listed
        return iter(())


class Cycle(VagueTitle):
    __doc__ = VagueTitle.__doc__
    code = "R106"
    name = "contribution-cycle"
    severity = Severity.ERROR
    certainty = Certainty.PROVED


SUMMARY = 'Reports titles that name a wish, such as "improve"'


def test_the_catalogue_is_a_table() -> None:
    assert rules_table([VagueTitle, Cycle], Style(200)) == (
        f"S102  vague-title         warning  heuristic  {SUMMARY}\n"
        f"R106  contribution-cycle  error    proved     {SUMMARY}\n"
        "\n"
        "2 rules\n"
    )


def test_what_a_rule_does_is_cut_to_the_width() -> None:
    line = rules_table([VagueTitle], Style(64)).splitlines()[0]
    assert line == "S102  vague-title  warning  heuristic  Reports titles that name…"


def test_where_there_is_no_room_it_stands_below() -> None:
    assert rules_table([VagueTitle], Style(40, unicode=False)) == (
        "S102  vague-title  warning  heuristic\n"
        "    Reports titles that name a wish,\n"
        '    such as "improve"\n'
        "\n"
        "1 rule\n"
    )


def test_where_there_is_no_room_for_the_columns_they_stand_in_lines() -> None:
    assert rules_table([VagueTitle, Cycle], Style(36, unicode=False)) == (
        "S102  vague-title\n"
        "    warning  heuristic\n"
        "    Reports titles that name a wish,\n"
        '    such as "improve"\n'
        "R106  contribution-cycle\n"
        "    error  proved\n"
        "    Reports titles that name a wish,\n"
        '    such as "improve"\n'
        "\n"
        "2 rules\n"
    )


@pytest.mark.parametrize("width", [1, 20, 21, 22, 30, 40, 52, 53, 54, 80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = rules_table(RULES, Style(width)).splitlines()
    assert max(map(len, lines)) <= max(width, 20)


def test_severities_are_coloured() -> None:
    line = rules_table([Cycle], Style(200, color=True)).splitlines()[0]
    assert line.startswith(
        "\x1b[35mR106\x1b[0m  \x1b[1mcontribution-cycle\x1b[0m  \x1b[1;31merror\x1b[0m  "
        "\x1b[2mproved\x1b[0m  Reports"
    )


def test_a_catalogue_of_nothing_is_a_count() -> None:
    assert rules_table([], Style(80)) == "\n0 rules\n"


def test_json_says_the_same() -> None:
    assert json.loads(rules_json([VagueTitle])) == {
        "schema": "kpi.rules/v1",
        "rules": [
            {
                "code": "S102",
                "name": "vague-title",
                "severity": "warning",
                "certainty": "heuristic",
                "summary": SUMMARY,
            }
        ],
    }
