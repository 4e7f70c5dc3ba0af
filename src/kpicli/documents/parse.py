"""From the text of a goal file to its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents.broken import BrokenTextError
from kpicli.documents.document import Document
from kpicli.documents.locate import repeated_keys
from kpicli.documents.problems import LimitError, shown
from kpicli.documents.syntax import syntax_finding
from kpicli.documents.usual import usual_data
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


def parse(source: SourceFile) -> tuple[Document | None, list[Finding]]:
    """The document of a goal file, and what keeps the text from being one.

    Numbers and booleans stay text, as `Number` and `Boolean`; nothing raises, whatever the text.
    D001 where it is not YAML and D007 where it passes a limit: then there is no document. Neither
    is there one where the root is not a mapping. D002 for what goal files do not have (a second
    document, an unknown tag, a key that is no text, a value inside of itself) and D004 for
    repeated keys, of which the last value stands: then there is a document without those parts.
    """
    data = usual_data(source.text)
    return _constructed(source) if data is None else (Document(source.path, data), [])


def _constructed(source: SourceFile) -> tuple[Document | None, list[Finding]]:
    # Importing ruamel.yaml takes longer than to parse many files in the usual form.
    from kpicli.documents.construct import Constructor  # noqa: PLC0415 - see above
    from kpicli.documents.events import read  # noqa: PLC0415 - see above

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
