"""Reports on progress, built by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from kpicli.models.period import DateRange
from kpicli.progress.forecast import Forecast
from kpicli.progress.status import ProgressStatus
from kpicli.reports.cascade import CascadeNode, CascadeRow
from kpicli.reports.goal import GoalReport
from kpicli.reports.movement import Movement
from kpicli.reports.plan import Plan
from kpicli.reports.progress import ProgressReport
from kpicli.reports.sections import Section

AS_OF = date(2026, 3, 10)

CLIENTS = GoalReport(
    id="sales.new_clients",
    kind="kpi",
    title="Raise new clients from 32 to 50",
    team="sales",
    owner="dana",
    level="department",
    period=DateRange(date(2026, 1, 1), date(2026, 12, 31)),
    period_label="FY2026",
    direction="increase",
    unit="client",
    baseline=Decimal(32),
    target=Decimal(50),
    actual=Decimal(29),
    actual_on=date(2026, 2, 28),
    value=Decimal(29),
    progress=Decimal(-1) / 6,
    score=Decimal(0),
    expected=Decimal("0.18630136986"),
    status=ProgressStatus.OFF_TRACK,
    coverage=Decimal(1),
    forecast=Forecast(Decimal("41.2000"), Decimal("35.000"), Decimal("47.4"), Decimal("0.1234567")),
    contributes_to=("win_mid_market", "revenue"),
    contributors=(),
    history=((date(2026, 1, 31), Decimal(32)), (date(2026, 2, 28), Decimal(29))),
)

OBJECTIVE = GoalReport(
    id="win_mid_market",
    kind="objective",
    title="Win the mid-market",
    team="sales",
    owner="dana",
    level="",
    period=None,
    period_label="",
    direction="",
    unit="",
    baseline=None,
    target=None,
    actual=None,
    actual_on=None,
    value=None,
    progress=Decimal("0.62499"),
    score=Decimal("0.62499"),
    expected=Decimal("0.4"),
    status=ProgressStatus.ON_TRACK,
    coverage=Decimal("0.8"),
    forecast=None,
    contributes_to=(),
    contributors=("sales.new_clients",),
    history=(),
)

REVENUE = replace(
    CLIENTS,
    id="revenue",
    title="Keep revenue at €18M or more in every quarter of the year",
    direction="at_least",
    unit="EUR",
    baseline=None,
    target=Decimal(18_000_000),
    value=Decimal("18123456.78"),
    progress=Decimal(1),
    score=Decimal(1),
    expected=Decimal(1),
    status=ProgressStatus.ACHIEVED,
    history=(),
)

UNMEASURED = replace(
    OBJECTIVE,
    id="culture",
    title="People stay",
    progress=None,
    score=None,
    expected=None,
    status=ProgressStatus.NO_DATA,
    coverage=Decimal(0),
    contributors=(),
)


def row(
    goal: GoalReport, branches: tuple[bool, ...] = (), *, repeated: bool = False
) -> tuple[GoalReport, CascadeRow]:
    node = CascadeNode(goal.id, goal.kind, goal.title, goal.team, goal.level, "", "active")
    return goal, CascadeRow(node, branches, repeated=repeated)


def report(*sections: Section) -> ProgressReport:
    """A report of some sections, with each goal once."""
    found = {goal.id: goal for section in sections for goal, _ in section.rows}
    goals = tuple(found[key] for key in sorted(found))
    counts = {status: [goal.status for goal in goals].count(status) for status in ProgressStatus}
    return ProgressReport(AS_OF, goals, counts, sections)


CASCADE = report(
    Section(
        "",
        (
            row(OBJECTIVE),
            row(CLIENTS, (False,)),
            row(REVENUE, (True,)),
            row(UNMEASURED),
        ),
    )
)

MOVED = replace(
    report(
        Section(
            "",
            (
                row(
                    replace(
                        CLIENTS,
                        movement=Movement(
                            Decimal(-3), Decimal(-1) / 6, Decimal(0), ProgressStatus.EARLY
                        ),
                    )
                ),
            ),
        )
    ),
    since=date(2026, 1, 31),
)
"""A report with one goal that moved."""

PLANNED = replace(
    CLIENTS,
    description="Quarter by quarter",
    perspective="customer",
    department="sales",
    owner_name="Dana Ito",
    reviewed=date(2026, 3, 1),
    age=10,
    cadence="monthly",
    next_due=date(2026, 3, 31),
    plan=Plan(
        measured=CLIENTS.history,
        line=((date(2026, 1, 1), Decimal(32)), (date(2026, 12, 31), Decimal(50))),
        interim=((date(2026, 6, 30), Decimal(40)),),
        commit=Decimal(45),
        stretch=Decimal(60),
    ),
)
"""A goal with all that a page shows."""
