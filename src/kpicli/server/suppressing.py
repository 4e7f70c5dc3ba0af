"""A comment that suppresses a finding, put where it holds for that and changes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents import parse
from kpicli.edit.text_edit import TextEdit, applied, line_start, newline_at
from kpicli.linter.comments import Suppression, suppressions_in
from kpicli.linter.suppress import never_suppressed
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.linter import LocatedFinding


def suppressing(source: SourceFile, found: LocatedFinding) -> TextEdit | None:
    """The edit that adds the comment, or a name to one that is there; none where neither works.

    The reason is left to the person, and asked for until it is given.
    """
    rule = found.finding.rule.name
    if rule in never_suppressed():
        return None
    before = parse(source)[0]
    if before is None:
        return None
    line = found.primary.start.line
    for edit in (*_joining(source, rule, line), *_adding(source, rule, line)):
        after = SourceFile(source.path, applied(source.text, [edit]))
        document = parse(after)[0]
        below = line + after.line_count - source.line_count
        if document and document.data == before.data and _holds(after, rule, below):
            return edit
    return None


def _joining(source: SourceFile, rule: str, line: int) -> Iterator[TextEdit]:
    """The name in a bracket that is there already."""
    for part in suppressions_in(source):
        if part.lines and line in part.lines and part.names and not part.problem:
            end = part.names[-1][1].end
            yield TextEdit(end, end, f", {rule}")


def _adding(source: SourceFile, rule: str, line: int) -> Iterator[TextEdit]:
    """A comment at the end of the line, or on a line of its own above it."""
    comment = f"# kpi: ignore[{rule}] "
    start = source.offset_of_line(line)
    text = source.line(line)
    end = start + len(text.rstrip())
    yield TextEdit(end, start + len(text), f" {comment}")
    indent = text[: len(text) - len(text.lstrip(" "))]
    above = line_start(source.text, start)
    yield TextEdit(above, above, f"{indent}{comment}{newline_at(source.text, start)}")


def _holds(source: SourceFile, rule: str, line: int) -> bool:
    return any(_covers(part, rule, line) for part in suppressions_in(source))


def _covers(part: Suppression, rule: str, line: int) -> bool:
    names = [name for name, _ in part.names]
    return not part.problem and rule in names and (part.lines is None or line in part.lines)
