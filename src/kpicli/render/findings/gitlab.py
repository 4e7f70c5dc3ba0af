"""Findings as a Code Quality report of GitLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Severity
from kpicli.render.json_text import json_text
from kpicli.render.text import escaped

if TYPE_CHECKING:
    from kpicli.linter import CheckResult, LocatedFinding
    from kpicli.render.json_text import Json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def check_gitlab(result: CheckResult, prefix: str = "") -> str:
    """An array with an object for each finding; GitLab tells them apart by fingerprint.

    `prefix` leads from the top of the checkout to the goal repository, such as `goals/`: GitLab
    takes paths from there.
    """
    return json_text([_violation(part, prefix) for part in result.findings])


def _violation(part: LocatedFinding, prefix: str) -> Json:
    finding, place = part.finding, part.primary
    return {
        "description": f"{finding.rule.code} {finding.rule.name}: {escaped(finding.message)}",
        "check_name": finding.rule.name,
        "fingerprint": part.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": prefix + place.path,
            "lines": {"begin": place.start.line, "end": place.end.line},
        },
    }
