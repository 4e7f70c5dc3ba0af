"""Goal files: from disk to text, from text to data, and from data back to places in the text."""

from kpicli.documents.comments import Comment, comments
from kpicli.documents.decode import source_of, unreadable
from kpicli.documents.document import Document
from kpicli.documents.locate import locate
from kpicli.documents.parse import parse
from kpicli.documents.read import NOT_THERE, OR_EXCLUDE, is_direct, read_source
from kpicli.documents.values import Boolean, Number, Plain, Value, plain

__all__ = [
    "NOT_THERE",
    "OR_EXCLUDE",
    "Boolean",
    "Comment",
    "Document",
    "Number",
    "Plain",
    "Value",
    "comments",
    "is_direct",
    "locate",
    "parse",
    "plain",
    "read_source",
    "source_of",
    "unreadable",
]
