"""The document of a goal file that is not in the usual form, or is no YAML at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents.broken import BrokenTextError
from kpicli.documents.construct import Constructor
from kpicli.documents.document import Document
from kpicli.documents.events import read
from kpicli.documents.locate import repeated_keys
from kpicli.documents.problems import LimitError, shown
from kpicli.documents.syntax import syntax_finding
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
    from kpicli.source import SourceFile


def constructed(source: SourceFile) -> tuple[Document | None, list[Finding]]:
    """The document that the events of the text make, and what keeps it from being one."""
    try:
        constructor = read(source.text, lambda next_event: Constructor(next_event, source.path))
    except BrokenTextError as error:
        return None, [syntax_finding(source, error)]
    except LimitError as error:
        return None, [error.finding]
    findings = constructor.findings
    if constructor.repeats:
        findings = [*findings, *_repeats(source)]
    if constructor.data is None or any(finding.rule is SYNTAX_ERROR for finding in findings):
        return None, findings
    return Document(source.path, constructor.data), findings


def _repeats(source: SourceFile) -> list[Finding]:
    return [
        loading_finding(
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
        for name, place, first in repeated_keys(source)
    ]
