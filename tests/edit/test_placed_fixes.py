"""Fixes at their places, each as if it were the only one."""

from __future__ import annotations

from kpicli.edit.fixes import placed_fixes, with_fixes
from kpicli.edit.text_edit import applied
from kpicli.findings import Safety
from kpicli.source import Position
from repository import GOALS, lint, reader

TWO_NAMES = """\
kpis:
  - id: a  # kpi: ignore[missing-owner, missing-period] x
    title: A
    owner: dana
    period: 2026
"""
RULES = ("D1", "S101", "T101", "M107")


def test_fixes_that_meet_have_each_its_place() -> None:
    findings = [part.finding for part in lint(TWO_NAMES, *RULES).findings]
    placed = placed_fixes(findings, reader({GOALS: TWO_NAMES}))
    texts = [applied(TWO_NAMES, part.edits) for part in placed if part]
    assert texts == [
        TWO_NAMES.replace("missing-owner, missing-period", "missing-period"),
        TWO_NAMES.replace("missing-owner, missing-period", "missing-owner"),
    ]


def test_places_are_lines_and_columns_of_the_text() -> None:
    text = "kpis:\n  - {id: a, title: Ä, unit: on}\n"
    result = with_fixes(lint(text, "D101"), reader({GOALS: text}))
    fix = result.findings[0].fix
    assert fix
    ((start, end, new),) = [(edit.start, edit.end, edit.text) for edit in fix.edits]
    assert (start, end, new) == (Position(2, 29), Position(2, 31), '"on"')


def test_what_cannot_be_made_has_no_place() -> None:
    text = "kpis:\n  - {id: a, title: A}\n  - id: b\n    title: B\n    title: C\n"
    result = with_fixes(lint(text), reader({GOALS: text}))
    assert [part.finding.fix is not None for part in result.findings] == [True]
    assert [part.fix for part in result.findings] == [None]


def test_unsafe_ones_are_only_worked_out_where_they_are_wanted() -> None:
    text = "kpis:\n  - {id: a, title: Raise the share, target: 5, unit: on}\n"
    result = lint(text, "D101", "M107")
    safe = with_fixes(result, reader({GOALS: text}), Safety.SAFE)
    assert [part.fix is not None for part in safe.findings] == [False, True]
    every = with_fixes(result, reader({GOALS: text}))
    assert all(part.fix for part in every.findings)
