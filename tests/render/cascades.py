"""Cascades to draw, built by hand."""

from __future__ import annotations

from decimal import Decimal

from kpicli.reports.cascade import CascadeNode, CascadeReport, CascadeRow
from kpicli.workspace import Link


def node(
    key: str, title: str, kind: str = "kpi", place: str = "", status: str = "active"
) -> CascadeNode:
    """A node; its place is `level, team` or `level, team, segment`."""
    level, team, segment = (*place.split(", "), "", "", "")[:3]
    return CascadeNode(key, kind, title, team, level, segment, status)


def report(*nodes: CascadeNode) -> CascadeReport:
    """A cascade of roots."""
    return CascadeReport(nodes, (), tuple(CascadeRow(part, ()) for part in nodes), ())


GROWTH = node("growth", "Grow faster", "objective", "organization, acme")
REVENUE = node("revenue", "Raise revenue by 20%", place="department, sales, emea")
CLIENTS = node("clients", "Raise new clients", place="team, sales.emea", status="draft")
VISITS = node("visits", "More visits")

CASCADE = CascadeReport(
    (CLIENTS, GROWTH, REVENUE, VISITS),
    (
        Link("clients", "growth", counts=False),
        Link("clients", "revenue", Decimal("2.50")),
        Link("revenue", "growth"),
        Link("visits", "clients"),
    ),
    (
        CascadeRow(GROWTH, ()),
        CascadeRow(REVENUE, (False,)),
        CascadeRow(CLIENTS, (False, True)),
        CascadeRow(VISITS, (False, True, True)),
        CascadeRow(CLIENTS, (True,), repeated=True, counts=False),
    ),
    (),
)
"""Four goals; `clients` is drawn below two others."""
