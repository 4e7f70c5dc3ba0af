from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kpicli.documents import read_source
from kpicli.findings import Label
from kpicli.models.period import Calendar
from kpicli.source import Route, Span
from kpicli.workspace import Context, load_workspace
from repository import AS_OF, load, workspace

if TYPE_CHECKING:
    from pathlib import Path

KPI = "kpis: [{{id: a, title: A, {}}}]"
CSV = KPI.format("actuals: {csv: data/a.csv, date: month, value: days}")


def values(content: str, **files: str) -> list[tuple[str, str]]:
    named = {"goals.yaml": content, **{f"data/{name}.csv": text for name, text in files.items()}}
    loaded, findings = load(named)
    assert findings == []
    return [(str(part.day), f"{part.value:f}") for part in loaded.series(loaded.kpis[0])]


def said(content: str, **files: str) -> list[tuple[str, str]]:
    named = {"goals.yaml": content, **{f"data/{name}.csv": text for name, text in files.items()}}
    _, findings = load(named)
    return [(finding.rule.code, finding.message) for finding in findings]


def test_a_series_is_in_the_order_of_its_days() -> None:
    mixed = KPI.format("actuals: {2026-Q2: 4, 2026-01-31: 1, 2026-02: 2k}")
    assert values(mixed) == [("2026-01-31", "1"), ("2026-02-28", "2000"), ("2026-06-30", "4")]


def test_values_come_in_the_unit_of_the_kpi() -> None:
    content = KPI.format("unit: days, actuals: {2026-01: 2 weeks, 2026-02: 5, 2026-03: 5 EUR}")
    assert values(content) == [("2026-01-31", "14"), ("2026-02-28", "5")]


@pytest.mark.parametrize(
    ("text", "value"), [("true", "1"), ("false", "0"), ("60%", "0.6"), ("0.6", "0.6")]
)
def test_a_deliverable_is_measured_in_shares(text: str, value: str) -> None:
    for unit in ("", ", unit: '%'"):
        content = KPI.format(f"target: complete, actuals: {{2026-01: {text}}}{unit}")
        assert values(content) == [("2026-01-31", value)]


def test_periods_as_keys_follow_the_fiscal_calendar() -> None:
    loaded, _ = load(KPI.format("actuals: {FY2026-Q1: 5}"), AS_OF, Calendar(4))
    assert loaded.series(loaded.kpis[0])[0].day == date(2025, 6, 30)


def test_the_measurements_inside_the_period_up_to_the_day() -> None:
    days = "2025-12-31: 1, 2026-01-01: 2, 2026-09-01: 3, 2026-09-02: 4, 2027-01-01: 5"
    loaded = workspace(KPI.format(f"period: 2026, actuals: {{{days}}}"))
    assert [part.value for part in loaded.series_in_period(loaded.kpis[0])] == [2, 3]
    later = workspace(KPI.format(f"period: 2026, actuals: {{{days}}}"), date(2028, 1, 1))
    assert [part.value for part in later.series_in_period(later.kpis[0])] == [2, 3, 4]


def test_without_a_period_all_up_to_the_day_count() -> None:
    loaded = workspace(KPI.format("actuals: {2020: 1, 2026-09-02: 4}"))
    assert [part.value for part in loaded.series_in_period(loaded.kpis[0])] == [1]
    empty = workspace(KPI.format("target: 5"))
    assert not empty.series_in_period(empty.kpis[0])


@pytest.mark.parametrize(
    "text",
    [
        "month,days\n2026-01,10\n2026-02,12.5\n",
        "month;days\r\n2026-01;10\r\n2026-02;12.5\r\n",
        "days\tmonth\n10\t2026-01\n12.5\t2026-02",
        "x|month|days\n|2026-01-31|10\n\n|2026-02|12.5\n",
        '"month","days"\n"2026-01","10"\n"2026-02","12.5"\n',
        '"Value; EUR; net",month,days\n,2026-01,10\n,2026-02,12.5\n',
        " month , days \n 2026-01 , 10 \n 2026-02 , 12.5 \n2026-03,\n2026-04\n,\n",
        "\ufeffmonth,days\n2026-01,10\n2026-02,12.5\n",
        'month,days,note\n2026-01,10,"two\nlines"\n2026-02,12.5,x\n',
    ],
    ids=["commas", "semicolons", "tabs", "bars", "quotes", "marks in quotes", "spaces", "bom",
         "lines in quotes"],
)  # fmt: skip
def test_csv_files_as_programs_write_them(text: str) -> None:
    assert values(CSV, a=text) == [("2026-01-31", "10"), ("2026-02-28", "12.5")]


