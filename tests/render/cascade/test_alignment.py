from __future__ import annotations

import json
from decimal import Decimal

import pytest

from kpicli.render.cascade import alignment_json, alignment_terminal
from kpicli.render.text import cell_width
from kpicli.render.theme import Style
from kpicli.reports.alignment import AlignmentReport, AlignmentRow

REPORT = AlignmentReport(
    (
        AlignmentRow(
            "finance",
            "sales",
            Decimal("0.36"),
            Decimal("1.08"),
            Decimal("-0.5"),
            ("discount", "payment_terms"),
        ),
        AlignmentRow("sales", "service\u202e", Decimal(1), Decimal(0), Decimal(1), ()),
    )
)


def test_the_table() -> None:
    text = alignment_terminal(REPORT, Style(width=100))
    assert text.splitlines()[:3] == [
        "departments           alignment  together  apart  levers pulled apart",
        "finance, sales             -0.5      0.36   1.08  2: discount, payment_terms",
        "sales, service\\u202e         +1         1      0  \u2013",
    ]


@pytest.mark.parametrize("width", [20, 40, 50, 60, 80])
def test_it_fits_the_terminal(width: int) -> None:
    lines = alignment_terminal(REPORT, Style(width=width, unicode=False)).splitlines()
    assert max(map(cell_width, lines)) <= width


def test_nothing_to_show() -> None:
    text = alignment_terminal(AlignmentReport(()), Style(width=80))
    assert text == "No two departments pull on anything together\n"


def test_the_document_is_the_promised_one() -> None:
    document = json.loads(alignment_json(REPORT))
    assert document["schema"] == "kpi.alignment/v1"
    assert document["pairs"][0] == {
        "departments": ["finance", "sales"],
        "together": 0.36,
        "apart": 1.08,
        "alignment": -0.5,
        "levers": ["discount", "payment_terms"],
    }
    assert document["pairs"][1]["levers"] == []
