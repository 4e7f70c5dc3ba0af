"""What is shown about the word under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.linter.comments import suppressions_in
from kpicli.models.metric import Metric
from kpicli.models.organisation import Person, Team
from kpicli.progress.goals import progress_of
from kpicli.render.hover import definition_markdown, field_markdown, goal_markdown
from kpicli.reports.goal import goal_report
from kpicli.rules.names import rule_named
from kpicli.rules.page import page_text
from kpicli.server.meaning import definition_of, meaning_of, title_of, word_for
from kpicli.server.refers import Kind
from kpicli.server.spot import Part, spot_at
from kpicli.source import Span

if TYPE_CHECKING:
    from typing import Any

    from kpicli.server.cursor import Cursor
    from kpicli.server.fields import Fields
    from kpicli.workspace import Definition

Shown = tuple[str, Span]
"""Markdown, and the place that it is about."""


def hover(cursor: Cursor, fields: Fields) -> Shown | None:
    """The page of a rule, what is known of an id, or what a field is for; none elsewhere."""
    return _of_rule(cursor) or _of_mention(cursor) or _of_field(cursor, fields)


def _of_rule(cursor: Cursor) -> Shown | None:
    for part in suppressions_in(cursor.source):
        for name, span in part.names:
            rule = rule_named(name)
            if rule and span.start <= cursor.offset <= span.end:
                return page_text(rule), span
    return None


def _of_mention(cursor: Cursor) -> Shown | None:
    mention = cursor.mention
    if mention is None:
        return None
    workspace = cursor.repository.workspace(cursor.day)
    meaning = meaning_of(mention, workspace)
    found = definition_of(meaning, workspace)
    if found is None:
        return None
    if meaning.kind is Kind.GOAL:
        return _goal(cursor, found), mention.span
    word = word_for(found, meaning.kind)
    facts = tuple(_facts(found))
    return definition_markdown(word, meaning.id, title_of(found), facts), mention.span


def _goal(cursor: Cursor, goal: Definition[Any]) -> str:
    workspace = cursor.repository.workspace_around(goal.id, cursor.day)
    report = goal_report(goal, workspace, progress_of(goal.id, workspace))
    parents = ((part.id, part.model.title) for part, _ in workspace.parents(goal))
    return goal_markdown(report, parents)


def _facts(found: Definition[Any]) -> list[tuple[str, str]]:
    model = found.model
    facts = {"description": model.description or ""}
    match model:
        case Metric():
            facts |= {"unit": model.unit or "", "over time": str(model.aggregation)}
            facts |= {"formula": model.formula.text if model.formula else ""}
        case Team():
            facts |= {"level": model.level or "", "part of": model.parent or ""}
            facts |= {"lead": model.lead or ""}
        case Person():
            facts |= {"team": model.team or "", "address": model.email or ""}
        case _:
            pass
    return list(facts.items())


def _of_field(cursor: Cursor, fields: Fields) -> Shown | None:
    word, text = cursor.word, cursor.source.text
    behind = text[word.end : word.end + 2]
    if word.start == word.end or not (behind.startswith(":") and not behind[1:].strip()):
        return None
    spot = spot_at(text, word.end)
    if spot.part not in {Part.KEY, Part.ITEM} or spot.start != word.start:
        return None
    field = fields.field((*spot.keys, text[word.start : word.end]))
    if field is None:
        return None
    shown = field_markdown(
        field.name, field.note, field.takes, field.choices, is_required=field.is_required
    )
    return shown, word
