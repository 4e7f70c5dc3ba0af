"""Fields that are there under a misspelled name, which nothing can be concluded from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import RenameKey
from kpicli.models.sections import DEFAULTS
from kpicli.source import Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.findings import Finding
    from kpicli.workspace import Workspace

    _Missing = frozenset[tuple[str, Route, str]]
    """Fields by the file, the mapping in it, and their right names."""


def without_misspelled(
    findings: Iterable[Finding], failures: Iterable[Finding], workspace: Workspace
) -> Iterable[Finding]:
    """The findings without those about a field that a goal only lacks as its key is misspelled.

    `failures` are the findings of loading, which name the unknown keys and those that are near.
    """
    meant = frozenset(_meant(failures))
    if not meant:
        return findings
    return (part for part in findings if not _lacks(part, meant, workspace))


def _meant(failures: Iterable[Finding]) -> Iterator[tuple[str, Route, str]]:
    for failure in failures:
        for edit in failure.fix.edits if failure.fix else ():
            if isinstance(edit, RenameKey):
                yield edit.path, Route(edit.route.keys[:-1]), edit.name


def _lacks(finding: Finding, meant: _Missing, workspace: Workspace) -> bool:
    goal = workspace.goals.get(finding.goals[0]) if finding.goals else None
    if goal is None or finding.field in goal.model.given:
        return False
    places = (goal.route, Route((DEFAULTS,)))
    return any((goal.path, place, finding.field) in meant for place in places)
