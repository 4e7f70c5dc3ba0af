"""Fields that are there under a misspelled name, which nothing can be concluded from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import meant_fields
from kpicli.models.sections import DEFAULTS
from kpicli.source import Route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.findings import Finding
    from kpicli.findings.meant import MeantField
    from kpicli.workspace import Workspace


def without_misspelled(
    findings: Iterable[Finding], failures: Iterable[Finding], workspace: Workspace
) -> Iterable[Finding]:
    """The findings without those about a field that a goal only lacks as its key is misspelled.

    `failures` are the findings of loading, which name the unknown keys and those that are near.
    """
    meant = frozenset(meant_fields(failures))
    if not meant:
        return findings
    return (part for part in findings if not _lacks(part, meant, workspace))


def _lacks(finding: Finding, meant: frozenset[MeantField], workspace: Workspace) -> bool:
    goal = workspace.goals.get(finding.goals[0]) if finding.goals else None
    if goal is None or finding.field in goal.model.given:
        return False
    places = (goal.route, Route((DEFAULTS,)))
    return any((goal.path, place, finding.field) in meant for place in places)
