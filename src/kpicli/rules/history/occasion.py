"""When a goal was changed: how far into its period, by whom, and how it stood at that moment."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.interval import shown
from kpicli.findings import Label
from kpicli.history.judged import Trace, is_renewed
from kpicli.history.record import is_recorded, misfits
from kpicli.progress.staleness import Freshness, freshness
from kpicli.progress.status import ProgressStatus
from kpicli.rules.history.standing import standing_at
from kpicli.source import Span

if TYPE_CHECKING:
    from decimal import Decimal

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged, Moment, Past
    from kpicli.models.period import DateRange
    from kpicli.progress.goals import GoalProgress
    from kpicli.source import Key
    from kpicli.workspace import AnyGoal, Definition

__all__ = ["Occasion", "is_kept", "is_recorded", "misfits_of", "place_of"]

_SETTINGS = "kpi.toml"
_NONE = "none"
_BEHIND = frozenset({ProgressStatus.OFF_TRACK, ProgressStatus.AT_RISK, ProgressStatus.MISSED})


class Occasion(Struct, frozen=True, eq=False, dict=True):
    """A change of a goal at its moment; with no change, the goal was given up."""

    judged: Judged
    past: Past
    change: FieldChange | None

    @cached_property
    def moment(self) -> Moment:
        """When it was made; asking git for it takes a while."""
        return self.past.when(self.judged, self.change)

    @cached_property
    def period(self) -> DateRange | None:
        """The period that was promised: the one before the change."""
        before = self.judged.difference.before
        return self.judged.old.period(before) if before else None

    @property
    def has_begun(self) -> bool:
        """Whether the period had begun by then; without one, a goal counts from its start."""
        return self.period is None or self.moment.day >= self.period.start

    @property
    def is_late(self) -> bool:
        """Whether the period was over by then."""
        return self.period is not None and self.moment.day > self.period.end

    @cached_property
    def standing(self) -> GoalProgress | None:
        """How the goal stood by its old promise, none where that is not known."""
        return standing_at(self.judged, self.moment)

    @property
    def was_behind(self) -> bool:
        """Whether it was at risk, off track or missed at that moment."""
        return self.standing is not None and self.standing.status in _BEHIND

    @property
    def was_achieved(self) -> bool:
        """Whether the target was met at that moment."""
        return self.standing is not None and self.standing.status is ProgressStatus.ACHIEVED

    @property
    def begins_anew(self) -> bool:
        """Whether the goal took up a later period, once the old one was over or its target met."""
        before, after = self.judged.difference.before, self.judged.difference.after
        if before is None or after is None:
            return False
        later = is_renewed(self.judged.old, before, self.judged.new, after)
        return later and (self.is_late or self.was_achieved)

    @property
    def words(self) -> str:
        """When, by whom and how late: `on 2026-07-19 by Dana (1a2b3c4d5e), day 200 of 365`."""
        return f"{_traced(self.moment)}{self._how_late()}"

    def with_others(self, *others: FieldChange) -> str:
        """The change and others that are told with it; what another commit did names that one."""
        said = [self.change.words] if self.change else []
        for change in others:
            moment = Occasion(self.judged, self.past, change).moment
            is_another = (moment.commit, moment.trace) != (self.moment.commit, self.moment.trace)
            said.append(f"{change.words} {_traced(moment)}" if is_another else change.words)
        return "; ".join(said)

    @property
    def state(self) -> str:
        """How the goal stood, where that is known: `, while off track (31 % of the way, …)`."""
        found = self.standing
        if found is None or found.status not in _WORDS:
            return ""
        numbers = ""
        if found.attainment is not None and found.expected is not None:
            way, due = _percent(found.attainment), _percent(found.expected)
            numbers = f" ({way} of the way, {due} expected)"
        return f", while {_WORDS[found.status]}{numbers}{self._how_stale(found)}"

    def _how_stale(self, found: GoalProgress) -> str:
        before, period = self.judged.difference.before, self.period
        cadence = before.model.cadence if before else None
        if found.last is None or cadence is None or period is None:
            return ""
        if freshness(found.last.day, cadence, self.moment.day, period.end) is not Freshness.STALE:
            return ""
        return f" by a stale value, of {found.last.day.isoformat()}"

    def _how_late(self) -> str:
        period, day = self.period, self.moment.day
        if period is None or day < period.start:
            return ""
        if day > period.end:
            return f", after its period ended on {period.end.isoformat()}"
        return f", day {(day - period.start).days + 1} of {period.days}"


_WORDS = {
    ProgressStatus.OFF_TRACK: "off track",
    ProgressStatus.AT_RISK: "at risk",
    ProgressStatus.MISSED: "missed",
    ProgressStatus.ON_TRACK: "on track",
    ProgressStatus.ACHIEVED: "achieved",
}


def place_of(judged: Judged, field: str = "id", *keys: Key, message: str = "") -> Label:
    """Where a goal is now; of one that is gone its file, or the settings where that is gone too."""
    after: Definition[AnyGoal] | None = judged.difference.after
    if after is not None:
        return after.at(field, *keys, message=message)
    before = judged.difference.before
    was = before.path if before else ""
    path = was if was in judged.new.paths else _SETTINGS
    return Label(path, Span(0, 0), message)


def misfits_of(judged: Judged, change: FieldChange) -> tuple[Label, ...]:
    """Where entries of `target_changes` speak of the field and do not answer for its change."""
    way = f"from {change.before or _NONE} to {change.after or _NONE}"
    return tuple(
        place_of(
            judged,
            "target_changes",
            index,
            message=f"this entry does not lead {way}"
            if entry.reason
            else "this entry has no `reason`",
        )
        for index, entry in misfits(judged, change)
    )


def is_kept(judged: Judged) -> bool:
    """Whether the goal is still there and was not over before: a promise that still stands."""
    before = judged.difference.before
    return before is not None and not judged.is_gone and not before.model.is_over


def _traced(moment: Moment) -> str:
    day, commit = moment.day.isoformat(), moment.commit
    if not commit:
        return f"in changes not committed as of {day}"
    if moment.given is not None and moment.given < moment.day:
        # It came of commits of the later day.
        day, commit = f"{day} at the earliest", f"{commit}, dated {moment.given.isoformat()}"
    match moment.trace:
        case Trace.SEVERAL:
            return f"in several commits since {moment.day.isoformat()} ({commit})"
        case Trace.CLONE_BEGINS:
            return f"by {moment.day.isoformat()} at the latest, where the clone's history begins"
        case Trace.LOST:
            return f"by {moment.day.isoformat()} at the latest ({commit}), by whom cannot be told"
    return f"on {day} by {_name(moment.author)} ({commit})"


def _name(author: str) -> str:
    return f"`{author}`" if author else "somebody"


def _percent(fraction: Decimal) -> str:
    return f"{shown(round(fraction * 100, 1))} %"
