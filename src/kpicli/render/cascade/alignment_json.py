"""The document `kpi.alignment/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.json_text import decimal_number, json_text

if TYPE_CHECKING:
    from kpicli.render.json_text import Json
    from kpicli.reports.alignment import AlignmentReport, AlignmentRow

SCHEMA = "kpi.alignment/v1"


def alignment_json(report: AlignmentReport) -> str:
    """The pairs of departments, those furthest apart first."""
    pairs = [_pair(row) for row in report.rows]
    return json_text({"schema": SCHEMA, "pairs": pairs})


def _pair(row: AlignmentRow) -> dict[str, Json]:
    return {
        "departments": [row.one, row.other],
        "together": decimal_number(row.together),
        "apart": decimal_number(row.apart),
        "alignment": decimal_number(row.alignment),
        "levers": row.levers,
    }
