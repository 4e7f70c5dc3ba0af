"""The rules that loading itself applies: always on, never suppressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings.finding import Finding
from kpicli.findings.rule_id import Certainty, RuleId, Severity

if TYPE_CHECKING:
    from kpicli.findings.finding import Label
    from kpicli.findings.fix import Fix


def _rule(code: str, name: str) -> RuleId:
    return RuleId(code, name, Severity.ERROR, Certainty.PROVED)


SYNTAX_ERROR = _rule("D001", "syntax-error")
SCHEMA_ERROR = _rule("D002", "schema-error")
UNKNOWN_FIELD = _rule("D003", "unknown-field")
DUPLICATE_KEY = _rule("D004", "duplicate-key")
DUPLICATE_ID = _rule("D005", "duplicate-id")
DANGLING_REFERENCE = _rule("D006", "dangling-reference")
UNREADABLE_FILE = _rule("D007", "unreadable-file")

LOADING_RULES = (
    SYNTAX_ERROR,
    SCHEMA_ERROR,
    UNKNOWN_FIELD,
    DUPLICATE_KEY,
    DUPLICATE_ID,
    DANGLING_REFERENCE,
    UNREADABLE_FILE,
)


def loading_finding(  # noqa: PLR0913 - a finding has this many parts
    rule: RuleId,
    message: str,
    primary: Label,
    *,
    help: str | None = None,  # noqa: A002 - the public name of the part
    related: tuple[Label, ...] = (),
    goals: tuple[str, ...] = (),
    field: str = "",
    fix: Fix | None = None,
) -> Finding:
    """A finding of one of the loading rules, at their fixed severity."""
    return Finding(rule, rule.severity, message, primary, related, goals, field, help, (), fix)
