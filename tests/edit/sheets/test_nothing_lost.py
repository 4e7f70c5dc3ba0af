"""Every cell of a sheet is in the goal files that come of it, and these load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpicli.edit.sheets import By, Settled, Surroundings, bring_in_table, mistakes, proposal
from kpicli.edit.sheets.csv_text import csv_table
from kpicli.edit.sheets.mapping import FIELDS, META, Mapping
from kpicli.edit.sheets.table import Row, Table
from kpicli.models.period import Calendar
from kpicli.workspace import Context
from repository import AS_OF, reader

from .losses import lost_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

AROUND = Surroundings((), reader({}), Context(AS_OF, Calendar(4)))
HEADERS = st.sampled_from(
    [
        "KPI", "Name", "Objective", "Department", "Owner", "Target", "Target 2026", "Plan Q1 2026",
        "Baseline", "Unit", "Direction", "Status", "Parent", "Frequency", "2024", "FY2025 actual",
        "Jan-26", "Date", "Value", "Comment", "ID", "Weight", "Tags", "Type", "Period", "Stretch",
        "Ziel", "Ziel 2026", "Mrz 26", "Beginn", "Échéance", "Due", "Start", "Objectif",
    ]
) | st.text(max_size=8)  # fmt: skip
CELLS = st.sampled_from(
    [
        "", "", "12", "12,5", "1.234,5", "95%", "-3", ">= 95%", "55..45", "+20%", "TBD", "n/a",
        "Sales", "sales", "Win", "win; lose", "Up", "down", "Q1 2026", "2026-01", "03/04/2026",
        "31.01.2026", "a.b", "a", "null", "true", "  x ", "complete", "Done", "in progress", "'=1",
        "#1", "/page#win", "kpi", "Monthly", "x: y", "- z", "0012", "1e3", "€1.2M", "team:sales",
    ]
) | st.text(max_size=6)  # fmt: skip


def _is_sound(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of any columns and cells."""
    sound = HEADERS.map(str.strip).filter(lambda text: bool(text) and _is_sound(text))
    columns = draw(st.lists(sound, min_size=1, max_size=7, unique=True))
    cells = st.tuples(*(CELLS.filter(_is_sound) for _ in columns)).filter(_has_text)
    rows = draw(st.lists(cells, min_size=1, max_size=6))
    numbered = (Row(line, tuple(row)) for line, row in enumerate(rows, 2))
    return Table("sheet", tuple(columns), tuple(numbered))


def _has_text(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


KEYED = ("actuals.2026-01", "actuals.FY2025", "actuals.soon", "interim_targets.2026-Q1",
         "objective.1", "objective.2", "meta.other")  # fmt: skip


@st.composite
def mapped_tables(draw: st.DrawFn) -> tuple[Table, Mapping]:
    """A table and any mapping of its columns, however foolish."""
    table = draw(tables())
    fields = st.sampled_from([*FIELDS, *KEYED])
    columns = {name: draw(fields) for name in table.columns[1:]} | {table.columns[0]: "title"}
    constants = draw(st.sampled_from([{}, {"period": "2026", "team": "Sales", "owner": "dana"}]))
    mapping = Mapping(
        columns=tuple(columns.items()),
        kind=draw(st.sampled_from(["kpi", "objective"])),
        values={table.columns[-1]: {"Up": "increase", "Win": "", "Done": "closed"}},
        constants=constants,
        id_from=(table.columns[0],),
        id_under=draw(st.sampled_from(["", table.columns[-1]])),
        decimal=draw(st.sampled_from([".", ","])),
    )
    return table, mapping


def _settled(table: Table, mapping: Mapping) -> Settled:
    assert not list(mistakes(mapping, table.columns))
    return bring_in_table(table, mapping, By.TEAM, AROUND)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(tables())
def test_nothing_is_lost_under_the_proposed_mapping(table: Table) -> None:
    mapping = proposal(table).mapping
    if any("no column becomes" in words for words, _ in mistakes(mapping, table.columns)):
        return
    result = _settled(table, mapping)
    assert not result.findings
    assert not lost_cells(table, mapping, result.texts)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(mapped_tables())
def test_nothing_is_lost_under_any_mapping(drawn: tuple[Table, Mapping]) -> None:
    table, mapping = drawn
    result = _settled(table, mapping)
    assert not result.findings, result.findings[0]
    assert not lost_cells(table, mapping, result.texts)


def test_a_lost_cell_would_be_seen() -> None:
    table = csv_table("sheet", b"KPI,Note\nWin,why\nWin,how\n")
    mapping = Mapping((("KPI", "title"), ("Note", META)))
    texts = {"goals.yaml": "kpis: [{id: a, title: Win, meta: {Note: why}}]"}
    assert lost_cells(table, mapping, texts) == [(3, "Note", "how")]
    assert lost_cells(csv_table("sheet", b"KPI\nWin\nWin\n"), mapping, texts) == [(3, "KPI", "Win")]
