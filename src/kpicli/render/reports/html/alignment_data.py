"""The alignment of departments as the page's script reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.numbers import number_text
from kpicli.render.reports.html.text import shown

if TYPE_CHECKING:
    from kpicli.render.reports.html.text import Data
    from kpicli.reports.alignment import AlignmentReport, AlignmentRow, SharedLever

_MINUS = "\u2212"


def alignment_data(report: AlignmentReport) -> dict[str, Data] | None:
    """The departments in the order of ids, and each pair that has anything between it.

    None where no two pull on anything. A pull names the departments by their place in the list.
    """
    if not report.rows:
        return None
    names = sorted({name for row in report.rows for name in (row.one, row.other)})
    places = {name: place for place, name in enumerate(names)}
    return {
        "departments": [shown(name) for name in names],
        "pairs": [_pair(row, places) for row in report.rows],
    }


def _pair(row: AlignmentRow, places: dict[str, int]) -> dict[str, Data]:
    one, other = places[row.one], places[row.other]
    return {
        "ends": [one, other],
        "value": _signed(row),
        "kind": "together" if not row.apart else "apart" if not row.together else "both",
        "tone": "good" if not row.apart else "bad" if row.alignment < 0 else "fair",
        "levers": [_lever(part, one, other) for part in row.shared],
    }


def _signed(row: AlignmentRow) -> str:
    size = number_text(round(abs(row.alignment), 2))
    if size == "0":
        return "\u00b10"
    return f"{_MINUS if row.alignment < 0 else '+'}{size}"


def _lever(part: SharedLever, one: int, other: int) -> dict[str, Data]:
    pulls = (
        (one, "more", part.one_more),
        (one, "less", part.one_less),
        (other, "more", part.other_more),
        (other, "less", part.other_less),
    )
    return {
        "name": shown(part.lever),
        "together": number_text(round(part.together, 2)) if part.together else "",
        "apart": number_text(round(part.apart, 2)) if part.apart else "",
        "pulls": [[place, way, list(ids)] for place, way, ids in pulls if ids],
    }
