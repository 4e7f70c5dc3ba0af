"""Findings that come and go between two workspaces. Nothing is placed but what comes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.linter.check import findings_of
from kpicli.linter.ignores import Ignores
from kpicli.linter.key import key_of
from kpicli.linter.locate import located
from kpicli.linter.suppress import suppress, suppressions_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.findings import Finding
    from kpicli.linter.key import Key
    from kpicli.linter.select import ActiveRule
    from kpicli.workspace import Read, Workspace


class Turnover(Struct, frozen=True):
    """What is found on one side only, by rule, goals and field; both in the order of these."""

    appearing: tuple[Finding, ...]
    disappearing: tuple[Finding, ...]


def turnover(
    before: Workspace,
    after: Workspace,
    rules: Sequence[ActiveRule],
    per_file_ignores: Mapping[str, Sequence[str]],
    read: Read,
) -> Turnover:
    """The findings that only one side has; `read` reads the files of the later one.

    What a comment there suppresses does not appear.
    """
    ignores = Ignores(rules, per_file_ignores)
    old = _numbered(findings_of(before, rules), ignores)
    new = _numbered(findings_of(after, rules), ignores)
    coming = [new[key] for key in sorted(new.keys() - old.keys())]
    paths = tuple(sorted({finding.primary.path for finding in coming}))
    written = suppressions_at(paths, read) if paths else ()
    parted = suppress(located(coming, read), written, after.as_of)
    shown = tuple(part.finding for part in parted.shown)
    return Turnover(shown, tuple(old[key] for key in sorted(old.keys() - new.keys())))


def _numbered(findings: Iterable[Finding], ignores: Ignores) -> dict[tuple[Key, int], Finding]:
    """The findings by what makes two the same, equal ones numbered in the order of messages."""
    seen: Counter[Key] = Counter()
    found: dict[tuple[Key, int], Finding] = {}
    for finding in sorted(findings, key=lambda part: part.message):
        if not ignores.has(finding.primary.path, finding.rule.name):
            key = key_of(finding)
            found[key, seen[key]] = finding
            seen[key] += 1
    return found
