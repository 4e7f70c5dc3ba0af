"""Which findings the suppressions in goal files hide."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.findings import LOADING_RULES
from kpicli.linter.result import SuppressedFinding
from kpicli.rules.names import rule_named
from kpicli.rules.registry import RULES
from kpicli.rules.rule import RunRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kpicli.linter.comments import Suppression
    from kpicli.linter.result import LocatedFinding, LocatedLabel
    from kpicli.workspace import Read, Workspace


@cache
def never_suppressed() -> frozenset[str]:
    """What keeps a file from being understood, and what is said about suppressions themselves."""
    about_suppressions = (rule.name for rule in RULES if issubclass(rule, RunRule))
    return frozenset({*(rule.name for rule in LOADING_RULES), *about_suppressions})


class Suppressed(Struct, frozen=True):
    """Findings told apart, and which name of which suppression hides something."""

    shown: tuple[LocatedFinding, ...]
    hidden: tuple[SuppressedFinding, ...]
    used: frozenset[tuple[Suppression, str]]


def suppressions(workspace: Workspace, read: Read) -> tuple[Suppression, ...]:
    """The suppressions in all goal files, those that cannot be read left out."""
    return suppressions_at((path for path in workspace.paths if path not in workspace.quiet), read)


def suppressions_at(paths: Iterable[str], read: Read) -> tuple[Suppression, ...]:
    """The suppressions in some files, those that cannot be read left out."""
    sources = [source for path in paths if (source := read(path)[0])]
    if not sources:
        return ()
    from kpicli.linter.comments import suppressions_in  # noqa: PLC0415 - mostly there are none

    return tuple(chain.from_iterable(map(suppressions_in, sources)))


def suppress(
    findings: Sequence[LocatedFinding], written: Sequence[Suppression], as_of: date
) -> Suppressed:
    """The findings without those that a suppression hides.

    A finding is hidden by a suppression of its rule in the file of its primary place, for the
    line on which that begins or ends. All suppressions that do so are used, the first is named.
    """
    by_rule = _by_rule(part for part in written if not part.is_expired(as_of))
    shown: list[LocatedFinding] = []
    hidden: list[SuppressedFinding] = []
    used: set[tuple[Suppression, str]] = set()
    for part in findings:
        candidates = by_rule.get((part.primary.path, part.finding.rule.name), ())
        found = [match for match in candidates if _covers(match[0], part.primary)]
        used.update(found)
        if found:
            first = found[0][0]
            hidden.append(SuppressedFinding(part, first.reason, first.until))
        else:
            shown.append(part)
    return Suppressed(tuple(shown), tuple(hidden), frozenset(used))


def _by_rule(
    written: Iterable[Suppression],
) -> Mapping[tuple[str, str], list[tuple[Suppression, str]]]:
    """By path and rule: the suppressions, with the name under which each has the rule."""
    found: dict[tuple[str, str], list[tuple[Suppression, str]]] = defaultdict(list)
    for part in written:
        for name, _ in part.names:
            rule = rule_named(name)
            if rule and rule.name not in never_suppressed():
                found[part.path, rule.name].append((part, name))
    return found


def _covers(written: Suppression, place: LocatedLabel) -> bool:
    lines = written.lines
    return lines is None or place.start.line in lines or place.end.line in lines
