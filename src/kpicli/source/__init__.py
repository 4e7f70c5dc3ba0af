"""Texts and the places in them: source files, spans, routes."""

from kpicli.source.file import Position, SourceFile, Span
from kpicli.source.route import Key, Route

__all__ = ["Key", "Position", "Route", "SourceFile", "Span"]
