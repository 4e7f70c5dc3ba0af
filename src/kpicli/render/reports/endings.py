"""What stands below the table of a report: what was reached, and the ids to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.progress.status import ProgressStatus
from kpicli.render.reports.cells import reached_words
from kpicli.render.reports.signs import status_role, status_sign, status_words
from kpicli.render.text import cell_width, cut, escaped, flowed
from kpicli.render.theme import Role
from kpicli.reports.sections import NEEDS_ATTENTION, recognised, urgency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.render.theme import Style
    from kpicli.reports.progress import GoalReport

_MOST_REACHED = 8
_MOST_IDS = 12
_INDENT = "  "
_HINT = "kpi why ID shows how a status comes about, kpi tree all ids"


def reached_lines(goals: Sequence[GoalReport], style: Style) -> Iterator[str]:
    """Who reached what, since when and by how much, the latest first."""
    found = recognised(goals)
    if not found:
        return
    yield style.paint(Role.STRONG, "Reached")
    for goal in found[:_MOST_REACHED]:
        yield from _recognised(goal, style)
    if len(found) > _MOST_REACHED:
        yield f"{_INDENT}and {len(found) - _MOST_REACHED} more"
    yield ""


def attention_lines(goals: Sequence[GoalReport], style: Style) -> Iterator[str]:
    """The ids of what needs attention, for a table without room for ids."""
    for status in NEEDS_ATTENTION:
        found = sorted((goal for goal in goals if goal.status is status), key=urgency)
        if found:
            yield from _ids(status, [goal.id for goal in found], style)
    yield from (style.paint(Role.DIM, line) for line in flowed(_HINT.split(" "), style.columns))
    yield ""


def _recognised(goal: GoalReport, style: Style) -> Iterator[str]:
    """The title, and behind it or below it who, when and by how much."""
    who = escaped(goal.owner_name or goal.owner)
    facts = ", ".join(filter(None, (who, escaped(reached_words(goal)))))
    head = f"{_INDENT}{status_sign(ProgressStatus.ACHIEVED, style)} "
    title = cut(escaped(goal.title), style.columns - cell_width(head), style.symbols.ellipsis)
    lead = head + title
    if facts and cell_width(lead) + 2 + cell_width(facts) <= style.columns:
        yield f"{lead}: {facts}"
        return
    yield lead
    room = style.columns - 2 * len(_INDENT)
    yield from (f"{_INDENT * 2}{line}" for line in flowed(facts.split(" "), room) if line)


def _ids(status: ProgressStatus, ids: Sequence[str], style: Style) -> Iterator[str]:
    lead = f"{status_sign(status, style)} {status_words(status)}: "
    shown = [*ids[:_MOST_IDS]]
    rest = len(ids) - len(shown)
    words = [*(f"{key}," for key in shown[:-1]), shown[-1]]
    words += [f"and {rest} more: --status {status.value}"] if rest else []
    first, *others = flowed([lead.rstrip(" "), *map(escaped, words)], style.columns - len(_INDENT))
    yield style.paint(status_role(status), first[: len(lead)]) + first[len(lead) :]
    yield from (f"{_INDENT}{line}" for line in others)
