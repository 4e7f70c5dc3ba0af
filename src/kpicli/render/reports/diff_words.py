"""What all forms of a difference say in the same words: counts, sections, rows of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.difference import Turn
from kpicli.render.counted import counted
from kpicli.render.json_text import four_places
from kpicli.render.numbers import percent_text, quantity_text
from kpicli.render.reports.signs import status_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpicli.history.difference import ItemChange
    from kpicli.reports.diff import DiffReport, GoalDiff, Standing, State

_KINDS = {"metrics": "metric", "teams": "team", "people": "person", "tensions": "tension"}


LEFT_OUT = "Left out, with their files, by `exclude` or a `.gitignore`"


def state_words(state: State) -> str:
    """A side by its name: ``main (19a2cf6ec1, 2026-07-19)``."""
    day = f", {state.day.isoformat()}" if state.day else ""
    return f"{state.name} ({state.commit}{day})" if state.commit else state.name


def summary_words(report: DiffReport) -> str:
    """How much differs: `1 goalpost moved, 2 goals added, 3 measured`; empty if nothing does."""
    moved = sum(bool(goal.goalposts) for goal in report.goals)
    found = [f"{counted(moved, 'goal')} with moved goalposts"] if moved else []
    for turn, words in _TURNS:
        count = sum(goal.turn is turn and not goal.is_left_out for goal in report.goals)
        found += [f"{counted(count, 'goal')} {words}"] if count else []
    left_out = sum(goal.is_left_out for goal in report.goals)
    found += [f"{counted(left_out, 'goal')} left out"] if left_out else []
    other = sum(is_plain(goal) for goal in report.goals)
    found += [f"{counted(other, 'goal')} changed otherwise"] if other else []
    measured = sum(bool(goal.measured) for goal in report.goals)
    found += [f"{counted(measured, 'goal')} measured"] if measured else []
    return ", ".join(found)


_TURNS = ((Turn.ADDED, "added"), (Turn.REMOVED, "removed"), (Turn.RENAMED, "renamed?"))


def sections(report: DiffReport) -> Iterator[tuple[str, tuple[GoalDiff, ...]]]:
    """The goals under headings, moved goalposts first; each stands once."""
    goals = report.goals
    yield "Moved goalposts", tuple(goal for goal in goals if goal.goalposts)
    quiet = [goal for goal in goals if not goal.goalposts]
    gone = [goal for goal in quiet if goal.turn is Turn.REMOVED]
    yield "Removed", tuple(goal for goal in gone if not goal.is_left_out)
    yield LEFT_OUT, tuple(goal for goal in gone if goal.is_left_out)
    yield "Added", tuple(goal for goal in quiet if goal.turn is Turn.ADDED)
    yield "Renamed?", tuple(goal for goal in quiet if goal.turn is Turn.RENAMED)
    changed = [goal for goal in quiet if goal.turn is Turn.CHANGED]
    yield "Other changes", tuple(goal for goal in changed if goal.changes)
    yield "Measured", tuple(goal for goal in changed if not goal.changes)
    yield "Goals above", report.above


def is_plain(goal: GoalDiff) -> bool:
    """Whether a goal changed, but neither what it promises nor only what was measured."""
    return goal.turn is Turn.CHANGED and not goal.goalposts and bool(goal.changes)


def lines_of(goal: GoalDiff) -> Iterator[str]:
    """What changed about a goal, a clause each."""
    if goal.was:
        yield f"may be {goal.was} under another id: a guess from what is equal"
    yield from (change.words for change in (*goal.goalposts, *goal.changes))
    for change in goal.measured:
        count, _, last = change.after.partition(", ")
        yield f"{count} added, {last}"


def nothing_words(report: DiffReport) -> str:
    """That nothing differs, of what was compared."""
    return f"no goal{' that can be compared' if report.notes else ''} means anything else"


def settings_words(report: DiffReport) -> str:
    """Which settings are others, and what that means for both sides; empty if none are."""
    if not report.settings:
        return ""
    keys = ", ".join(report.settings)
    return f"Settings changed: {keys}; both sides are seen with the later ones"


def item_words(item: ItemChange) -> str:
    """A metric, a team, a person or a tension, and what happened to it."""
    kind = _KINDS.get(item.kind, item.kind)
    if item.turn is not Turn.CHANGED:
        return f"{kind} {item.id} {item.turn}"
    return f"{kind} {item.id}: {'; '.join(change.words for change in item.changes)}"


def rows(goal: GoalDiff, dash: str) -> Iterator[tuple[str, str, str]]:
    """Names of numbers that differ, and what stands on both sides; none for a goal on one only."""
    before, after = goal.before, goal.after
    if before is None or after is None:
        return
    if before.value != after.value:
        yield "value", _value(before, "", dash), _value(after, goal.unit, dash)
    for name in ("progress", "coverage"):
        was, now = getattr(before, name), getattr(after, name)
        texts = _share(was, dash), _share(now, dash)
        if texts[0] == texts[1]:
            texts = _four_places(was, dash), _four_places(now, dash)
        if texts[0] != texts[1]:
            yield name, *texts
    if before.status is not after.status:
        yield "status", status_words(before.status), status_words(after.status)


def _value(side: Standing, unit: str, dash: str) -> str:
    return dash if side.value is None else quantity_text(side.value, unit)


def _share(fraction: Decimal | None, dash: str) -> str:
    return dash if fraction is None else percent_text(fraction)


def _four_places(fraction: Decimal | None, dash: str) -> str:
    places = four_places(fraction)
    return dash if places is None else quantity_text(places, "")
