"""The agenda of a review meeting."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import ChangedField, Lifecycle
from kpicli.progress.status import ProgressStatus
from kpicli.reports.filters import Filters, chosen
from kpicli.reports.goal import GoalReport, goal_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.findings import Finding, Severity
    from kpicli.models.parts import TargetChange
    from kpicli.progress.goals import GoalProgress
    from kpicli.workspace import AnyGoal, Definition, Workspace

CONTESTED = "C"
"""The family of rules whose findings are contested goals."""
OVERDUE = "overdue-review"
"""The rule whose findings are goals that nobody reviewed for long."""

_MISSING = {ProgressStatus.STALE, ProgressStatus.NO_DATA}
_BEHIND = {ProgressStatus.OFF_TRACK, ProgressStatus.MISSED}


class Contest(Struct, frozen=True):
    """A finding about goals that get in each other's way."""

    rule: str
    code: str
    severity: Severity
    message: str
    goals: tuple[str, ...]


class Overdue(Struct, frozen=True):
    """A goal without a review for `days` days: since its last one, or its period's start."""

    goal: GoalReport
    since: date
    was_reviewed: bool
    days: int


class Change(Struct, frozen=True):
    """A deliberate change; texts are empty where the record has none.

    Of a goal that was closed or dropped without a record, the day is not known.
    """

    goal: GoalReport
    day: date | None
    field: str
    before: str
    after: str
    reason: str = ""
    approved_by: str = ""


class Expiry(Struct, frozen=True):
    """What ends in `days` days, 0 for today and less than 0 for before: a period or a tension.

    `reason` is why a tension was accepted, empty for a goal.
    """

    goals: tuple[GoalReport, ...]
    day: date
    days: int
    reason: str = ""


class ReviewReport(Struct, frozen=True):
    """The points of an agenda by topic, and how many goals it is about.

    Behind and at risk, the goal that lacks most comes first; elsewhere the order is that of days
    where there are any, then of ids. `days` is how far ahead it looks for what expires.
    """

    as_of: date
    days: int
    goals: int
    reached: tuple[GoalReport, ...]
    off_track: tuple[GoalReport, ...]
    at_risk: tuple[GoalReport, ...]
    unmeasured: tuple[GoalReport, ...]
    contested: tuple[Contest, ...]
    overdue: tuple[Overdue, ...]
    changed: tuple[Change, ...]
    expiring: tuple[Expiry, ...]


def review_report(
    workspace: Workspace,
    progress: Mapping[str, GoalProgress],
    findings: Iterable[Finding],
    filters: Filters,
    days: int,
) -> ReviewReport:
    """The agenda for the goals that the filters choose.

    Of the findings only those of family C and of `overdue-review` count, in the order given.
    """
    found = tuple(findings)
    keys = tuple(chosen(workspace, progress, filters))
    agenda = _Agenda(workspace, progress, frozenset(keys))
    return ReviewReport(
        workspace.as_of,
        days,
        len(keys),
        tuple(agenda.report(key) for key in keys if agenda.is_reached(key)),
        agenda.behind(keys, _BEHIND),
        agenda.behind(keys, {ProgressStatus.AT_RISK}),
        tuple(agenda.report(key) for key in keys if progress[key].status in _MISSING),
        tuple(agenda.contested(found)),
        tuple(agenda.overdue(found)),
        tuple(change for key in keys for change in agenda.changes(key)),
        agenda.expiring(keys, days),
    )


