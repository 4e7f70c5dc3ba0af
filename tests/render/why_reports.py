"""Arithmetic of one goal, built by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kpicli.findings import Label
from kpicli.progress.status import ProgressStatus
from kpicli.reports.steps import Part, Place, Step
from kpicli.reports.why import Verdict, WhyReport
from kpicli.reports.why_rollup import Contributor
from kpicli.source import Route

TARGET = Label("sales/goals.yaml", Route(("kpis", 0, "target")))
LINK = Label("sales/emea.yaml", Route(("kpis", 0, "contributes_to")))
GONE = Label("gone.yaml", Route(("kpis", 0)))

EMEA = Contributor(
    "sales.emea",
    Decimal(2),
    Decimal("0.75"),
    Decimal("21.50"),
    Decimal("0.66575342465"),
    ProgressStatus.ON_TRACK,
    "",
    LINK,
)

REPORT = WhyReport(
    date(2026, 9, 1),
    "sales.clients",
    "kpi",
    "Raise clients from 32 to 50",
    ProgressStatus.OFF_TRACK,
    (
        Part(
            "progress",
            (
                Step("target", Decimal("50.0"), "client", note="as written", source=TARGET),
                Step(
                    "progress",
                    Decimal(-1) / 6,
                    "",
                    ("(", Decimal(29), " - ", Decimal(32), ") / (", Decimal(18), " * 1)"),
                    "it fell",
                    GONE,
                ),
                Step("direction", "at_most"),
                Step("range", None, "%", (Decimal(45), " to ", Decimal(55))),
                Step("value", note="no actual in the period so far"),
            ),
        ),
    ),
    (EMEA,),
    {TARGET: Place("sales/goals.yaml", 12, 9), LINK: Place("sales/emea.yaml", 7, 21)},
    (
        Verdict(
            "U101",
            "shortfall",
            "error",
            "the plan falls short",
            "raise it",
            Place("sales/goals.yaml", 12, 9),
            ("it comes to 40",),
        ),
    ),
)
