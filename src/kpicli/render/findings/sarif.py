"""Findings as SARIF 2.1.0, for code scanning, editors and other tools that collect results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.findings.remarks import remarks
from kpicli.render.findings.sarif_places import sarif_fix, sarif_place
from kpicli.render.findings.sarif_rules import level, rule_descriptor
from kpicli.render.findings.severest import severest, severity_counts
from kpicli.render.json_text import json_text
from kpicli.render.text import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpicli.findings import RuleId
    from kpicli.linter import CheckResult, LocatedFinding, LocatedLabel, SuppressedFinding
    from kpicli.render.json_text import Json

MOST = 25_000
"""Results in a run: GitHub refuses a file with more."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def check_sarif(result: CheckResult, version: str, prefix: str = "") -> str:
    """A log with one run of `kpi` in a version: findings, suppressed ones, and their rules' pages.

    `prefix` leads from the top of the checkout to the goal repository, such as `goals/`. Of more
    than `MOST` results the least severe findings and then suppressed ones are left out, which a
    notification says.
    """
    shown, rest = _parted(result.findings)
    hidden = result.suppressed[: MOST - len(shown)]
    rules = _rules([*shown, *(part.located for part in hidden)])
    run: Json = {
        "tool": {"driver": _driver(rules, version)},
        "invocations": [_invocation(rest, len(result.suppressed) - len(hidden))],
        "columnKind": "unicodeCodePoints",
        "results": [
            *(_result(part, rules, prefix) for part in shown),
            *(_suppressed(part, rules, prefix) for part in hidden),
        ],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _parted(
    findings: Sequence[LocatedFinding],
) -> tuple[Sequence[LocatedFinding], Sequence[LocatedFinding]]:
    """As many as a run takes, by place where all fit and by severity where not, and the rest."""
    if len(findings) <= MOST:
        return findings, ()
    ordered = severest(findings)
    return ordered[:MOST], ordered[MOST:]


def _rules(findings: Sequence[LocatedFinding]) -> Mapping[RuleId, int]:
    """The rules that found something, by code, with their places in the list."""
    found = {part.finding.rule for part in findings}
    return {rule: place for place, rule in enumerate(sorted(found, key=lambda rule: rule.code))}


def _driver(rules: Mapping[RuleId, int], version: str) -> Json:
    return {
        "name": "kpi",
        "version": version,
        "rules": [rule_descriptor(rule) for rule in rules],
    }


def _invocation(rest: Sequence[LocatedFinding], suppressed: int) -> Json:
    """That the run went well, and what it left out."""
    cut = [severity_counts(rest)] if rest else []
    if suppressed:
        cut.append(f"{suppressed} suppressed")
    if not cut:
        return {"executionSuccessful": True}
    words = f"only {counted(MOST, 'result')} are listed; left out: {', '.join(cut)}"
    notification: Json = {"level": "warning", "message": {"text": words}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notification]}


def _suppressed(part: SuppressedFinding, rules: Mapping[RuleId, int], prefix: str) -> Json:
    until = f" (until {part.until.isoformat()})" if part.until else ""
    justification = escaped(part.reason or "no reason given") + until
    return {
        **_result(part.located, rules, prefix),
        "suppressions": [{"kind": "inSource", "justification": justification}],
    }


def _result(part: LocatedFinding, rules: Mapping[RuleId, int], prefix: str) -> dict[str, Json]:
    finding = part.finding
    related = [_related(label, number, prefix) for number, label in enumerate(part.related, 1)]
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": rules[finding.rule],
        "level": level(finding.severity),
        "message": {"text": _text("\n".join((escaped(finding.message), *remarks(part, prefix))))},
        "locations": [{"physicalLocation": sarif_place(part.primary, prefix)}],
        **({"relatedLocations": related} if related else {}),
        **({"fixes": [sarif_fix(part.fix, prefix)]} if part.fix else {}),
        "partialFingerprints": {"kpi/v1": part.fingerprint},
        "properties": {"goals": finding.goals},
    }


def _related(label: LocatedLabel, number: int, prefix: str) -> Json:
    message: dict[str, Json] = {"message": {"text": _text(escaped(label.message))}}
    return {
        "id": number,
        "physicalLocation": sarif_place(label, prefix),
        **(message if label.message else {}),
    }


def _text(text: str) -> str:
    """A plain message in which nothing is a link: those are written `[words](target)`."""
    return text.replace("](", "\\](")