def test_a_csv_of_a_deliverable() -> None:
    content = CSV.replace("id: a", "id: a, target: complete")
    assert values(content, a="month,days\n2026-01,50%\n2026-02,true\n") == [
        ("2026-01-31", "0.5"),
        ("2026-02-28", "1"),
    ]


def test_bad_cells_are_named_at_their_row_and_hide_no_other() -> None:
    text = 'month,days\n2026-01,10\nJan,11\n2026-03,n/a\n,12\n"2026-05","\n14"\n2026-06,15\n'
    named = {"goals.yaml": CSV, "data/a.csv": text}
    loaded, findings = load(named)
    cells = ["Jan", "n/a", ",12"]
    assert [(finding.message, finding.field) for finding in findings] == [
        ("`Jan` is not a date or a period", "days.Jan"),
        ("`n/a` is not a number", "days.2026-03"),
        ("the date is missing", "days."),
    ]
    for finding, cell in zip(findings, cells, strict=True):
        assert isinstance(finding.primary.place, Span)
        assert text[finding.primary.place.start : finding.primary.place.end] == cell
        assert finding.goals == ("a",)
        assert finding.related[-1] == Label(
            "goals.yaml", Route(("kpis", 0, "actuals")), "asked for here"
        )
    assert [part.value for part in loaded.series(loaded.kpis[0])] == [10, 14, 15]


@pytest.mark.parametrize("row", ["Jul,", "Jul", " Jul ,  ", "<<<<<<<x,", "Jul,,left open"])
def test_a_date_that_cannot_be_read_is_an_error_also_where_no_value_stands(row: str) -> None:
    ((code, message),) = said(CSV, a=f"month,days,note\n2026-01,10,\n{row}\n")
    assert code == "D002"
    assert message == f"`{row.split(',', maxsplit=1)[0].strip()}` is not a date or a period"


@pytest.mark.parametrize("row", ["2026-02,", "2026-02", "", " , ", ",,left open", "2026-01,"])
def test_a_row_without_a_value_is_skipped(row: str) -> None:
    assert values(CSV, a=f"month,days,note\n2026-01,10,\n{row}\n") == [("2026-01-31", "10")]


CONFLICT = "<<<<<<< HEAD\n2026-07-31;400\n=======\n2026-08-31;380\n>>>>>>> other\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"month;days\n{CONFLICT}", 2),
        (f"{CONFLICT}month;days\n2026-07;1\n", 1),
        (f"month;days\n2026-01;1\n{CONFLICT}2026-09;2\n", 3),
        (f"month;days\n{CONFLICT}".replace("\n", "\r\n"), 2),
        ("month;days\n<<<<<<<\n2026-01;1\n", 2),
        ("month;days\n2026-01;1\n=======\n>>>>>>> 1a2b3c (more; or less)\n", 3),
        ('month;days;note\n2026-01;1;"\n<<<<<<< HEAD"\n>>>>>>> other\n', 4),
        ("month;days\n||||||| base\n2026-01;1\n>>>>>>> other\n", 2),
    ],
)
def test_a_merge_conflict_is_an_error_at_its_first_mark(text: str, line: int) -> None:
    loaded, (finding,) = load({"goals.yaml": CSV, "data/a.csv": text})
    assert (finding.rule.code, finding.message) == ("D002", "a merge conflict is not resolved")
    assert finding.help == "keep one side, and remove the lines with <<<<<<<, ======= and >>>>>>>"
    place = finding.primary.place
    assert isinstance(place, Span)
    assert text.count("\n", 0, place.start) + 1 == line
    assert len(loaded.series(loaded.kpis[0])) == 0


def test_a_merge_conflict_is_told_once_however_many_read_the_file() -> None:
    content = "kpis:\n" + "".join(
        f"  - {{id: {key}, title: A, actuals: {{csv: a.csv, date: month, value: days}}}}\n"
        for key in "abc"
    )
    _, (finding,) = load({"goals.yaml": content, "a.csv": f"month;days\n{CONFLICT}"})
    assert finding.goals == ("a", "b", "c")


@pytest.mark.parametrize("mark", ["<<<<<< x", "<<<<<<<< x", "=======", ">>>>>>>>"])
def test_what_is_no_mark_of_a_merge_is_no_date(mark: str) -> None:
    ((_, message),) = said(CSV, a=f"month;days\n{mark};1\n2026-01;1\n")
    assert message == f"`{mark}` is not a date or a period"


