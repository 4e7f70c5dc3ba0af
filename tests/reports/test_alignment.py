from __future__ import annotations

from decimal import Decimal

from kpicli.reports.alignment import AlignmentRow, SharedLever, alignment_report
from repository import workspace

GOALS = """
    defaults: {period: 2026}
    metrics:
      - {id: volume, drivers: [{metric: discount, effect: raises, strength: strong}]}
      - {id: margin, drivers: [{metric: discount, effect: lowers, strength: medium}]}
      - {id: discount}
      - {id: quality}
    kpis:
      - {id: a, title: A, team: sales, metric: volume, baseline: 10, target: 12}
      - {id: b, title: B, team: finance, metric: margin, baseline: 10, target: 12}
      - {id: c, title: C, team: sales, metric: quality, baseline: 10, target: 12}
      - {id: d, title: D, team: service, metric: quality, baseline: 10, target: 12}
      - {id: e, title: E, team: finance, metric: quality, baseline: 10, target: 12}
"""


def test_pairs_are_summed_by_department_those_furthest_apart_first() -> None:
    finance_sales, *others = alignment_report(workspace(GOALS)).rows
    assert finance_sales == AlignmentRow(
        "finance",
        "sales",
        Decimal(1),
        Decimal("0.54"),
        Decimal("0.2987"),
        ("discount",),
        (
            SharedLever("discount", Decimal(0), Decimal("0.54"), (), ("b",), ("a",), ()),
            SharedLever("quality", Decimal(1), Decimal(0), ("e",), (), ("c",), ()),
        ),
    )
    assert [(row.one, row.other, row.alignment, row.levers) for row in others] == [
        ("finance", "service", Decimal(1), ()),
        ("sales", "service", Decimal(1), ()),
    ]


def test_other_segments_and_times_are_nothing_between_them() -> None:
    report = alignment_report(
        workspace(
            """
            metrics: [{id: quality}]
            kpis:
              - {id: a, title: A, team: x, metric: quality, baseline: 1, target: 2, period: 2026}
              - {id: b, title: B, team: y, metric: quality, baseline: 1, target: 2, period: 2025}
              - {id: c, title: C, metric: quality, baseline: 1, target: 2, period: 2026}
            """
        )
    )
    assert report.rows == ()


def test_a_range_pulls_towards_itself_until_it_is_reached() -> None:
    report = alignment_report(
        workspace(
            """
            defaults: {period: 2026}
            metrics: [{id: tickets}]
            kpis:
              - {id: a, title: A, team: x, metric: tickets, baseline: 70, target: 45..55}
              - {id: b, title: B, team: y, metric: tickets, baseline: 30, target: 45..55}
              - {id: c, title: C, team: z, metric: tickets, baseline: 50, target: 45..55}
            """
        )
    )
    assert [(row.one, row.other, row.alignment) for row in report.rows] == [("x", "y", Decimal(-1))]
