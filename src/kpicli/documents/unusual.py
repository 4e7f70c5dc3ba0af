"""The document of a goal file that is not in the usual form, or is no YAML at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.documents.broken import BrokenTextError
from kpicli.documents.construct import Constructor
from kpicli.documents.document import Document
from kpicli.documents.events import DOCUMENT_END, SCALAR, STREAM_END, read
from kpicli.documents.locate import repeated_keys
from kpicli.documents.problems import LimitError, shown
from kpicli.documents.syntax import syntax_finding, without_quotes
from kpicli.findings import (
    DUPLICATE_KEY,
    SYNTAX_ERROR,
    Finding,
    Fix,
    Label,
    RemoveRepeat,
    Safety,
    loading_finding,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.documents.events import Event
    from kpicli.source import SourceFile, Span


def constructed(source: SourceFile) -> tuple[Document | None, list[Finding]]:
    """The document that the events of the text make, and what keeps it from being one."""
    try:
        constructor = read(source.text, lambda next_event: Constructor(next_event, source.path))
    except BrokenTextError as error:
        return None, [syntax_finding(source, error)]
    except LimitError as error:
        return None, [error.finding]
    findings = [*constructor.findings, *_empty_blocks(source)]
    if constructor.repeats:
        findings = [*findings, *_repeats(source)]
    if constructor.data is None or any(finding.rule is SYNTAX_ERROR for finding in findings):
        return None, findings
    return Document(source.path, constructor.data), findings


def _empty_blocks(source: SourceFile) -> list[Finding]:
    """A D001 for each `>5`, with which YAML begins a text of several lines that are not there."""
    block = re.compile(_BLOCK, re.MULTILINE)
    if not block.search(source.text):
        return []
    starts = read(source.text, _starts_of_empty_texts)
    found = (block.match(source.text, start) for start in starts)
    return [without_quotes(source, part) for part in found if part]


def _starts_of_empty_texts(next_event: Callable[[], Event]) -> list[int]:
    starts: list[int] = []
    while (event := next_event()).__class__ not in {DOCUMENT_END, STREAM_END}:
        if event.__class__ is SCALAR and event.style and not event.value:
            starts.append(event.start_mark.index)
    return starts


def _repeats(source: SourceFile) -> list[Finding]:
    found: list[Finding] = []
    second: tuple[Span, Span] | None = None
    for name, place, first in repeated_keys(source):
        if second and _is_below(source, (place, first), second):
            continue  # it goes with the item that begins there
        if name == "id" and _value_at(source, place) != _value_at(source, first):
            second = (place, first)
            found.append(_second_item(source, place, first))
        else:
            found.append(_repeat(source, name, place, first))
    return found


def _repeat(source: SourceFile, name: str, place: Span, first: Span) -> Finding:
    return loading_finding(
        DUPLICATE_KEY,
        f"key {shown(name)} stands again in the same mapping",
        Label(source.path, place),
        help="keep one of them; until then the last one counts",
        related=(Label(source.path, first, "first here"),),
        field=name,
        # Whoever makes it sees to it that nothing else changes: that the values are the same.
        fix=Fix(
            f"Remove the second {shown(name)}", (RemoveRepeat(source.path, place),), Safety.SAFE
        ),
    )


def _second_item(source: SourceFile, place: Span, first: Span) -> Finding:
    return loading_finding(
        DUPLICATE_KEY,
        "key `id` stands again in the same mapping",
        Label(source.path, place),
        help="begin a new item with `- `, or keep one of them; until then neither is read",
        related=(Label(source.path, first, "first here"),),
        field="id",
    )


def _is_below(source: SourceFile, repeat: tuple[Span, Span], second: tuple[Span, Span]) -> bool:
    """Whether a key repeats one from above a second `id` of the same mapping below it."""
    place, first = repeat
    columns = {source.position(span.start).column for span in (*repeat, second[0])}
    return second[1].start <= first.start < second[0].start < place.start and len(columns) == 1


def _value_at(source: SourceFile, key: Span) -> str:
    """What stands behind a key in its line, as it is written."""
    found = re.match(_VALUE, source.text[key.end :])
    return found[1] if found else ""


_BLOCK = r"[>|][+-]?[1-9](?=[ \t]*(?:#|$))"
_VALUE = r"""[ \t]*:[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s,}]*)"""
