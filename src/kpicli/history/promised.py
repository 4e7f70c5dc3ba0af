"""Periods that goals gave up while they were running, for later ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpicli.history.present import Present
    from kpicli.history.repository import Repository
    from kpicli.models.period import DateRange
    from kpicli.workspace import Workspace


def given_up(repository: Repository, present: Present) -> Mapping[str, DateRange]:
    """The periods that run on the as-of date of goals whose period has not begun, by their ids.

    Looked at are the state before the year began, by the calendar or the fiscal one that began
    earlier, and all commits since. Once the old period is over, nothing is given up any more.
    """
    now = present.workspace
    later = (goals for goals in now.all_by_period if _is_ahead(now.period(goals[0]), now.as_of))
    ahead = {goal.id for goals in later for goal in goals}
    if not ahead:
        return {}
    first = repository.commit_before(_window(now)) or repository.first_commit
    if first is None:
        return {}
    old = present.at(repository, first)
    found = _running(old, ahead)
    waiting = ahead - found.keys()
    from kpicli.history.first_versions import (  # noqa: PLC0415 - mostly all periods have begun
        versions_since,
    )

    for _, state in versions_since(repository, present, old, first, waiting):
        new = _running(state, waiting)
        found.update(new)
        # One that comes with a period to come was never about another one.
        planned = {key for key in waiting & state.goals.keys() if _is_planned(state, key, now)}
        waiting -= new.keys() | planned
    return found


def _window(workspace: Workspace) -> date:
    """The first day of the calendar year or of the fiscal year, whichever began earlier."""
    today, month = workspace.as_of, workspace.calendar.fiscal_year_start
    fiscal = date(today.year - (month > today.month), month, 1)
    return min(fiscal, date(today.year, 1, 1))


def _running(state: Workspace, goals: Iterable[str]) -> dict[str, DateRange]:
    """The periods that run, of some goals that are no drafts in a state."""
    periods = {
        key: state.period(state.goals[key])
        for key in goals
        if key in state.goals and not state.goals[key].model.is_draft
    }
    today = state.as_of
    return {
        key: dates for key, dates in periods.items() if dates and dates.start <= today <= dates.end
    }


def _is_planned(state: Workspace, key: str, now: Workspace) -> bool:
    return _is_ahead(state.period(state.goals[key]), now.as_of)


def _is_ahead(dates: DateRange | None, today: date) -> bool:
    return dates is not None and dates.start > today
