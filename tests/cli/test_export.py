"""`kpi export`, and `kpi import` of what it wrote."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi


def test_one_csv_file_holds_goals_and_says_what_it_lacks(kpi: Kpi) -> None:
    outcome = kpi("export")
    header, *rows = outcome.out.splitlines()
    assert header.startswith("kind,id,title,description,team,owner,period,contributes_to,metric,")
    assert [row.split(",")[:3] for row in rows] == [
        ["objective", "growth", "Win a larger share"],
        ["kpi", "leads", "Raise leads from 10 to 20"],
    ]
    assert outcome.err.startswith("note: one CSV file holds goals only, not 1 actual, 1 team;")


def test_the_actuals_go_to_a_file_of_their_own(kpi: Kpi, goals: Path) -> None:
    assert kpi("export", "-o", "g.csv", "--actuals", "a.csv").out == ""
    assert (goals / "a.csv").read_text("utf-8") == (
        "id,date,value,confidence,status,note,by\nleads,2026-06-30,15,,,,\n"
    )


def test_json_is_a_versioned_document_with_exact_numbers(kpi: Kpi) -> None:
    document = json.loads(kpi("export", "--format", "json").out)
    assert list(document) == [
        "schema", "goals", "actuals", "metrics", "teams", "people", "tensions",
    ]  # fmt: skip
    assert document["schema"] == "kpi.export/v1"
    assert document["goals"][1]["target"] == 20
    assert document["actuals"] == [{"id": "leads", "date": "2026-06-30", "value": 15}]


@pytest.mark.parametrize("output", ["out.json", "out.xlsx", "out"])
def test_what_was_exported_comes_back(kpi: Kpi, goals: Path, output: str) -> None:
    before = json.loads(kpi("export", "--format", "json").out)
    assert kpi("export", "-o", output).code == ExitCode.CLEAN
    (goals / "goals.yaml").unlink()
    outcome = kpi("import", output, "--into", "back")
    assert outcome.code == ExitCode.CLEAN, outcome.err
    assert outcome.out == (
        "Wrote 1 KPI, 1 objective, 1 actual, 1 team in 2 goal files\nNext: kpi check --root back\n"
    )
    assert json.loads(kpi("export", "--root", "back", "--format", "json").out) == before


def test_the_same_goals_give_the_same_workbook(kpi: Kpi, goals: Path) -> None:
    kpi("export", "-o", "one.xlsx")
    kpi("export", "-o", "two.xlsx")
    assert (goals / "one.xlsx").read_bytes() == (goals / "two.xlsx").read_bytes()


def test_filters_choose_goals(kpi: Kpi) -> None:
    assert len(kpi("export", "--level", "individual", "--quiet").out.splitlines()) == 2


def test_a_goal_that_is_there_is_not_written_twice(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").write_text("", "utf-8")
    kpi("export", "-o", "out.json")
    outcome = kpi("import", "out.json", "--into", "back")
    assert outcome.code == ExitCode.USAGE
    assert "goals are there already: `growth` in goals.yaml and 1 more" in outcome.err


def test_every_row_that_would_get_lost_is_named(kpi: Kpi, goals: Path) -> None:
    kpi("export", "-o", "out", "--quiet")
    (goals / "goals.yaml").unlink()
    with (goals / "out/goals.csv").open("a", encoding="utf-8") as table:
        table.write("measure,more,More\nkpi,No Id,Again\n")
    (goals / "out/notes.csv").write_text("what\nnothing\n", "utf-8")
    outcome = kpi("import", "out", "--into", "back")
    assert outcome.code == ExitCode.USAGE
    assert [line for line in outcome.err.splitlines() if line.startswith("error")] == [
        "error: out: line 4 of goals: the kind `measure` is neither `objective` nor `kpi`",
        "error: out: line 5 of goals: `No Id` is not an id",
    ]
    assert not (goals / "back").exists()


def test_a_table_beside_an_export_is_named(kpi: Kpi, goals: Path) -> None:
    kpi("export", "-o", "out", "--quiet")
    (goals / "goals.yaml").unlink()
    (goals / "out/notes.csv").write_text("what\nnothing\n", "utf-8")
    outcome = kpi("import", "out", "--into", "back")
    assert outcome.out.startswith("note: `notes` is no part of the export and was left out\nWrote")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("kpi,leads,Again", "the id `leads` stands 2 times in goals"),
        ("kpi,,Added by hand", ""),
    ],
)
def test_a_sheet_that_somebody_changed(kpi: Kpi, goals: Path, row: str, said: str) -> None:
    kpi("export", "-o", "out", "--quiet")
    table = goals / "out/goals.csv"
    table.write_text(f"{table.read_text('utf-8')}{row}\n", "utf-8")
    (goals / "goals.yaml").unlink()
    outcome = kpi("import", "out", "--into", "back", "--by", "file")
    assert said in outcome.err
    if not said:
        assert "id: added_by_hand\n" in (goals / "back/goals.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "xlsx"), "name a file: -o goals.xlsx"),
        (("--format", "json", "--actuals", "a.csv"), "--actuals goes with csv only"),
        (("--format", "xls"), "did you mean `xlsx`?"),
        (("-o", "goals.2026"), "`kpi export` writes no .2026 files (`goals.2026`)"),
        (("-o", "out.tables"), "a folder for all tables has no ending: -o tables"),
        (("-o", "goals.yaml"), "a file ends in .csv, .xlsx, .json;"),
        (("--format", "json", "-o", "goals.csv"), "`goals.csv` is no name of a json file"),
        (("--format", "json", "-o", "goals"), "let it end in .json;"),
        (("--format", "csv", "-o", "goals.bak"), "let it end in .csv;"),
        (("-o", "goals.csv", "--actuals", "a.xlsx"), "`a.xlsx` is no name of a csv file"),
        (("--team", "acm"), "did you mean `acme`?"),
    ],
)
def test_what_cannot_be_done_is_said(
    kpi: Kpi, goals: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = sorted(goals.iterdir())
    outcome = kpi("export", *arguments)
    assert outcome.code == ExitCode.USAGE
    assert said in outcome.err
    assert sorted(goals.iterdir()) == before


@pytest.mark.parametrize("output", ["out.csv", "OUT.JSON", "out.v2.xlsx", "out", "tables.d"])
def test_import_reads_whatever_export_writes(kpi: Kpi, goals: Path, output: str) -> None:
    (goals / "tables.d").mkdir()
    assert kpi("export", "-o", output, "--quiet").code == ExitCode.CLEAN
    (goals / "goals.yaml").unlink()
    outcome = kpi("import", output, "--into", "back")
    assert outcome.code == ExitCode.CLEAN, outcome.err
    assert outcome.out.startswith("Wrote 1 KPI, 1 objective")


def test_a_text_too_long_for_a_cell_of_excel_is_refused(kpi: Kpi, goals: Path) -> None:
    (goals / "long.yaml").write_text(f"kpis: [{{id: long, title: {'x' * 40_000}}}]\n", "utf-8")
    outcome = kpi("export", "-o", "out.xlsx")
    assert outcome.code == ExitCode.USAGE
    assert "a cell of `long` in goals has more than 32,767 characters" in outcome.err


def test_what_could_not_be_loaded_is_missed(kpi: Kpi, goals: Path) -> None:
    (goals / "broken.yaml").write_text("kpis: [{id: b, title: B, target: []}]\n", "utf-8")
    outcome = kpi("export", "--format", "json")
    assert outcome.code == ExitCode.FINDINGS
    assert "1 error in loading" in outcome.err
