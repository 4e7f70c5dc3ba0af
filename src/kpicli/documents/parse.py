"""From the text of a goal file to its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents.document import Document
from kpicli.documents.usual import usual_data

if TYPE_CHECKING:
    from kpicli.findings import Finding
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
    if data is not None:
        return Document(source.path, data), []
    # Importing ruamel.yaml takes longer than to parse many files in the usual form.
    from kpicli.documents.unusual import constructed  # noqa: PLC0415 - see above

    return constructed(source)
