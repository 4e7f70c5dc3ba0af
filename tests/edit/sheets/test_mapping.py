"""Mappings: proposed, saved, read again, and those of the examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.edit.sheets import (
    By,
    Certainty,
    Mapping,
    Proposal,
    Surroundings,
    bring_in_table,
    mapping_of,
    mapping_text,
    mistakes,
    proposal,
)
from kpicli.edit.sheets.csv_text import csv_table
from kpicli.models.period import Calendar
from kpicli.workspace import Context
from repository import AS_OF, reader

from .losses import lost_cells

MAPPINGS = Path(__file__).parents[3] / "examples/mappings"
AROUND = Surroundings((), reader({}), Context(AS_OF, Calendar(7)))
COMPANY = """\
key,name,org,target,parent,base_path,health,chart,dri
support:0,Satisfaction (CSAT),Support,At or above 95%,,/hb/support/,2,599,lead_1
support:1,Support MR rate,Support,.5,/hb/eng/#mr-rate,/hb/support/,3,,
eng:0,MR rate,Engineering,TBD,,/hb/eng/,,12,
eng:1,MR rate,Engineering,,/hb/eng/#gone,/hb/eng/,-1,,lead_2
"""
CITY = """\
id,agency,unit_number,unit,service,goal,indicator,critical,desired_direction,target_fy2023,\
fy2016,fy2017,fy2018,fy2019,fy2020,fy2021,fy2022,fy2023
7,Department of Parks,1,STAFF,Keep parks clean.,Clean parks weekly.,Parks cleaned (%),Yes,Up,90,\
80,81,82.5,,84,85,86,87.25
9,Department of Parks,,STAFF,Keep parks clean.,Clean parks weekly.,Complaints,No,Down,,\
900,,,,,,,800
"""


def test_the_mapping_of_the_company_finds_parents_by_their_headings() -> None:
    table = csv_table("company", COMPANY.encode())
    mapping = mapping_of((MAPPINGS / "gitlab-indicators.toml").read_text("utf-8"))
    assert isinstance(mapping, Mapping)
    assert not list(mistakes(mapping, table.columns))
    result = bring_in_table(table, mapping, By.TEAM, AROUND)
    assert not result.findings
    assert not lost_cells(table, mapping, result.texts)
    assert "id: engineering.mr_rate\n" in result.texts["engineering.yaml"]
    assert "id: engineering.mr_rate_eng_1\n" in result.texts["engineering.yaml"]
    assert [part.reason for part in result.imported.unread] == [
        "`/hb/eng/#mr-rate` may be any of 2 goals",
        "no goal is called `/hb/eng/#gone`",
    ]


def test_the_mapping_of_the_city_makes_a_cascade_of_services_and_goals() -> None:
    table = csv_table("city", CITY.encode())
    mapping = mapping_of((MAPPINGS / "city-indicators.toml").read_text("utf-8"))
    assert isinstance(mapping, Mapping)
    assert not list(mistakes(mapping, table.columns))
    result = bring_in_table(table, mapping, By.TEAM, AROUND)
    assert not result.findings
    assert not result.imported.unread
    assert not lost_cells(table, mapping, result.texts)
    assert sorted(result.texts) == ["department_of_parks.yaml", "teams.yaml"]
    text = result.texts["department_of_parks.yaml"]
    assert "    contributes_to: department_of_parks.clean_parks_weekly\n" in text
    assert "    contributes_to: department_of_parks.keep_parks_clean\n" in text
    assert "{FY2016: 900, FY2023: 800}" in text


def test_the_proposal_for_the_city() -> None:
    told = {part.column: part for part in proposal(csv_table("city", CITY.encode())).columns}
    assert told["indicator"].field == "title"
    assert told["goal"].field == "objective"
    assert told["agency"].field == "team"
    assert (told["unit"].field, told["unit_number"].field) == ("unit", "meta")
    assert (told["target_fy2023"].field, told["target_fy2023"].certainty) == (
        "target",
        Certainty.LIKELY,
    )
    assert told["fy2016"].field == "actuals.FY2016"


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("KPI Owner", "Dana", "owner"),
        ("Reporting frequency", "Monthly", "cadence"),
        ("Status", "In progress", "status"),
        ("Status", "Green", "meta"),
        ("Weight", "heavy", "meta"),
        ("Stretch target", "60", "target.stretch"),
        ("Plan Q1 2026", "5", "target"),
        ("2025", "see below", "meta"),
        ("Last reviewed", "31.01.2026", "reviewed"),
        ("Leading/lagging", "lag", "indicator"),
        ("Anything", "else", "meta"),
    ],
)
def test_what_a_column_is_taken_for(header: str, cells: str, field: str) -> None:
    table = csv_table("x", f'Name,"{header}"\nWin,"{cells}"\n'.encode())
    assert proposal(table).columns[1].field == field


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Abteilung", "Vertrieb", "team"),
        ("Département", "Ventes", "team"),
        ("Verantwortlich", "Jörg", "owner"),
        ("Responsable", "Zoé", "owner"),
        ("Zielwert", "5", "target"),
        ("Ziel", "5", "target"),
        ("Ziel", "<= 5", "target"),
        ("Objectif", "5,5", "target"),
        ("Cible", "5", "target"),
        ("Ziel 2026", "5", "target"),
        ("Objectif 2026", "5", "target"),
        ("Einheit", "Tage", "unit"),
        ("Maßeinheit", "Tage", "unit"),
        ("Unité", "jours", "unit"),
        ("Ausgangswert", "5", "baseline"),
        ("Situation initiale", "5", "baseline"),
        ("Ausgangswert", "keiner", "meta"),
        ("Mrz 26", "5", "actuals.2026-03"),
        ("Réalisé 2025", "5", "actuals.2025"),
        ("Start", "5", "baseline"),
        ("Start", "2026-01-01", "period.start"),
        ("Début", "01.01.2026", "period.start"),
        ("Beginn", "1. Januar 2026", "period.start"),
        ("Due date", "31/12/2026", "period.end"),
        ("Deadline", "2026-12-31", "period.end"),
        ("Fällig am", "31.12.2026", "period.end"),
        ("Échéance", "31/12/2026", "period.end"),
        ("Deadline", "end of Q4", "meta"),
        ("Deadline", "2026", "meta"),
        ("To", "5", "target"),
        ("To", "Rome", "meta"),
        ("Ziel der Massnahme", "Wachstum", "meta"),
        ("Ziel der Massnahme", "5", "target"),
    ],
)
def test_what_a_column_in_another_language_is_taken_for(
    header: str, cells: str, field: str
) -> None:
    table = csv_table("x", f'Name,"{header}"\nWin,"{cells}"\n'.encode())
    assert proposal(table).columns[1].field == field


def test_ziel_over_words_is_an_objective_and_over_numbers_the_target() -> None:
    rows = "Kennzahl;Ziel;Ziel\nUmsatz;Wachstum;50\nMarge;Wachstum;<= 3\nMenge;Wachstum;5\n"
    told = proposal(csv_table("x", rows.encode())).columns
    assert [part.field for part in told] == ["title", "objective", "target"]
    rows = "Kennzahl;Ziel\nUmsatz;50\nMarge;<= 3\n"
    assert [part.field for part in proposal(csv_table("x", rows.encode())).columns] == [
        "title", "target",
    ]  # fmt: skip


def test_each_cell_has_to_be_a_date() -> None:
    table = csv_table("x", b"Name,Start,Due\na,2026-01-01,2026-06-30\nb,2026-01-01,soon\n")
    assert [part.field for part in proposal(table).columns] == ["title", "period.start", "meta"]


def test_a_column_that_is_the_period_goes_before_its_days() -> None:
    table = csv_table("x", b"Name,Period,Start,Due\na,2026,2026-01-01,2026-06-30\n")
    assert [part.field for part in proposal(table).columns] == ["title", "period", "meta", "meta"]


def _proposed(rows: str) -> Proposal:
    return proposal(csv_table("x", rows.encode()))


@pytest.mark.parametrize(
    "rows",
    [
        "name;date;value\nA;31.12.2025;1.234\nA;31.01.2026;1.235\n",
        "name;Ist 2025;value;date\nA;12.500 Stk;1.234;31.12.2025\nB;15.000 Stk;2;31.12.2025\n",
    ],
)
def test_thousands_that_may_be_decimals_are_told(rows: str) -> None:
    told = _proposed(rows)
    (note,) = told.notes
    assert '`decimal = ","` in the mapping reads it as 12' in note
    assert told.mapping.decimal == "."
    assert {part.certainty for part in told.columns if part.field[:6] == "actual"} >= {
        Certainty.GUESS
    }


@pytest.mark.parametrize(
    "values", ["1.234;0.5", "1.234;1.5", "1.234;0.500", "1.234;1,234,567", "1234;12", "1,234;12"]
)
def test_nothing_is_said_where_a_number_tells_what_a_point_is(values: str) -> None:
    first, second = values.split(";")
    told = _proposed(f"KPI;Baseline\nA;{first}\nB;{second}\n")
    assert (told.notes, told.mapping.decimal) == ((), ".")
    assert told.columns[1].certainty is Certainty.SURE


@pytest.mark.parametrize("value", ["1,5", "1.234,5", "0,500", "1.234.567"])
def test_one_number_tells_that_decimals_stand_behind_a_comma(value: str) -> None:
    told = _proposed(f"KPI;Baseline\nA;1.234\nB;{value}\n")
    assert (told.notes, told.mapping.decimal) == ((), ",")


@pytest.mark.parametrize(
    ("headers", "period"),
    [
        ("Target 2026", "2026"),
        ("Target 2024,Target 2025,Target 2026", "2024-01-01/2026-12-31"),
        ("Target Q1 2026,Target Q2 2026", "2026"),
        ("Plan Q4 2025,Plan Q1 2026", "2025-10-01/2026-03-31"),
        ("Target FY2026-Q1,Target FY2026", "FY2026"),
        ("Target FY2025,Target FY2026", None),
        ("Target 2025-12-31,Target 2026-12-31", None),
        ("Target 2026-12-31", None),
        ("Target", None),
    ],
)
def test_the_period_holds_all_targets(headers: str, period: str | None) -> None:
    cells = ",".join("5" for _ in headers.split(","))
    told = _proposed(f"KPI,{headers}\nA,{cells}\n")
    assert told.mapping.constants.get("period") == period


def test_targets_of_several_years_are_due_within_the_period() -> None:
    table = csv_table("x", b"KPI,Target 2024,Target 2025,Target 2026\nA,20,30,40\n")
    result = bring_in_table(table, proposal(table).mapping, By.FILE, AROUND)
    assert "period: 2024-01-01/2026-12-31\n" in result.texts["goals.yaml"]
    assert "interim_targets: {2024: 20, 2025: 30}\n" in result.texts["goals.yaml"]


def test_a_title_is_guessed_though_a_few_cells_are_long() -> None:
    sentences = [f"Raise the number of clients to {number}" for number in range(19)]
    lines = "\n".join(f"page {number % 2},{text}" for number, text in enumerate(sentences))
    table = csv_table("x", f"Where,Sentence\n{lines}\npage 1,{'long ' * 50}\n".encode())
    assert [part.field for part in proposal(table).columns] == ["meta", "title"]


def test_a_column_of_long_cells_is_no_title() -> None:
    lines = "\n".join(f"page {number},{number} {'long ' * 50}" for number in range(9))
    table = csv_table("x", f"Where,Remark\n{lines}\n".encode())
    assert [part.field for part in proposal(table).columns] == ["title", "meta"]


NAMES = st.text(min_size=1, max_size=8).filter(
    lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text)
)
MAPS = st.dictionaries(NAMES, NAMES, max_size=3)


@given(columns=MAPS, constants=MAPS, values=st.dictionaries(NAMES, MAPS, max_size=2), name=NAMES)
def test_any_mapping_reads_back(
    columns: dict[str, str], constants: dict[str, str], values: dict[str, dict[str, str]], name: str
) -> None:
    ordered = sorted(columns.items(), key=lambda part: part[1] == "meta")
    mapping = Mapping(
        columns=tuple(ordered),
        kind="objective",
        sheet=name,
        values=values,
        constants=constants,
        id_from=(name,),
        id_under=name,
        id_key=name,
        organization=name,
        decimal=",",
        dates="day",
    )
    assert mapping_of(mapping_text(mapping)) == mapping


@pytest.mark.parametrize(
    ("header", "dates"),
    [
        ("Kennzahl;Datum;Istwert;Zielwert;Bemerkung", ["31-Mar-26", "30-Apr-26"]),
        ("Kennzahl;Stichtag;Ist;Soll;Kommentar", ["31.03.2026", "30.04.2026"]),
        ("Indicateur;Date;Valeur;Cible;Commentaire", ["31/03/2026", "30/04/2026"]),
        ("KPI;Date;Actual;Target;Comment", ["31-Mar-2026", "30-Apr-2026"]),
    ],
)
def test_a_row_for_each_value_is_known_in_three_languages(header: str, dates: list[str]) -> None:
    rows = [f"Umsatz;{day};1.20{n},5;2.000;gut" for n, day in enumerate(dates)]
    table = csv_table("long", "\n".join([header, *rows]).encode())
    mapping = proposal(table).mapping
    result = bring_in_table(table, mapping, By.TEAM, AROUND)
    assert not result.imported.unread
    text = result.texts["goals.yaml"]
    assert "target: 2000\n" in text
    assert "2026-03-31: {value: 1200.5, note: gut}" in text
    assert "2026-04-30: {value: 1201.5, note: gut}" in text


def test_short_years_beside_slashes_wait_for_the_mapping() -> None:
    text = "KPI,Date,Actual\nLeads,31-Mar-26,5\nLeads,03/04/2026,6\n"
    table = csv_table("long", text.encode())
    found = proposal(table).mapping
    assert found.dates == ""
    result = bring_in_table(table, found, By.TEAM, AROUND)
    assert {part.column for part in result.imported.unread} >= {"Date"}
