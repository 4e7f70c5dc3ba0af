"""`kpi review`: the agenda of a review meeting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi

RIVALS = """\
defaults: {period: 2026}
metrics: [{id: nps, unit: point}]
teams: [{id: sales}, {id: service}]
kpis:
  - {id: a, title: A, team: sales, owner: dana, metric: nps, target: ">= 40", reviewed: 2026-01-05}
  - {id: b, title: B, team: service, owner: kim, metric: nps, target: "<= 30"}
"""


def test_a_clean_agenda_says_so(kpi: Kpi) -> None:
    outcome = kpi("review")
    assert outcome.out == "Nothing to discuss: 2 goals, as of 2026-07-01\n"
    assert (outcome.code, outcome.err) == (ExitCode.CLEAN, "")


def test_rules_that_find_contests_and_overdue_reviews_are_run(kpi: Kpi, goals: Path) -> None:
    (goals / "rivals.yaml").write_text(RIVALS, "utf-8")
    document = json.loads(kpi("review", "--format", "json").out)
    assert [part["rule"] for part in document["contested"]] == ["disjoint-targets"]
    assert [part["goal"] for part in document["overdue"]] == ["a", "b", "leads"]


def test_the_settings_say_which_rules_run(kpi: Kpi, goals: Path) -> None:
    (goals / "rivals.yaml").write_text(RIVALS, "utf-8")
    settings = '[check]\nignore = ["overdue-review", "double-ownership"]\n'
    (goals / "kpi.toml").write_text(settings, "utf-8")
    document = json.loads(kpi("review", "--format", "json").out)
    assert [part["rule"] for part in document["contested"]] == ["disjoint-targets"]
    assert document["overdue"] == []


def test_a_suppressed_finding_is_no_point(kpi: Kpi, goals: Path) -> None:
    hidden = "# kpi: ignore-file[disjoint-targets, double-ownership] Agreed in January\n"
    (goals / "rivals.yaml").write_text(hidden + RIVALS, "utf-8")
    assert json.loads(kpi("review", "--format", "json").out)["contested"] == []


@pytest.mark.parametrize(
    ("arguments", "goals_counted"),
    [
        (("--team", "acme"), 2),
        (("--owner", "ada"), 2),
        (("--team", "sales,service"), 2),
        (("--team", "sales", "--owner", "kim"), 0),
    ],
)
def test_team_and_owner_choose_the_goals(
    kpi: Kpi, goals: Path, arguments: tuple[str, ...], goals_counted: int
) -> None:
    (goals / "rivals.yaml").write_text(RIVALS, "utf-8")
    document = json.loads(kpi("review", *arguments, "--format", "json").out)
    assert document["summary"]["goals"] == goals_counted


def test_an_unknown_team_is_told_with_the_nearest(kpi: Kpi) -> None:
    outcome = kpi("review", "--team", "acne")
    assert outcome.code == ExitCode.USAGE
    assert outcome.err == "error: there is no team `acne`\n  help: did you mean `acme`?\n"


@pytest.mark.parametrize(("days", "count"), [("183", 2), ("182", 0), ("0", 0), ("9" * 5000, 2)])
def test_days_say_what_soon_is(kpi: Kpi, days: str, count: int) -> None:
    document = json.loads(kpi("review", "--days", days, "--format", "json").out)
    assert len(document["expiring"]) == count


@pytest.mark.parametrize("days", ["-1", "1.5", "soon", " "])
def test_what_is_no_number_of_days_is_refused(kpi: Kpi, days: str) -> None:
    for arguments in (["--days", days], [f"--days={days}"]):
        outcome = kpi("review", *arguments)
        assert outcome.code == ExitCode.USAGE
        assert outcome.err == (
            f"error: `{days}` is no number of days\n"
            "  help: write a whole one from 0 up, such as 30\n"
        )


def test_markdown_has_a_title(kpi: Kpi) -> None:
    assert kpi("review", "--format", "markdown").out.startswith("# Review as of 2026-07-01\n")


def test_what_could_not_be_loaded_is_told(kpi: Kpi, goals: Path) -> None:
    (goals / "broken.yaml").write_text("kpis: [", "utf-8")
    outcome = kpi("review")
    assert outcome.code == ExitCode.FINDINGS
    assert outcome.err.startswith("warning: 1 error in loading")
    assert kpi("review", "--quiet").err == ""


def test_settings_that_name_no_rule_are_refused(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").write_text('[check]\nignore = ["overdue-revue"]\n', "utf-8")
    outcome = kpi("review")
    assert outcome.code == ExitCode.USAGE
    assert "overdue-revue" in outcome.err


def test_the_help_has_an_example(kpi: Kpi) -> None:
    assert "Example: kpi review --team sales" in kpi("review", "--help").out
