"""Texts and the places in them: source files, spans, routes."""

from kpicli.source.file import Position, SourceFile, Span
from kpicli.source.looks import NO_LOOKS, Looks
from kpicli.source.route import Key, Route

__all__ = ["NO_LOOKS", "Key", "Looks", "Position", "Route", "SourceFile", "Span"]
