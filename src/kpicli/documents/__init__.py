"""Goal files: from disk to text, from text to data, and from data back to places in the text.

Places (`documents.locate`) and comments (`documents.comments`) are imported where they are asked
for: most goal files have nothing that is pointed at.
"""

from kpicli.documents.decode import source_of, unreadable
from kpicli.documents.document import Document
from kpicli.documents.parse import parse
from kpicli.documents.read import NOT_THERE, OR_EXCLUDE, is_direct, read_source
from kpicli.documents.usual import known_as_usual, remember_usual
from kpicli.documents.values import Boolean, LaterId, Number, Plain, Value, plain

__all__ = [
    "NOT_THERE",
    "OR_EXCLUDE",
    "Boolean",
    "Document",
    "LaterId",
    "Number",
    "Plain",
    "Value",
    "is_direct",
    "known_as_usual",
    "parse",
    "plain",
    "read_source",
    "remember_usual",
    "source_of",
    "unreadable",
]
