"""What a check says: findings at their places, and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from kpicli.findings import Finding, Safety, Severity
    from kpicli.source import Position


class LocatedLabel(Struct, frozen=True):
    """A place in a file with its words: positions from 1, and the text of its first line.

    A label that goes over several lines ends where its first line does; `end` still tells.
    """

    path: str
    start: Position
    end: Position
    line: str
    message: str


class LocatedEdit(Struct, frozen=True):
    """A text in place of what stands between two positions of a file, the end not included."""

    path: str
    start: Position
    end: Position
    text: str


class LocatedFix(Struct, frozen=True):
    """A fix that can be made, as edits that do not overlap, in the order of the text."""

    title: str
    safety: Safety
    edits: tuple[LocatedEdit, ...]


class LocatedFinding(Struct, frozen=True):
    """A finding at its places.

    `identity` tells it from all others, and outlives moved lines and reworded messages. `fix` is
    none where the finding has none that can be made in the text as it is.
    """

    finding: Finding
    primary: LocatedLabel
    related: tuple[LocatedLabel, ...]
    identity: str
    fix: LocatedFix | None = None

    @property
    def fingerprint(self) -> str:
        """The identity in 32 hexadecimal digits."""
        # Importing it loads OpenSSL, and who reads the findings as text needs none.
        from hashlib import blake2b  # noqa: PLC0415 - see above

        return blake2b(self.identity.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class SuppressedFinding(Struct, frozen=True):
    """A finding that a comment hides: the comment's reason, empty if none, and its last day."""

    located: LocatedFinding
    reason: str
    until: date | None


class Comparison(Struct, frozen=True):
    """How a run compares with a baseline: hidden as known, new, and no longer found."""

    known: int
    new: int
    fixed: int


class Part(Struct, frozen=True):
    """How many goals the changes since a revision can affect, by the name that it was given."""

    goals: int
    since: str


class Summary(Struct, frozen=True):
    """The counts that close every check."""

    files: int
    goals: int
    rules: int
    errors: int
    warnings: int
    infos: int
    suppressed: int = 0
    comparison: Comparison | None = None
    part: Part | None = None
    """None where all goals were checked."""

    @property
    def findings(self) -> int:
        """How many findings there are in all."""
        return self.errors + self.warnings + self.infos


class CheckResult(Struct, frozen=True):
    """The findings by file and place, the summary, and the findings that comments hide."""

    as_of: date
    findings: tuple[LocatedFinding, ...]
    summary: Summary
    suppressed: tuple[SuppressedFinding, ...] = ()

    def fails(self, at: Severity) -> bool:
        """Whether any finding is at least that severe."""
        return any(part.finding.severity.rank <= at.rank for part in self.findings)
