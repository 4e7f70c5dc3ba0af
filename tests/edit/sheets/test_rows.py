"""From rows to goals: links, objectives, ids, long tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kpicli.edit.sheets import By, Mapping, Settled, Surroundings, bring_in_table
from kpicli.edit.sheets.csv_text import csv_table
from kpicli.models.period import Calendar
from kpicli.workspace import Context
from repository import AS_OF, reader

if TYPE_CHECKING:
    from kpicli.reports.export import Record

AROUND = Surroundings((), reader({}), Context(AS_OF, Calendar()))


def settled(text: str, fields: str, **parts: Any) -> Settled:  # noqa: ANN401 - of a mapping
    """The import of a table whose columns become the fields, in their order."""
    table = csv_table("sheet", text.encode())
    columns = tuple(zip(table.columns, fields.split(), strict=True))
    result = bring_in_table(table, Mapping(columns, **parts), By.FILE, AROUND)
    assert not result.findings, result.findings[0]
    return result


def goals(result: Settled) -> dict[str, Record]:
    """The goals by their ids."""
    return {str(goal["id"]): goal for goal in result.imported.content.records("goals")}


def reasons(result: Settled) -> list[tuple[int, str, str]]:
    """What was not understood: line, column and reason."""
    return [(part.line, part.column, part.reason) for part in result.imported.unread]


def test_ids_are_valid_different_and_stable() -> None:
    titles = ["Größe & Gewicht", "100 % done", "Don't", "日本", "Größe & Gewicht", "x" * 120]
    found = goals(settled("\n".join(["t", *titles]), "title", id_from=("t",)))
    assert list(found) == [
        "grosse_and_gewicht", "n100_percent_done", "dont", "goal", "grosse_and_gewicht_2",
        "x" * 92,
    ]  # fmt: skip


def test_an_id_of_the_table_goes_before_one_that_is_made() -> None:
    result = settled("k,t\n,Win\nwin,Other\nwin,Third\nBad Id,Fourth\n", "id title")
    assert [(goal["id"], goal["title"]) for goal in goals(result).values()] == [
        ("win_2", "Win"), ("win", "Other"), ("third", "Third"), ("fourth", "Fourth"),
    ]  # fmt: skip
    assert reasons(result) == [
        (4, "k", "another goal has this id already"),
        (5, "k", "it is no id: parts that begin with a small letter, joined by `.`"),
    ]


def test_links_are_found_by_id_title_key_and_anchor() -> None:
    rows = "no,t,p\n7,Win,\n8,Grow,7\n9,Sell,win; Grow\n10,Talk,/page#grow\n11,Rest,Win; Gone\n"
    result = settled(rows, "meta title contributes_to")
    found = goals(result)
    assert found["grow"]["contributes_to"] == "win"
    assert found["sell"]["contributes_to"] == ["win", "grow"]
    assert found["talk"]["contributes_to"] == "grow"
    assert found["rest"]["contributes_to"] == "win"
    assert found["rest"]["meta"] == {"no": "11", "p": "Win; Gone"}
    assert reasons(result) == [(6, "p", "no goal is called `Gone`")]


def test_an_objective_may_be_a_row_or_only_a_title() -> None:
    rows = "o,t,k,v\n,Win,O,5\nWin,Leads,KR,10\nLose,Calls,KR,\n"
    words = {"k": {"O": "objective", "KR": "kpi"}}
    result = settled(rows, "objective title kind target", values=words)
    found = goals(result)
    assert [(key, goal["kind"]) for key, goal in found.items()] == [
        ("lose", "objective"), ("win", "objective"), ("leads", "kpi"), ("calls", "kpi"),
    ]  # fmt: skip
    assert (found["leads"]["contributes_to"], found["calls"]["contributes_to"]) == ("win", "lose")
    assert found["win"]["meta"] == {"v": "5"}
    assert reasons(result) == [(2, "v", "an objective has no `target`")]


def test_the_parts_of_a_target_and_of_a_baseline_come_together() -> None:
    rows = "t,a,b,c,d,e\nWin,5,3,9,1,31.12.2025\nLose,,3,,,2025-12-31\n"
    fields = "title target target.commit target.stretch baseline baseline.date"
    result = settled(rows, fields)
    assert goals(result)["win"]["target"] == {"target": "5", "commit": "3", "stretch": "9"}
    assert goals(result)["win"]["baseline"] == {"value": "1", "date": "2025-12-31"}
    assert goals(result)["lose"]["meta"] == {"b": "3", "e": "2025-12-31"}
    assert [reason for _, _, reason in reasons(result)] == [
        "there is no `target` beside it",
        "there is no `baseline` beside it",
    ]


def test_a_long_table_has_a_row_for_each_value() -> None:
    rows = "t,d,v,n,x\nWin,Jan-26,1,first,a\nWin,Feb-26,2,,a\nWin,2026-02,3,,b\nLose,?,4,,\n"
    result = settled(rows, "title actual.date actual.value actual.note meta")
    assert result.imported.content.records("actuals") == (
        {"id": "win", "date": "2026-01", "value": "1", "note": "first"},
        {"id": "win", "date": "2026-02", "value": "2"},
    )
    assert goals(result)["win"]["meta"] == {
        "x": "a",
        "line 4": {"d": "2026-02", "v": "3", "x": "b"},
    }
    assert goals(result)["lose"]["meta"] == {"d": "?", "v": "4"}
    assert reasons(result) == [
        (4, "v", "`2026-02` has a value already"),
        (5, "d", "`?` is not a date or a period"),
        (5, "v", "its date was not understood"),
    ]


def test_a_value_without_a_date_asks_for_one() -> None:
    rows = "t,v\nWin,5\n"
    asked = settled(rows, "title actual.value")
    assert 'write `"actual.date" = "2026-06-30"` under [constants]' in reasons(asked)[0][2]
    given = settled(rows, "title actual.value", constants={"actual.date": "2026-06-30"})
    assert given.imported.content.records("actuals")[0]["date"] == "2026-06-30"


def test_what_loading_would_refuse_is_kept_with_the_reason() -> None:
    rows = "t,a,m,u,x,y\nWin,+20%,sales,EUR,1,2\n"
    result = settled(rows, "title target metric unit actuals.2026-12 actuals.2026-Q4")
    found = goals(result)["win"]
    assert {"target", "metric", "unit"}.isdisjoint(found)
    assert found["meta"] == {
        "target": "+20%",
        "metric": "sales",
        "unit": "EUR",
        "actuals.2026-Q4": {"date": "2026-Q4", "value": "2"},
    }
    messages = [reason for _, _, reason in reasons(result)]
    assert any("is a change from a baseline" in words for words in messages)
    assert any("there is no metric `sales`" in words for words in messages)
    assert any("are the same day" in words for words in messages)


def test_a_date_that_can_be_read_in_two_ways_waits_for_the_mapping() -> None:
    text = "t,d,v,b,r\nWin,3/4/2026,5,3/4/2026,3/4/2026\n"
    fields = "title actual.date actual.value meta reviewed"
    said = (
        '`3/4/2026` may have the day or the month first; write `dates = "day"` or `dates = "month"`'
        " in the mapping"
    )
    result = settled(text, fields)
    assert reasons(result) == [
        (2, "r", said), (2, "d", said), (2, "v", "its date was not understood"),
    ]  # fmt: skip
    told = settled(text, fields, dates="day")
    assert not told.imported.unread
    assert told.imported.content.records("actuals")[0]["date"] == "2026-04-03"
    assert goals(told)["win"]["reviewed"] == "2026-04-03"


def test_a_first_and_a_last_day_are_the_period() -> None:
    rows = "t,a,b\nWin,01.01.2026,30.06.2026\nSell,1/31/2026,31 Dec 2026\n"
    result = settled(rows, "title period.start period.end")
    assert {key: goal["period"] for key, goal in goals(result).items()} == {
        "win": "2026-01-01/2026-06-30",
        "sell": "2026-01-31/2026-12-31",
    }
    assert not result.imported.unread
    assert not result.imported.kept


def test_what_is_no_period_is_told_and_kept() -> None:
    rows = (
        "t,a,b\nWin,,30.06.2026\nSell,2026-01-31,\nGrow,2026-06-30,2026-01-01\n"
        "Talk,2026-01-01,soon\n"
    )
    result = settled(rows, "title period.start period.end")
    alone = "beside it, without which it is no period"
    assert reasons(result) == [
        (2, "b", f"there is no `period.start` {alone}"),
        (3, "a", f"there is no `period.end` {alone}"),
        (4, "a", "`2026-06-30/2026-01-01` ends before it starts"),
        (4, "b", "`2026-06-30/2026-01-01` ends before it starts"),
        (5, "b", "`soon` is not a date"),
        (5, "a", f"there is no `period.end` {alone}"),
    ]
    assert all("period" not in goal for goal in goals(result).values())
    assert result.imported.kept == {"a": 3, "b": 3}


@pytest.mark.parametrize("order", ["t,p,a,b", "t,a,p,b", "t,a,b,p"])
def test_a_period_of_its_own_goes_before_first_and_last_days(order: str) -> None:
    fields = {"t": "title", "p": "period", "a": "period.start", "b": "period.end"}
    cells = {"t": "Win", "p": "2026-Q1", "a": "2026-01-01", "b": "2026-06-30"}
    names = order.split(",")
    row = ",".join(cells[name] for name in names)
    result = settled(f"{order}\n{row}\n", " ".join(fields[name] for name in names))
    assert goals(result)["win"]["period"] == "2026-Q1"
    assert result.imported.kept == {"a": 1, "b": 1}
    assert {reason for _, _, reason in reasons(result)} == {"another column is the `period`"}


def test_an_objective_that_names_itself_serves_the_one_above_it() -> None:
    rows = "k,t,a,b\nobjective,Win,Grow,Win\nkpi,Leads,Grow,Win\n"
    found = goals(settled(rows, "kind title objective.1 objective.2"))
    assert found["win"]["contributes_to"] == "grow"
    assert found["leads"]["contributes_to"] == "win"