class _Agenda(Struct, frozen=True):
    """Looks up what there is to say about the goals of an agenda."""

    workspace: Workspace
    progress: Mapping[str, GoalProgress]
    goals: frozenset[str]

    def report(self, key: str) -> GoalReport:
        goal = self.workspace.goals[key]
        return goal_report(goal, self.workspace, self.progress[key], looks_ahead=False)

    def is_reached(self, key: str) -> bool:
        """Also a goal that was closed because it was reached, until its period is over."""
        known = self.progress[key]
        if known.status is ProgressStatus.ACHIEVED:
            return True
        is_closed = self.workspace.goals[key].model.status is Lifecycle.CLOSED
        return is_closed and known.is_met and self._is_running(self.workspace.goals[key])

    def behind(self, keys: Iterable[str], statuses: set[ProgressStatus]) -> tuple[GoalReport, ...]:
        found = [key for key in keys if self.progress[key].status in statuses]
        return tuple(self.report(key) for key in sorted(found, key=self._lead))

    def contested(self, findings: Sequence[Finding]) -> Iterator[Contest]:
        for part in findings:
            if part.rule.code.startswith(CONTESTED) and not self.goals.isdisjoint(part.goals):
                rule = part.rule
                yield Contest(rule.name, rule.code, part.severity, part.message, part.goals)

    def overdue(self, findings: Sequence[Finding]) -> Iterator[Overdue]:
        named = {part.goals[0] for part in findings if part.rule.name == OVERDUE and part.goals}
        for key in sorted(named & self.goals):
            goal = self.workspace.goals[key]
            period, reviewed = self.workspace.period(goal), goal.model.reviewed
            since = reviewed or (period.start if period else None)
            if since is not None:
                days = (self.workspace.as_of - since).days
                yield Overdue(self.report(key), since, reviewed is not None, days)

    def changes(self, key: str) -> Iterator[Change]:
        """The recorded changes since the goal's last review, and an end without a record."""
        goal = self.workspace.goals[key]
        reviewed, recorded = goal.model.reviewed, goal.model.target_changes
        for change in sorted(recorded, key=lambda change: change.date):
            if change.date <= self.workspace.as_of and (reviewed is None or change.date > reviewed):
                yield _recorded(self.report(key), change)
        said = any(change.field is ChangedField.STATUS for change in recorded)
        if goal.model.is_over and not said and self._is_running(goal):
            status = str(goal.model.status)
            yield Change(self.report(key), None, ChangedField.STATUS, "", status)

    def expiring(self, keys: Iterable[str], days: int) -> tuple[Expiry, ...]:
        last = self.workspace.as_of + min(timedelta(days), date.max - self.workspace.as_of)
        found = (*self._periods(keys, last), *self._tensions(last))
        return tuple(sorted(found, key=lambda part: (part.day, [goal.id for goal in part.goals])))

    def _periods(self, keys: Iterable[str], last: date) -> Iterator[Expiry]:
        for key in keys:
            goal = self.workspace.goals[key]
            period = self.workspace.period(goal)
            is_active = goal.model.status is Lifecycle.ACTIVE
            if is_active and period is not None and period.end <= last:
                yield Expiry((self.report(key),), period.end, self._until(period.end))

    def _tensions(self, last: date) -> Iterator[Expiry]:
        for tension in self.workspace.tensions:
            named = [key for key in tension.model.between if key in self.workspace.goals]
            until = tension.model.until
            if until is not None and until <= last and not self.goals.isdisjoint(named):
                reports = tuple(map(self.report, named))
                yield Expiry(reports, until, self._until(until), tension.model.reason)

    def _until(self, day: date) -> int:
        return (day - self.workspace.as_of).days

    def _is_running(self, goal: Definition[AnyGoal]) -> bool:
        period = self.workspace.period(goal)
        return period is None or period.start <= self.workspace.as_of <= period.end

    def _lead(self, key: str) -> tuple[Decimal, str]:
        """How far a goal is ahead of what is expected; less than 0 where it lacks something."""
        known = self.progress[key]
        none = Decimal(0)
        return (known.attainment or none) - (known.expected or none), key


def _recorded(goal: GoalReport, change: TargetChange) -> Change:
    before, after = ("" if value is None else str(value) for value in (change.before, change.after))
    return Change(
        goal,
        change.date,
        change.field,
        before,
        after,
        change.reason or "",
        change.approved_by or "",
    )