def test_marks_in_a_quoted_cell_are_text() -> None:
    text = 'month,days,note\n2026-01,10,"\n<<<<<<< HEAD\n=======\n>>>>>>> other\n"\n'
    assert values(CSV, a=text) == [("2026-01-31", "10")]


def test_two_rows_of_one_day() -> None:
    text = "month,days\n2026-03,1\n2026-03-31,2\n2026-Q1,3\n"
    assert said(CSV, a=text) == [
        ("D002", "`2026-03-31` and `2026-03` are the same day, 2026-03-31"),
        ("D002", "`2026-Q1` and `2026-03` are the same day, 2026-03-31"),
    ]


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("Month,days\n", "the file has no column `month`", "did you mean `Month`?"),
        ("month,value\n", "the file has no column `days`", "its columns are `month`, `value`"),
        (
            "",
            "the file names no columns",
            "begin it with a row that names the columns: month,days",
        ),
        (
            "2026-01,5\n",
            "the file has no column `month`",
            "the first row has to name the columns, and looks like data: `2026-01`, `5`",
        ),
        ("month,days,days\n", "two columns are named `days`", "rename one of them"),
    ],
)
def test_a_missing_column(text: str, message: str, remedy: str) -> None:
    _, findings = load({"goals.yaml": CSV, "data/a.csv": text})
    assert [(part.message, part.help) for part in findings] == [(message, remedy)]


@pytest.mark.parametrize(
    ("row", "remedy"),
    [
        ("2026-01;49,5", "the decimal sign is a point: write 49.5"),
        ("2026-01;-0,5", "the decimal sign is a point: write -0.5"),
        ("2026-01;n/a", "write a number such as 12.5, and leave the cell empty for no value"),
        ("31.01.2026;5", "write 2026-01-31"),
        ("31/01/26;5", "write a date such as 2026-01-31, or a period such as 2026-01 or 2026-Q1"),
        ("2025-12-31;5", "keep one row for each day"),
    ],
)
def test_a_bad_cell_says_what_to_write(row: str, remedy: str) -> None:
    _, (finding,) = load({"goals.yaml": CSV, "data/a.csv": f"month;days\n2025-12;4\n{row}\n"})
    assert finding.help == remedy


@pytest.mark.parametrize("number", ["1e999999", "-1e100", "9" * 101, "1" * 10_000, f"1.{'0' * 99}"])
def test_a_number_past_the_limits_is_told_as_goal_files_tell_it(number: str) -> None:
    text = f"month,days\n2026-01,{number}\n"
    _, (in_csv,) = load({"goals.yaml": CSV, "data/a.csv": text})
    _, (in_goal,) = load(f"kpis: [{{id: a, title: A, actuals: {{2026-01: {number}}}}}]")
    assert f"`actuals`: {in_csv.message}" == in_goal.message
    assert in_csv.message.endswith("past the limits of numbers")
    assert in_csv.help == in_goal.help


def test_a_cell_beyond_all_limits() -> None:
    text = f"month,days\n2026-01,{'9' * 200_000}\n2026-02,5\n"
    assert said(CSV, a=text) == [("D002", "the row cannot be read")]


@pytest.mark.parametrize(
    "text",
    [
        'month,days,note\n2026-01,10,"open\n2026-02,12,\n2026-03,13,\n',
        'month,days,note\n2026-01,10,"open\n2026-02,12,"closed"\n2026-03,13,\n',
        'month,note,days\n2026-01,10,"open\n2026-02,12,\n',
    ],
)
def test_rows_below_a_quote_left_open_are_not_lost_in_silence(text: str) -> None:
    _, (finding,) = load({"goals.yaml": CSV, "data/a.csv": text})
    assert (finding.message, finding.help) == ("the row cannot be read", "is a quote left open?")
    place = finding.primary.place
    assert isinstance(place, Span)
    assert text[place.start : place.end] == '2026-01,10,"open'


@pytest.mark.parametrize("note", ['"two\nlines"', '"a ""quoted""\nword"', 'a 12" pipe'])
def test_a_cell_of_several_lines_is_no_open_quote(note: str) -> None:
    text = f"month,days,note\n2026-01,10,{note}\n2026-02,12,\n"
    assert values(CSV, a=text) == [("2026-01-31", "10"), ("2026-02-28", "12")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2026-02,1,200", "the row has 3 cells, and 2 columns are named"),
        ("2026-02,,late", "the row has 3 cells, and 2 columns are named"),
        ("2026-02,1,2,,3,,", "the row has 5 cells, and 2 columns are named"),
    ],
)
def test_a_row_with_more_cells_than_columns_is_an_error(row: str, message: str) -> None:
    text = f"month,days\n2026-01,10\n{row}\n2026-03,30\n"
    loaded, (finding,) = load({"goals.yaml": CSV, "data/a.csv": text})
    assert (finding.rule.code, finding.message) == ("D002", message)
    assert finding.help == (
        "put a cell that holds the delimiter in quotes, or name each column in the first row"
    )
    place = finding.primary.place
    assert isinstance(place, Span)
    assert text[place.start : place.end] == row
    assert [part.value for part in loaded.series(loaded.kpis[0])] == [10, 30]


