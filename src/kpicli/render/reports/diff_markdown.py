"""The difference of two states as Markdown, for a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.field_change import Effect
from kpicli.render.counted import counted
from kpicli.render.markdown_text import quoted, sentence
from kpicli.render.reports.diff_words import (
    item_words,
    lines_of,
    nothing_words,
    rows,
    sections,
    settings_words,
    state_words,
    summary_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.reports.diff import DiffReport, GoalDiff
    from kpicli.reports.whatif import Conflict

_DASH = "–"  # noqa: RUF001 - where there is no number
_FOLDED = frozenset({"Measured", "Goals above"})


def diff_markdown(report: DiffReport) -> str:
    """A heading, what moved in the open, and long lists of numbers folded."""
    parts = [*_heading(report)]
    for heading, goals in sections(report):
        if goals:
            parts += _section(heading, goals)
    if report.items:
        parts.append("### Metrics, teams, people, tensions")
        parts.append("\n".join(f"- {sentence(item_words(item))}" for item in report.items))
    parts += _conflicts("Conflicts that appear", report.appearing)
    parts += _conflicts("Conflicts that disappear", report.disappearing)
    return "\n\n".join(parts) + "\n"


def _heading(report: DiffReport) -> Iterator[str]:
    yield "## Goals"
    sides = f"{sentence(state_words(report.before))} → {sentence(state_words(report.after))}"
    said = nothing_words(report) if report.is_empty else summary_words(report)
    yield f"{sides}, as of {report.as_of.isoformat()}{f': {said}' if said else ''}"
    for words in (settings_words(report), *report.notes):
        if words:
            yield f"**{sentence(words)}**"


def _section(heading: str, goals: tuple[GoalDiff, ...]) -> Iterator[str]:
    listed = "\n".join(line for goal in goals for line in _goal(goal))
    if heading not in _FOLDED:
        yield f"### {heading}"
        yield listed
        return
    yield (
        f"<details>\n<summary>{heading}: {counted(len(goals), 'goal')}</summary>\n\n"
        f"{listed}\n\n</details>"
    )


def _goal(goal: GoalDiff) -> Iterator[str]:
    yield f"- **{quoted(goal.id)}** {quoted(goal.title)}"
    looser = {change.words for change in goal.goalposts if change.effect is Effect.LOOSER}
    for words in lines_of(goal):
        yield f"  - {'⚠ ' if words in looser else ''}{sentence(words)}"
    moved = [f"{name} {quoted(old)} → {quoted(new)}" for name, old, new in rows(goal, _DASH)]
    if moved:
        yield f"  - {', '.join(moved)}"


def _conflicts(title: str, conflicts: Iterable[Conflict]) -> Iterator[str]:
    listed = [
        f"- **{part.severity}** {quoted(part.rule)} ({part.code}): {sentence(part.message)}"
        for part in conflicts
    ]
    if listed:
        yield f"### {title}"
        yield "\n".join(listed)
