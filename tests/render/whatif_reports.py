"""What changes under other values, built by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kpicli.progress.status import ProgressStatus
from kpicli.reports.whatif import (
    Cause,
    Conflict,
    GoalChange,
    Standing,
    Supposed,
    WhatifReport,
)

SPEND = GoalChange(
    "finance.spend",
    "kpi",
    "Spend no more than 100,000",
    "EUR",
    Cause.SUPPOSED,
    Standing("<= 100k", Decimal(80000), Decimal(1), Decimal(1), ProgressStatus.ON_TRACK),
    Standing("<= 90k", Decimal("120000.0"), Decimal("-0.25"), Decimal(0), ProgressStatus.OFF_TRACK),
)
LEADS = GoalChange(
    "marketing.leads",
    "kpi",
    "Bring 2,000 leads",
    "lead",
    Cause.FORMULA,
    Standing(">= 2000", None, None, None, ProgressStatus.NO_DATA),
    Standing(">= 2000", Decimal(1500), Decimal("0.75"), Decimal("0.75"), ProgressStatus.ON_TRACK),
)
GROWTH = GoalChange(
    "growth",
    "objective",
    "Grow",
    "",
    Cause.CASCADE,
    Standing("", None, Decimal(1) / 3, Decimal(1) / 3, ProgressStatus.AT_RISK),
    Standing("", None, Decimal("0.5"), Decimal("0.5"), ProgressStatus.AT_RISK),
)
COMES = Conflict(
    "C104",
    "infeasible-targets",
    "error",
    "`finance.spend` and `marketing.leads` cannot hold together: leads come to at most 1,800",
    ("finance.spend", "marketing.leads"),
    "f1",
    "one must give",
)
GOES = Conflict("U101", "shortfall", "warning", "the plan falls short", ("growth",), "f2")
REPORT = WhatifReport(
    date(2026, 9, 1),
    (
        Supposed("finance.spend", Decimal("120000.0"), "EUR", ""),
        Supposed("finance.spend", None, "", "<= 90k"),
    ),
    (SPEND, LEADS, GROWTH),
    (COMES,),
    (GOES,),
    ("`spend` stands for `finance.spend`",),
)
NOTHING = WhatifReport(
    date(2026, 9, 1), (Supposed("finance.spend", Decimal(80000), "EUR", ""),), ()
)
