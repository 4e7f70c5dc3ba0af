"""Texts and the places in them: source files, spans, routes."""

from kpicli.source.encoding import not_utf8
from kpicli.source.file import Position, SourceFile, Span
from kpicli.source.looks import NO_LOOKS, Looks, Told
from kpicli.source.merge import MERGE_CONFLICT, MERGE_HELP, merge_marks
from kpicli.source.route import Key, Route

__all__ = [
    "MERGE_CONFLICT",
    "MERGE_HELP",
    "NO_LOOKS",
    "Key",
    "Looks",
    "Position",
    "Route",
    "SourceFile",
    "Span",
    "Told",
    "merge_marks",
    "not_utf8",
]
