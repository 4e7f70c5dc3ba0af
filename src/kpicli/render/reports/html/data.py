"""What the page's script gets to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.choices import Perspective
from kpicli.render.numbers import compact_number_text, short_number_text
from kpicli.render.reports.cells import perspective_words
from kpicli.render.reports.html.alignment_data import alignment_data
from kpicli.render.reports.html.goal_data import goal_data
from kpicli.render.reports.html.text import shown
from kpicli.render.reports.signs import status_mark, status_role, status_words
from kpicli.render.reports.values import fitting_number
from kpicli.render.theme import Role
from kpicli.reports.sections import NEEDS_ATTENTION, Order, recognised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.linter import LocatedFinding
    from kpicli.progress.status import ProgressStatus
    from kpicli.render.reports.html.text import Data
    from kpicli.reports.alignment import AlignmentReport
    from kpicli.reports.progress import ProgressReport, TeamReport

# The characters for which a row of the page's cascade has room.
_ROW_VALUE = 20
_TONES = {Role.GOOD: "good", Role.FAIR: "fair", Role.BAD: "bad"}


def page_data(
    report: ProgressReport,
    findings: Sequence[LocatedFinding],
    alignment: AlignmentReport | None = None,
) -> dict[str, Data]:
    """The goals with all that their cards show, and what to arrange and choose them by."""
    concerning = _by_goal(report, findings)
    short = fitting_number(report.goals, _ROW_VALUE, (short_number_text, compact_number_text))
    return {
        "asOf": report.as_of.isoformat(),
        "since": report.since.isoformat() if report.since else None,
        "by": "attention" if report.order is Order.ATTENTION else report.by.value,
        "statuses": [_status(status, count) for status, count in report.counts.items()],
        "perspectives": [[part.value, perspective_words(part)] for part in Perspective],
        "teams": [_team(team) for team in report.teams],
        "goals": [
            goal_data(goal, concerning.get(goal.id, ()), short, report.preset)
            for goal in report.goals
        ],
        "reached": [goal.id for goal in recognised(report.goals)],
        "alignment": alignment_data(alignment) if alignment else None,
        "findings": [_finding(part) for part in findings],
        "elsewhere": _elsewhere(report, findings),
    }


def _by_goal(report: ProgressReport, findings: Sequence[LocatedFinding]) -> dict[str, list[int]]:
    """The numbers of the findings that concern each goal."""
    found: dict[str, list[int]] = {goal.id: [] for goal in report.goals}
    for number, part in enumerate(findings):
        for key in dict.fromkeys(part.finding.goals):
            if key in found:
                found[key].append(number)
    return found


def _elsewhere(report: ProgressReport, findings: Sequence[LocatedFinding]) -> list[Data]:
    """The numbers of the findings that concern no goal of the report."""
    known = {goal.id for goal in report.goals}
    return [number for number, part in enumerate(findings) if known.isdisjoint(part.finding.goals)]


def _status(status: ProgressStatus, count: int) -> dict[str, Data]:
    urgent = NEEDS_ATTENTION.index(status) if status in NEEDS_ATTENTION else None
    return {
        "key": status.value,
        "words": status_words(status),
        "mark": status_mark(status),
        "tone": _TONES.get(status_role(status), "idle"),
        "count": count,
        "urgent": urgent,
    }


def _team(team: TeamReport) -> dict[str, Data]:
    return {"id": team.id, "title": shown(team.title), "above": list(team.above)}


def _finding(part: LocatedFinding) -> dict[str, Data]:
    finding = part.finding
    return {
        "severity": finding.severity.value,
        "code": finding.rule.code,
        "rule": finding.rule.name,
        "message": shown(finding.message),
        "help": shown(finding.help or ""),
        "place": shown(f"{part.primary.path}:{part.primary.start.line}"),
    }
