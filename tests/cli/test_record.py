"""`kpi record`: what it writes, what it says, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi


def test_an_actual_is_recorded_on_the_as_of_date(kpi: Kpi, goals: Path) -> None:
    outcome = kpi("record", "leads", "17")
    assert outcome.code == ExitCode.CLEAN
    place, said = outcome.out.split(": ", 1)
    assert place == "goals.yaml:16"
    assert said == "recorded 17 lead for leads on 2026-07-01; progress 50 % → 70 %, ● on track\n"
    assert "actuals: {2026-06-30: 15, 2026-07-01: 17}\n" in (goals / "goals.yaml").read_text(
        "utf-8"
    )


def test_all_that_belongs_to_an_actual(kpi: Kpi, goals: Path) -> None:
    options = ("--on", "2026-05", "--note", "Two slipped", "--confidence", "0.7")
    assert kpi("record", "leads", "12", *options, "--by", "ada", "--status", "at_risk").code == 0
    assert (
        '{2026-05: {value: 12, confidence: 0.7, status: at_risk, note: "Two slipped", by: ada}, '
    ) in (goals / "goals.yaml").read_text("utf-8")


def test_a_value_may_be_negative(kpi: Kpi, goals: Path) -> None:
    assert kpi("record", "leads", "-3.5", "--on", "2026-07-01").code == ExitCode.CLEAN
    assert "2026-07-01: -3.5}" in (goals / "goals.yaml").read_text("utf-8")


def test_quiet_says_nothing(kpi: Kpi) -> None:
    outcome = kpi("record", "leads", "17", "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (ExitCode.CLEAN, "", "")


def test_a_dry_run_shows_the_change_and_writes_nothing(kpi: Kpi, goals: Path) -> None:
    before = (goals / "goals.yaml").read_bytes()
    lines = kpi("record", "leads", "17", "--dry-run").out.splitlines()
    assert lines[:2] == ["--- goals.yaml", "+++ goals.yaml"]
    assert lines[-2:] == [
        "-    actuals: {2026-06-30: 15}",
        "+    actuals: {2026-06-30: 15, 2026-07-01: 17}",
    ]
    assert (goals / "goals.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("leads", "17", "--on", "2026-06-30"), 1, "goals.yaml:16: error: `leads` has a value"),
        (("leads", "17", "--on", "2026-06"), 1, "--force replaces it"),
        (("leads", "17", "--on", "2026-07-02"), 1, "after 2026-07-01 [T108]"),
        (("leads", "many"), 1, "`many` is not a number [D002]"),
        (("leads", "17 EUR"), 1, "does not convert into the unit of `leads`, lead [M109]"),
        (("leads", "17", "--confidence", "7"), 1, "is not between 0 and 1 [D002]"),
        (("leads", "17", "--on", "tomorrow"), 2, "`tomorrow` is not a date or a period"),
        (("leds", "17"), 2, "did you mean `leads`?"),
        (("growth", "17"), 2, "`growth` is an objective"),
        (("leads",), 2, "error: a value is missing\n  help: write `kpi record ID VALUE`"),
        (("", "17"), 2, "error: an id is missing"),
        (("leads", "17", "--on", "30.06.2026"), 2, "help: write 2026-06-30\n"),
        (("leads", "17", "--on", "06/05/2026"), 2, "help: write a date such as 2026-01-31"),
        (("leads", "--", "-5", "--on", "2026-05"), 2, "`--on` stands behind `--`"),
        (("leads", "--", "-5", "--on=2026-05"), 2, "`--on` stands behind `--`"),
        (("leads", "--", "-5", "--onn", "2026-05"), 2, "did you mean `--on`?"),
        ((), 2, "an id and a value are missing"),
        (("leads", "17", "--nte", "x"), 2, "did you mean `--note`?"),
        (("leads", "17", "--date", "2026-06-30"), 2, "there is no option `--date`"),
        (("leads", "17", "EUR"), 2, "`EUR` is more than the command takes"),
        (("leads", "--nte"), 2, "there is no option `--nte`"),
        (("leads", "17", "--status", "fine"), 2, "is not one of"),
        (("leads", "17", "--from", "x.csv"), 2, "--from goes without an id"),
        (("--from", "none.csv"), 2, "`none.csv` cannot be read"),
    ],
)
def test_what_is_refused_writes_nothing(
    kpi: Kpi, goals: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    before = (goals / "goals.yaml").read_bytes()
    outcome = kpi("record", *arguments)
    assert outcome.code == code
    assert said in outcome.err
    assert outcome.out == ""
    assert (goals / "goals.yaml").read_bytes() == before


@pytest.mark.parametrize("actuals", ["", ", actuals: {csv: done.csv, date: day, value: done}"])
def test_how_a_deliverable_is_recorded_is_said(kpi: Kpi, goals: Path, actuals: str) -> None:
    text = f"kpis: [{{id: book, title: Handbook, period: 2026, target: complete{actuals}}}]\n"
    (goals / "more.yaml").write_text(text, "utf-8")
    (goals / "done.csv").write_text("day,done\n2026-01-01,false\n", "utf-8")
    outcome = kpi("record", "book", "done")
    assert "help: write true or false, or how much of it is done, such as 60%\n" in outcome.err
    for value in ("60%", "true"):
        outcome = kpi("record", "book", value, "--force")
        assert outcome.code == ExitCode.CLEAN
        assert f": recorded {value} for book on 2026-07-01" in outcome.out


@pytest.mark.parametrize(
    ("on", "said"),
    [("2026-06-30", "; its period begins on 2026-07-01\n"), ("2026-07-01", "50 %, ○ early\n")],
)
def test_a_value_before_the_period_is_told(kpi: Kpi, goals: Path, on: str, said: str) -> None:
    text = "kpis: [{id: late, title: Late, unit: x, period: 2026-H2, baseline: 1, target: 5}]\n"
    (goals / "more.yaml").write_text(text, "utf-8")
    assert kpi("record", "late", "3", "--on", on).out.endswith(said)


def test_force_replaces_the_value(kpi: Kpi, goals: Path) -> None:
    assert kpi("record", "leads", "16", "--on", "2026-06-30", "--force").code == ExitCode.CLEAN
    assert "actuals: {2026-06-30: 16}\n" in (goals / "goals.yaml").read_text("utf-8")


def test_the_settings_decide_what_is_an_error(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").write_text('[check]\nignore = ["future-actual"]\n', "utf-8")
    assert kpi("record", "leads", "17", "--on", "2026-07-02").code == ExitCode.CLEAN


def test_many_from_a_file(kpi: Kpi, goals: Path) -> None:
    rows = "id,date,value,note\nleads,2026-04-30,13,\n\nleads,2026-05-31,14,Fair\n"
    (goals / "many.csv").write_text(rows, "utf-8")
    lines = kpi("record", "--from", "many.csv").out.splitlines()
    assert lines[-1] == "2 actuals recorded in 1 file"
    assert ('actuals: {2026-04-30: 13, 2026-05-31: {value: 14, note: "Fair"}, 2026-06-30: 15}') in (
        goals / "goals.yaml"
    ).read_text("utf-8")
    again = kpi("record", "--from", "many.csv")
    assert again.code == ExitCode.CLEAN
    assert again.out.splitlines()[-1] == "0 actuals recorded in 0 files, 2 were there already"


def test_a_wrong_row_stops_all_of_them(kpi: Kpi, goals: Path) -> None:
    before = (goals / "goals.yaml").read_bytes()
    rows = "id,date,value\nleads,2026-04-30,13\nleads,2026-06-30,14\nlead,2026-05-31,x\n"
    (goals / "many.csv").write_text(rows, "utf-8")
    outcome = kpi("record", "--from", "many.csv")
    assert outcome.code == ExitCode.FINDINGS
    assert "many.csv:3: error: `leads` has a value for 2026-06-30 already: 15" in outcome.err
    assert "many.csv:4: error: there is no goal `lead`" in outcome.err
    assert outcome.err.endswith("nothing was recorded\n")
    assert (goals / "goals.yaml").read_bytes() == before


@pytest.mark.parametrize("option", ["--dry-run", "--force"])
def test_a_file_that_gives_two_values_for_one_day_is_refused(
    kpi: Kpi, goals: Path, option: str
) -> None:
    before = (goals / "goals.yaml").read_bytes()
    rows = "id,date,value\nleads,2026-04,13\nleads,2026-04-30,13.0\nleads,2026-04-30,14\n"
    (goals / "many.csv").write_text(rows, "utf-8")
    outcome = kpi("record", "--from", "many.csv", option)
    assert outcome.code == ExitCode.FINDINGS
    assert outcome.err == (
        "many.csv:4: error: `leads` is given 13 for 2026-04 already\n"
        "  at: many.csv:2\n"
        "  help: leave one of the two out\n"
        "nothing was recorded\n"
    )
    assert (goals / "goals.yaml").read_bytes() == before


def test_a_row_that_says_the_same_again_is_there_already(kpi: Kpi, goals: Path) -> None:
    rows = "id,date,value\nleads,2026-04,13\nleads,2026-04-30,13.0\n"
    (goals / "many.csv").write_text(rows, "utf-8")
    outcome = kpi("record", "--from", "many.csv")
    assert outcome.out.endswith("\n1 actual recorded in 1 file, 1 was there already\n")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("id,value\n", "many.csv:1: the file has no column `date`"),
        ("id,date,value,notes\n", "did you mean `note`?"),
        ("id,date,value\n", "`many.csv` has no rows"),
        (
            "id,date,value\nleads,2026-04,13\nleads,2026-05,1,200\n",
            "many.csv:3: the row has 4 cells, and 3 columns are named",
        ),
        (
            'id,date,value,note\nleads,2026-04,13,"a\nleads,2026-05,1,b\n',
            "many.csv:2: the row cannot be read",
        ),
    ],
)
def test_a_file_that_is_no_list_of_actuals(kpi: Kpi, goals: Path, rows: str, said: str) -> None:
    (goals / "many.csv").write_text(rows, "utf-8")
    outcome = kpi("record", "--from", "many.csv")
    assert outcome.code == ExitCode.USAGE
    assert said in outcome.err


ABOVE = """
metrics: [{id: rate, formula: all / 2}]
kpis:
  - {id: all, title: All, period: 2026, baseline: 0, target: 10, rollup: ROLLUP}
  - {id: one, title: One, period: 2026, baseline: 0, target: 5, contributes_to: all}
  - {id: two, title: Two, period: 2026, baseline: 0, target: 5, contributes_to: all}
  - {id: out, title: Out, status: draft, contributes_to: all}
  - {id: nil, title: Nil, weight: 0, contributes_to: all}
  - {id: off, title: Off, contributes_to: {goal: all, rollup: false}}
  - {id: rate_2026, title: Rate, metric: rate, period: 2026, baseline: 0, target: 5}
