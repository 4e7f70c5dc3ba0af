"""How a rule is known: code, name, default severity, certainty."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """What to do about a finding: act, look, or know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return tuple(Severity).index(self)

    def lowered(self) -> Severity:
        """One step less severe; an info stays an info."""
        return tuple(Severity)[min(self.rank + 1, 2)]


class Certainty(StrEnum):
    """How a finding is known: by arithmetic, references and dates, or by wording and statistics."""

    PROVED = "proved"
    HEURISTIC = "heuristic"


class RuleId(Struct, frozen=True):
    """A rule's identity: `R101`, `orphan-kpi`, and what it says unless configured otherwise."""

    code: str
    name: str
    severity: Severity
    certainty: Certainty
