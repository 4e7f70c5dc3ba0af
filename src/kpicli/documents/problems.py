"""What can be wrong with a text that is YAML: findings at spans, collected on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import (
    SCHEMA_ERROR,
    SYNTAX_ERROR,
    UNREADABLE_FILE,
    Finding,
    Label,
    RuleId,
    loading_finding,
)
from kpicli.source import Span

if TYPE_CHECKING:
    from kpicli.documents.events import Event


_LONGEST_SHOWN = 40


def shown(text: str) -> str:
    """A text of the file as a message shows it: in backticks, and cut where it is long."""
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return f"`{cut}`"


class LimitError(Exception):
    """Reading stops: the text passes a limit, as the finding says."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Problems:
    """The findings about one file, in the order in which they were met."""

    __slots__ = ("_path", "findings")

    def __init__(self, path: str) -> None:
        self._path = path
        self.findings: list[Finding] = []

    def schema(self, event: Event, message: str, remedy: str | None = None) -> None:
        """A D002 at the event."""
        self.findings.append(self._finding(SCHEMA_ERROR, event, message, remedy))

    def syntax(self, event: Event, message: str, remedy: str | None = None) -> None:
        """A D001 at the event."""
        self.findings.append(self._finding(SYNTAX_ERROR, event, message, remedy))

    def limit(self, event: Event, message: str, remedy: str) -> LimitError:
        """The error that stops reading with a D007 at the event."""
        return LimitError(self._finding(UNREADABLE_FILE, event, message, remedy))

    def _finding(self, rule: RuleId, event: Event, message: str, remedy: str | None) -> Finding:
        span = Span(event.start_mark.index, event.end_mark.index)
        return loading_finding(rule, message, Label(self._path, span), help=remedy)