def test_empty_cells_behind_the_last_column_are_nothing() -> None:
    text = 'month,days\n2026-01,10,,\n2026-02,"1,200", \n'
    assert values(CSV, a=text) == [("2026-01-31", "10"), ("2026-02-28", "1200")]


def test_what_is_wrong_in_a_row_is_told_once_however_many_read_it() -> None:
    content = "kpis:\n" + "".join(
        f"  - {{id: {key}, title: A, actuals: {{csv: a.csv, date: month, value: {key}}}}}\n"
        for key in "ab"
    )
    _, findings = load({"goals.yaml": content, "a.csv": "month,a,b\nJan,1,2\n2026-02,x,3\n"})
    assert [(part.message, part.goals) for part in findings] == [
        ("`Jan` is not a date or a period", ("a", "b")),
        ("`x` is not a number", ("a",)),
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone.csv", "cannot be read: the file does not exist"),
        ("../a.csv", "lies outside the goal repository"),
        ("x/../../a.csv", "lies outside the goal repository"),
        ("..", "lies outside the goal repository"),
        ("/etc/passwd", "lies outside the goal repository"),
    ],
)
def test_a_csv_that_is_not_there(path: str, message: str) -> None:
    content = KPI.format(f"actuals: {{csv: {path}, date: d, value: v}}")
    _, (finding,) = load(content)
    assert (finding.rule.code, finding.message) == ("D007", f"the file `{path}` {message}")
    assert finding.help is not None
    assert finding.help.endswith("the path is relative to the goal file")
    assert finding.primary == Label("goals.yaml", Route(("kpis", 0, "actuals", "csv")))


@pytest.mark.parametrize(
    ("contents", "reason", "remedy"),
    [
        (b"d;v\n2026;\xfc\n", "is not UTF-8: byte 0xFC at offset 9, line 2", "save it as UTF-8"),
        ("d;v\n".encode("utf-16"), "is UTF-16, not UTF-8", "save it as UTF-8"),
        (b"x" * 10_000_001, "is larger than 10,000,000 bytes: 10,000,001", "split the file"),
        (None, "is a directory", "put a regular file there"),
    ],
)
def test_what_helps_against_a_csv_that_cannot_be_read(
    tmp_path: Path, contents: bytes | None, reason: str, remedy: str
) -> None:
    (tmp_path / "goals.yaml").write_text(KPI.format("actuals: {csv: a.csv, date: d, value: v}"))
    if contents is None:
        (tmp_path / "a.csv").mkdir()
    else:
        (tmp_path / "a.csv").write_bytes(contents)
    _, (finding,) = load_workspace(["goals.yaml"], partial(read_source, tmp_path), Context(AS_OF))
    assert finding.message == f"the file `a.csv` cannot be read: `a.csv` {reason}"
    assert (finding.rule.code, finding.help) == ("D007", remedy)


def test_a_csv_that_is_not_on_the_disk(tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_text(KPI.format("actuals: {csv: a.csv, date: d, value: v}"))
    _, (finding,) = load_workspace(["goals.yaml"], partial(read_source, tmp_path), Context(AS_OF))
    assert finding.help == "the path is relative to the goal file"


def test_the_path_is_relative_to_the_goal_file() -> None:
    goals = KPI.format("actuals: {csv: ../data/a.csv, date: d, value: v}")
    loaded, findings = load({"sales/goals.yaml": goals, "data/a.csv": "d,v\n2026,1\n"})
    assert findings == []
    assert len(loaded.series(loaded.kpis[0])) == 1


def test_a_csv_that_many_share_is_read_once() -> None:
    kpis = "\n".join(
        f"  - {{id: k{n}, title: K, actuals: {{csv: a.csv, date: d, value: c{n}}}}}"
        for n in range(50)
    )
    header = ",".join(f"c{n}" for n in range(50))
    loaded, findings = load(
        {"goals.yaml": f"kpis:\n{kpis}\n", "a.csv": f"d,{header}\n2026,{header.replace('c', '')}\n"}
    )
    assert findings == []
    assert [loaded.series(kpi)[0].value for kpi in loaded.kpis] == list(range(50))
