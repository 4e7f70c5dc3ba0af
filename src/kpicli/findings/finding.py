"""One verdict of a rule with its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from kpicli.findings.fix import Fix
    from kpicli.findings.rule_id import RuleId, Severity
    from kpicli.source import Position, Route, Span


class Label(Struct, frozen=True):
    """A place with a few words: a route into a goal file, or a span where no route exists.

    It is a position in a file that is no text. `path` is relative to the root, with slashes.
    """

    path: str
    place: Route | Span | Position
    message: str = ""


class Finding(Struct, frozen=True):
    """One verdict of a rule. It cannot be built without a primary place.

    `message` names what is wrong with the deciding numbers, without a full stop; user text in it
    stands in backticks. `help` holds the remedy. `goals` are the ids of the goals, metrics, teams
    or people involved, the one the finding is about first. `field` is the field of the first of
    them that is wrong; with rule and goals it makes the fingerprint.
    """

    rule: RuleId
    severity: Severity
    message: str
    primary: Label
    related: tuple[Label, ...] = ()
    goals: tuple[str, ...] = ()
    field: str = ""
    help: str | None = None
    notes: tuple[str, ...] = ()
    """The argument in the order in which a person would make it, a sentence each."""
    fix: Fix | None = None
    """What would put it right, where that can be said."""