"""


@pytest.mark.parametrize(
    ("rollup", "day", "said"),
    [
        ("sum", "2026-07-01", "; its own actuals count, not the sum of its 2 contributors"),
        ("weighted_average", "2026-07-01", "not the weighted average of its 2 contributors"),
        ("min", "2026-07-01", "; its own actuals count, not the least of its 2 contributors"),
        ("max", "2026-07-01", "; its own actuals count, not the greatest of its 2 contributors"),
        ("none", "2026-07-01", "50 %, ● on track"),
        (
            "sum",
            "2025-12-31",
            "; its period begins on 2026-01-01; the sum of its 2 contributors still counts",
        ),
        ("none", "2025-12-31", "; its period begins on 2026-01-01"),
    ],
)
def test_what_counts_beside_a_roll_up(
    kpi: Kpi, goals: Path, rollup: str, day: str, said: str
) -> None:
    (goals / "goals.yaml").write_text(ABOVE.replace("ROLLUP", rollup), "utf-8")
    outcome = kpi("record", "all", "5", "--on", day)
    assert outcome.out.endswith(f"{said}\n")
    assert outcome.err == ""


def test_the_same_once_another_day_counts(kpi: Kpi, goals: Path) -> None:
    (goals / "goals.yaml").write_text(ABOVE.replace("ROLLUP", "sum"), "utf-8")
    kpi("record", "all", "5", "--on", "2026-06-30")
    outcome = kpi("record", "all", "4", "--on", "2025-12-31")
    assert "; its own actuals count, not the sum of its 2 contributors\n" in outcome.out


def test_a_roll_up_of_nothing_is_not_spoken_of(kpi: Kpi, goals: Path) -> None:
    alone = ABOVE.replace("ROLLUP", "sum").replace("contributes_to: all", "tags: []")
    (goals / "goals.yaml").write_text(alone, "utf-8")
    assert kpi("record", "all", "5").out.endswith("50 %, ● on track\n")


def test_what_counts_beside_a_formula(kpi: Kpi, goals: Path) -> None:
    (goals / "goals.yaml").write_text(ABOVE.replace("ROLLUP", "none"), "utf-8")
    counts = "; it counts as recorded, whatever its formula gives\n"
    assert kpi("record", "rate_2026", "5").out.endswith(counts)
    assert kpi("record", "rate_2026", "5", "--on", "2026-05").out.endswith(counts)
    assert not kpi("record", "one", "5").out.endswith(counts)


def test_a_value_that_does_not_count_is_not_said_to(kpi: Kpi, goals: Path) -> None:
    (goals / "goals.yaml").write_text(ABOVE.replace("ROLLUP", "none"), "utf-8")
    outcome = kpi("record", "rate_2026", "5", "--on", "2025-12-31")
    assert outcome.out.endswith("; its period begins on 2026-01-01\n")
