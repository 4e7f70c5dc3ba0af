"""What an editor shows about a goal or a field: Markdown in which user text is only text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.markdown_text import inline
from kpicli.render.numbers import percent_text, quantity_text
from kpicli.render.reports.bar import progress_bar
from kpicli.render.reports.cells import target_text, unit_text, value_text
from kpicli.render.reports.signs import status_mark, status_words
from kpicli.render.symbols import UNICODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpicli.reports.goal import GoalReport

_BAR = 20


def goal_markdown(goal: GoalReport, parents: Iterable[tuple[str, str]]) -> str:
    """A goal in brief: what `kpi show` says of it. `parents` are ids with titles."""
    word = "KPI" if goal.kind == "kpi" else "objective"
    head = f"**{inline(goal.title)}** — {word} {inline(goal.id)}"
    status = f"{status_mark(goal.status)} {status_words(goal.status)}"
    blocks = [head, "  \n".join((status, *_progress(goal)))]
    if goal.description:
        blocks.append(inline(" ".join(goal.description.split())))
    facts = [f"- {name}: {words}" for name, words in _facts(goal, parents) if words]
    return "\n\n".join((*blocks, "\n".join(facts)))


def definition_markdown(word: str, key: str, title: str, facts: Sequence[tuple[str, str]]) -> str:
    """A metric, a team or a person in brief; the facts are names with user text."""
    name = f"**{inline(title)}** — {word} {inline(key)}" if title else f"**{inline(key)}** — {word}"
    lines = [f"- {fact}: {inline(text)}" for fact, text in facts if text]
    return "\n\n".join(filter(None, (name, "\n".join(lines))))


def field_markdown(
    name: str, note: str, shapes: Sequence[str], choices: Sequence[str], *, is_required: bool
) -> str:
    """A field: what it is for, what it takes."""
    required = ", required" if is_required else ""
    takes = f"{' or '.join(shapes)}{required}" if shapes else required.removeprefix(", ")
    words = "one of " + ", ".join(f"`{word}`" for word in choices) if choices else ""
    return "\n\n".join(filter(None, (f"**{name}**", inline(note), takes, words)))


def _progress(goal: GoalReport) -> Iterator[str]:
    if goal.score is None or goal.progress is None:
        return
    bar = progress_bar(goal.score, goal.expected, _BAR, UNICODE)
    due = "" if goal.expected is None else f", {percent_text(goal.expected)} expected"
    yield f"`{bar}` {percent_text(goal.progress)}{due}"


def _facts(goal: GoalReport, parents: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    unit = unit_text(goal)
    yield "value", _value(goal, unit)
    yield "target", inline(f"{target_text(goal)} {unit}".strip()) if target_text(goal) else ""
    if goal.baseline is not None and goal.target is not True:
        yield "baseline", inline(quantity_text(goal.baseline, unit))
    yield "owner", _named(goal.owner, goal.owner_name)
    yield "team", inline(goal.team)
    yield "period", inline(goal.period_label)
    yield "contributes to", ", ".join(_named(key, title) for key, title in parents)
    yield "contributors", str(len(goal.contributors)) if goal.contributors else ""


def _value(goal: GoalReport, unit: str) -> str:
    text = value_text(goal)
    if not text:
        none = "none in the period" if goal.actual_on is None else "not known"
        return none if goal.kind == "kpi" else ""
    if goal.actual_on is None or goal.age is None:
        return inline(f"{text} {unit}".strip()) + ", from what contributes to it"
    age = f"{counted(goal.age, 'day')} ago" if goal.age else "today"
    return f"{inline(f'{text} {unit}'.strip())} on {goal.actual_on.isoformat()}, {age}"


def _named(key: str, name: str) -> str:
    return f"{inline(key)} ({inline(name)})" if key and name else inline(key)
