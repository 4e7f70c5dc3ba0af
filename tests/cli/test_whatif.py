"""`kpi whatif`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi

FUNNEL = """\
defaults: {period: 2026}
metrics:
  - {id: inquiries, unit: lead, aggregation: sum, formula: spend / cost_per_lead}
  - {id: spend, unit: EUR, aggregation: sum}
  - {id: cost_per_lead, unit: EUR/lead, range: ">= 50"}
  - {id: unused, unit: EUR}
kpis:
  - id: marketing.leads
    title: Bring 2,000 leads
    metric: inquiries
    target: ">= 2000"
    contributes_to: growth
    actuals: {2026-06-30: 1000}
  - id: finance.spend
    title: Spend no more than 100,000
    metric: spend
    target: "<= 100k"
    actuals: {2026-05-31: 50k, 2026-06-30: 10k}
  - {id: later, title: Later, metric: spend, period: 2027, target: "<= 50k"}
  - {id: words, title: Words, period: 2026, target: Be good, unit: EUR}
  - {id: share, title: Share, period: 2026, target: ">= 50%", actuals: {2026-06-30: 40%}}
"""


@pytest.fixture
def funnel(goals: Path) -> Path:
    (goals / "funnel.yaml").write_text(FUNNEL, "utf-8")
    return goals


def test_a_value_changes_the_goals_above_and_no_file(kpi: Kpi, goals: Path) -> None:
    before = (goals / "goals.yaml").read_bytes()
    outcome = kpi("whatif", "leads=20")
    assert (outcome.code, outcome.err) == (ExitCode.CLEAN, "")
    assert outcome.out == (
        "What if, as of 2026-07-01\n"
        "  leads  20 lead\n"
        "\n"
        "• leads  Raise leads from 10 to 20\n"
        "  value     15 → 20 lead\n"
        "  progress  0.5 → 1\n"
        "  status    ● on track → ✔ achieved\n"
        "\n"
        "◆ growth  Win a larger share\n"
        "  progress  0.5 → 1\n"
        "  status    ● on track → ✔ achieved\n"
        "\n"
        "No conflict appears or disappears\n"
    )
    assert (goals / "goals.yaml").read_bytes() == before


def test_nothing_changes(kpi: Kpi) -> None:
    out = kpi("whatif", "leads=15").out
    assert "No goal changes\n\nNo conflict appears or disappears\n" in out


@pytest.mark.usefixtures("funnel")
def test_a_target_that_cannot_be_met_with_the_others_makes_a_conflict_appear(kpi: Kpi) -> None:
    out = kpi("whatif", "marketing.leads.target=>= 3000").out
    assert "  target    >= 2000 → >= 3000\n" in out
    _, appearing = out.split("Conflicts that appear\n")
    assert "error[C104] infeasible-targets" in appearing
    assert "disappear" not in appearing


def test_a_conflict_disappears(kpi: Kpi, funnel: Path) -> None:
    (funnel / "funnel.yaml").write_text(FUNNEL.replace(">= 2000", ">= 3000"), "utf-8")
    out = kpi("whatif", "marketing.leads.target=>= 2000").out
    assert "appear\n" not in out.replace("disappear\n", "")
    _, disappearing = out.split("Conflicts that disappear\n")
    assert "error[C104] infeasible-targets" in disappearing
    same = kpi("whatif", "marketing.leads.target=>= 2900").out
    assert "No conflict appears or disappears" in same


@pytest.mark.usefixtures("funnel")
def test_of_a_flow_the_total_so_far_becomes_the_value_and_formulas_follow(kpi: Kpi) -> None:
    document = json.loads(kpi("whatif", "spend=80 kEUR", "--format", "json").out)
    assert document["schema"] == "kpi.whatif/v1"
    assert document["supposed"][0] == {
        "id": "finance.spend",
        "value": 80000,
        "unit": "EUR",
        "target": None,
    }
    (spend,) = document["goals"]
    assert (spend["before"]["value"], spend["after"]["value"]) == (60000, 80000)
    note, left = document["notes"]
    assert note == "`spend` stands for `finance.spend`"
    assert left == (
        "`marketing.leads` keeps its value: `inquiries = spend / cost_per_lead` needs "
        "`cost_per_lead`, not known for the same segment and period"
    )


def test_what_a_formula_gives_is_marked(kpi: Kpi, funnel: Path) -> None:
    (funnel / "cost.yaml").write_text(
        "kpis:\n  - {id: cost, title: Cost, period: 2026, metric: cost_per_lead, target: <= 60, "
        "actuals: {2026-06-30: 60}}\n",
        "utf-8",
    )
    out = kpi("whatif", "cost=40").out
    assert (
        "• marketing.leads  Bring 2,000 leads (by formula)\n  value     1,000 → 1,500 lead\n" in out
    )


@pytest.mark.usefixtures("funnel")
@pytest.mark.parametrize(
    ("assignment", "shown"),
    [
        ("leads.target=30", "20 → 30"),
        ("leads.target=+20%", "20 → +20%"),
        ("leads.target={change: 4}", "20 → 4"),
        ("leads.target={commit: 15, target: 25}", "20 → 25, commit 15"),
        ("leads.target = 12..14", "20 → 12..14"),
        ("finance.spend.target=<= 90 kEUR", "<= 100k → <= 90 kEUR"),
        ("words.target=>= 4 EUR", "Be good → >= 4 EUR"),
        ("share.target=>= 60%", ">= 50% → >= 60%"),
        ("later.target=<= 40k", "<= 50k → <= 40k"),
    ],
)
def test_targets_in_all_their_forms(kpi: Kpi, assignment: str, shown: str) -> None:
    outcome = kpi("whatif", assignment)
    assert (outcome.code, outcome.err) == (ExitCode.CLEAN, "")
    assert f"  target    {shown}\n" in outcome.out


@pytest.mark.usefixtures("funnel")
@pytest.mark.parametrize(
    ("assignment", "shown"),
    [
        ("share=45%", "0.4 → 0.45"),
        ("words=3", "– → 3 EUR"),  # noqa: RUF001 - the sign where there is no number
        ("leads=-1", "15 → -1 lead"),
    ],
)
def test_values_with_and_without_units(kpi: Kpi, assignment: str, shown: str) -> None:
    assert f"  value     {shown}\n" in kpi("whatif", assignment).out


@pytest.mark.usefixtures("funnel")
@pytest.mark.parametrize(
    ("assignments", "message", "remedy"),
    [
        (["leads"], "has no `=`", "write NAME=VALUE"),
        (["leads="], "has no `=`", "write NAME=VALUE"),
        (["=5"], "has no `=`", "write NAME=VALUE"),
        (["lead=5"], "there is no goal or metric `lead`", "did you mean `leads`?"),
        (["lead.target=5"], "there is no goal or metric `lead`", "did you mean `leads`?"),
        (["qqqqqq=5"], "there is no goal or metric `qqqqqq`", "`kpi tree`"),
        (["leads=many"], "`many` is not a number", "write a number such as 50"),
        (["leads=5 EUR"], "does not convert into the unit of `leads`, lead", "write it in lead"),
        (["leads.target=50 EUR"], "`50 EUR` does not convert", "write it in lead"),
        (["leads.target=soon"], "`soon` is a target in words", "write a target such as 50"),
        (["leads.target={a: 1}"], "cannot be a mapping with the keys", "write {commit: 40"),
        (["leads.target={a: "], "is not a mapping that YAML can read", "write '{commit: 40"),
        (["marketing.leads.target=50"], "which way is better is not clear", "write '>= 50'"),
        (["marketing.leads.target=+5%"], "has no baseline to change from", "the value itself"),
        (["leads=1", "leads=2"], "`leads` gets a value twice", "name it once"),
        (["spend=1", "finance.spend=2"], "`finance.spend` gets a value twice", "name it once"),
        (["leads.target=1", "leads.target=2"], "`leads` gets a target twice", "name it once"),
        (["growth=1"], "`growth` is an objective", "name a KPI below it"),
        (["spend.target=1"], "`spend` is a metric, which has no target", "name a KPI on it"),
        (["unused=1"], "no active KPI on the metric `unused`", "--as-of"),
        (["later=1"], "the period of `later` does not have the day 2026-07-01", "--as-of"),
        (["bad\x1b\u202e=1"], "`bad\\x1b\\u202e`", "`kpi tree`"),
    ],
)
def test_what_cannot_be_supposed(
    kpi: Kpi, assignments: list[str], message: str, remedy: str
) -> None:
    outcome = kpi("whatif", *assignments)
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert message in outcome.err
    assert f"help: {remedy}" in outcome.err or remedy in outcome.err.split("help: ")[1]


def test_without_an_assignment(kpi: Kpi) -> None:
    assert kpi("whatif").code == ExitCode.USAGE


def test_other_goals_on_the_same_quantity_are_named(kpi: Kpi, funnel: Path) -> None:
    (funnel / "more.yaml").write_text(
        "kpis:\n  - {id: sales.spend, title: S, period: 2026, metric: spend, target: <= 9}\n",
        "utf-8",
    )
    out = kpi("whatif", "finance.spend=70k").out
    assert (
        "  `finance.spend` alone has the other value, not `sales.spend` on the same metric\n" in out
    )
    assert "  `spend` stands for `finance.spend`, `sales.spend`\n" in kpi("whatif", "spend=7").out


def test_what_the_file_does_not_have_can_be_part_of_a_conflict(kpi: Kpi, funnel: Path) -> None:
    text = FUNNEL.replace('    target: ">= 2000"\n', "")
    assert text != FUNNEL
    (funnel / "funnel.yaml").write_text(text, "utf-8")
    outcome = kpi("whatif", "marketing.leads.target=>= 3000")
    assert outcome.code == ExitCode.CLEAN
    assert "error[C104]" in outcome.out.split("Conflicts that appear\n")[1]


def test_an_id_that_ends_like_a_target_is_an_id(kpi: Kpi, goals: Path) -> None:
    (goals / "more.yaml").write_text(
        "kpis:\n  - {id: leads.target, title: T, period: 2026, target: '>= 4'}\n", "utf-8"
    )
    assert "• leads.target  T\n  value     – → 5\n" in kpi("whatif", "leads.target=5").out  # noqa: RUF001 - the sign where there is no number


def test_settings_decide_what_is_found(kpi: Kpi, funnel: Path) -> None:
    (funnel / "kpi.toml").write_text("[check]\nignore = ['C104']\n", "utf-8")
    out = kpi("whatif", "marketing.leads.target=>= 3000").out
    assert "No conflict appears or disappears" in out
    (funnel / "kpi.toml").write_text("[check]\nselect = ['NONSENSE']\n", "utf-8")
    assert kpi("whatif", "leads=3").code == ExitCode.USAGE


def test_what_could_not_be_loaded_is_said(kpi: Kpi, goals: Path) -> None:
    (goals / "broken.yaml").write_text("kpis: [{id: x, title: X, target: {a: 1}}]", "utf-8")
    outcome = kpi("whatif", "leads=20")
    assert outcome.code == ExitCode.FINDINGS
    assert "1 error in loading" in outcome.err
    assert "`x` could not be loaded" in kpi("whatif", "x=20").err
