"""`kpi import`: what it proposes, says, writes and refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Kpi

SHEET = """\
No,Department,Objective,KPI,Responsible,Unit,Better,Start,Target 2026,Parent,2024,2025,Remark
1,Sales,Win the market,New clients,Dana,client,up,32,50,,28,32,
2,Sales,Win the market,Discount rate,Dana,%,down,"12,5",10%,New clients,14,n/a,"yes, but"
3,Finance,,Days to payment,Ines,days,down,45,<= 40,Old name,,44,
"""


@pytest.fixture
def sheet(goals: Path) -> Path:
    """A sheet beside an empty repository."""
    (goals / "goals.yaml").unlink()
    path = goals / "sheet.csv"
    path.write_text(SHEET, "utf-8")
    return path


def test_a_sheet_becomes_goal_files_that_load(kpi: Kpi, sheet: Path) -> None:
    outcome = kpi("import", "sheet.csv", "--into", "goals")
    assert outcome.code == ExitCode.CLEAN
    assert sorted(path.name for path in (sheet.parent / "goals").iterdir()) == [
        "finance.yaml",
        "sales.yaml",
        "teams.yaml",
    ]
    assert (sheet.parent / "goals/finance.yaml").read_text("utf-8") == (
        "kpis:\n"
        "  - id: finance.days_to_payment\n"
        "    title: Days to payment\n"
        "    team: finance\n"
        "    owner: Ines\n"
        "    period: 2026\n"
        "    unit: days\n"
        "    direction: decrease\n"
        "    baseline: 45\n"
        '    target: "<= 40"\n'
        "    actuals: {2025: 44}\n"
        '    meta: {"No": 3, Parent: Old name}\n'
    )
    assert kpi("check", "--root", "goals", "--select", "D").code == ExitCode.CLEAN


def test_it_says_what_each_column_becomes_and_what_was_not_understood(
    kpi: Kpi, sheet: Path
) -> None:
    assert sheet.exists()
    lines = kpi("import", "sheet.csv", "--into", "goals").out.splitlines()
    assert lines[0] == "sheet.csv: 3 rows, 13 columns"
    table = {line.split("  ")[0]: line for line in lines[2:16]}
    assert table["Responsible"].split()[1:] == ["owner", "yes", "Dana"]
    assert table["Target 2026"].split()[2:] == ["target", "likely", "50"]
    assert table["2024"].split()[1:] == ["actuals.2024", "yes", "28"]
    assert "meta (kept)" in table["Remark"]
    said = "\n".join(lines)
    assert "Not understood, and kept word for word in `meta`: 2 cells" in said
    assert "line 4: `Old name`: no goal is called this" in said
    assert "line 3: `n/a`: this is not a number" in said
    assert "Kept in `meta`: No 3, 2025 1, Remark 1, Parent 1" in said
    assert "Wrote 3 KPIs, 1 objective, 4 actuals, 2 teams in 3 goal files" in said
    assert lines[-1] == "Next: kpi check --root goals"


def test_it_says_what_could_be_read_in_another_way(kpi: Kpi, sheet: Path) -> None:
    (sheet.parent / "thousands.csv").write_text("KPI;Target\nNew clients;1.234\n", "utf-8")
    lines = kpi("import", "thousands.csv", "--dry-run").out.splitlines()
    assert lines[4] == "Target  target   a guess  1.234"
    assert lines[6].startswith(
        "note: `1.234` in `Target` may be 1234: nothing tells what the point"
    )
    assert kpi("import", "thousands.csv", "--save-mapping", "m.toml").code == ExitCode.CLEAN
    mapping = (sheet.parent / "m.toml").read_text("utf-8").replace('decimal = "."', 'decimal = ","')
    (sheet.parent / "m.toml").write_text(mapping, "utf-8")
    again = kpi("import", "thousands.csv", "--mapping", "m.toml", "--diff", "--into", "x")
    assert "    target: 1234\n" in again.out


def test_counts_are_written_in_one_way(kpi: Kpi, sheet: Path) -> None:
    rows = "".join(f"Goal {number},a\n" for number in range(1001))
    (sheet.parent / "long.csv").write_text(f"KPI,Remark\n{rows}", "utf-8")
    said = kpi("import", "long.csv", "--dry-run").out
    assert said.startswith("long.csv: 1001 rows, 2 columns\n")
    assert "\nKept in `meta`: Remark 1001\nWould write 1001 KPIs in 1 goal file\n" in said
    (sheet.parent / "short.csv").write_text("KPI\nGoal\n", "utf-8")
    assert kpi("import", "short.csv", "--dry-run").out.startswith("short.csv: 1 row, 1 column\n")


def test_a_saved_mapping_gives_the_same_files(kpi: Kpi, sheet: Path) -> None:
    assert kpi("import", "sheet.csv", "--into", "one", "--save-mapping", "m.toml").code == 0
    assert kpi("import", "sheet.csv", "--into", "two", "--mapping", "m.toml").code == 0
    first, second = (
        {path.name: path.read_text("utf-8") for path in (sheet.parent / name).iterdir()}
        for name in ("one", "two")
    )
    assert first == second
    saved = (sheet.parent / "m.toml").read_text("utf-8")
    assert '"Target 2026" = "target"  # 50' in saved
    assert 'period = "2026"' in saved


def test_nothing_is_replaced_without_force(kpi: Kpi, sheet: Path) -> None:
    assert kpi("import", "sheet.csv", "--into", "goals", "--quiet").out == ""
    target = sheet.parent / "goals/sales.yaml"
    target.write_text("kpis: []\n", "utf-8")
    outcome = kpi("import", "sheet.csv", "--into", "goals")
    assert outcome.code == ExitCode.USAGE
    assert "`finance.yaml` and 2 more would be replaced; nothing was written" in outcome.err
    assert target.read_text("utf-8") == "kpis: []\n"
    assert kpi("import", "sheet.csv", "--into", "goals", "--force").code == ExitCode.CLEAN
    assert "new_clients" in target.read_text("utf-8")


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_rehearsal_writes_nothing(kpi: Kpi, sheet: Path, option: str) -> None:
    before = sorted(sheet.parent.rglob("*"))
    outcome = kpi("import", "sheet.csv", "--into", "goals", option)
    assert outcome.code == ExitCode.CLEAN
    assert sorted(sheet.parent.rglob("*")) == before
    assert ("+    title: New clients" in outcome.out) == (option == "--diff")


@pytest.mark.parametrize(("by", "files"), [("file", 2), ("owner", 4)])
def test_goals_are_arranged_by_what_they_share(kpi: Kpi, sheet: Path, by: str, files: int) -> None:
    assert kpi("import", "sheet.csv", "--into", "goals", "--by", by).code == ExitCode.CLEAN
    assert len(list((sheet.parent / "goals").iterdir())) == files


def test_by_default_a_folder_takes_the_name_of_the_file(kpi: Kpi, sheet: Path) -> None:
    outcome = kpi("import", "sheet.csv", "--dry-run")
    assert outcome.out.endswith("in 3 goal files\nNext: the same without --dry-run\n")
    assert kpi("import", "sheet.csv").out.endswith("\nNext: kpi check\n")
    assert (sheet.parent / "sheet/teams.yaml").exists()


def test_what_is_there_is_known(kpi: Kpi, goals: Path) -> None:
    (goals / "more.csv").write_text("KPI,Team,Parent\nLeads,acme,Win a larger share\n", "utf-8")
    (goals / "kpi.toml").write_text("", "utf-8")
    assert kpi("import", "more.csv", "--into", "new", "--by", "file").code == ExitCode.CLEAN
    assert (goals / "new/goals.yaml").read_text("utf-8") == (
        "kpis:\n  - id: acme.leads\n    title: Leads\n    team: acme\n    contributes_to: growth\n"
    )
    assert not (goals / "new/teams.yaml").exists()


def test_a_sheet_without_a_title_leaves_a_mapping_to_edit(kpi: Kpi, sheet: Path) -> None:
    (sheet.parent / "numbers.csv").write_text("1\n2\n", "utf-8")
    outcome = kpi("import", "numbers.csv", "--save-mapping", "m.toml")
    assert outcome.code == ExitCode.USAGE
    assert "no column becomes the `title`" in outcome.err
    assert '1 = "meta"  # 2' in (sheet.parent / "m.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.csv",), "none.csv: it cannot be read"),
        (("empty.csv",), "empty.csv has no rows below a header"),
        (("binary.csv",), "binary.csv: it is no text"),
        (("sheet.ods",), "save it as .xlsx or CSV"),
        (("sheet.xlsx",), "sheet.xlsx: it is no Excel workbook"),
        (("sheet.json",), "sheet.json: it is no JSON"),
        (("other.json",), "`kpi export --format json` writes one"),
        (("folder",), "a folder without a goals.csv"),
        (("sheet.csv", "--sheet", "shet"), "did you mean `sheet`?"),
        (("sheet.csv", "--by", "tem"), "did you mean `team`?"),
        (("sheet.csv", "--mapping", "none.toml"), "`none.toml` cannot be read"),
        (("sheet.csv", "--mapping", "broken.toml"), "broken.toml: it is no TOML"),
        (("sheet.csv", "--mapping", "key.toml"), "did you mean `columns`?"),
        (("sheet.csv", "--mapping", "column.toml"), "did you mean `KPI`?"),
        (("sheet.csv", "--mapping", "field.toml"), "did you mean `title`?"),
        (("sheet.csv", "--mapping", "untitled.toml"), "no column becomes the `title`"),
        (("sheet.csv", "--mapping", "shape.toml"), "`columns` holds texts"),
        (("sheet.csv", "--into", "sheet.csv"), "is no folder"),
        (("sheet.csv", "--root", ".", "--into", ".."), "is not in the goal repository"),
    ],
)
def test_what_cannot_be_done_is_said(
    kpi: Kpi, sheet: Path, arguments: tuple[str, ...], said: str
) -> None:
    files = {
        "empty.csv": "a,b\n",
        "binary.csv": "KPI,Target\n\0\1,5\n",
        "sheet.ods": "x",
        "sheet.xlsx": "x",
        "sheet.json": "x",
        "other.json": "{}",
        "broken.toml": "[",
        "key.toml": "[column]\n",
        "column.toml": '[columns]\nKPIs = "title"\n',
        "field.toml": '[columns]\nKPI = "titel"\n',
        "untitled.toml": "[columns]\n",
        "shape.toml": "[columns]\nKPI = 1\n",
        "folder/a.csv": "a\n",
    }
    for name, text in files.items():
        (sheet.parent / name).parent.mkdir(exist_ok=True)
        (sheet.parent / name).write_text(text, "utf-8")
    outcome = kpi("import", *arguments)
    assert outcome.code == ExitCode.USAGE
    assert said in outcome.err
    assert not list(sheet.parent.rglob("*.yaml"))
