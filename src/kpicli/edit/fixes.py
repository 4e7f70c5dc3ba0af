"""Fixes made in the text of goal files.

A fix is made where the text is as it says, and only if the text then gives the data that it
means and no other, and nothing new is wrong with them. Otherwise it is left, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.edit.bench import bench_of
from kpicli.findings import Safety
from kpicli.linter import LocatedEdit, LocatedFix

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.edit.text_edit import TextEdit
    from kpicli.findings import Finding, Fix
    from kpicli.linter import CheckResult
    from kpicli.source import SourceFile
    from kpicli.workspace import Read


class Fixed(Struct, frozen=True):
    """The texts before and after by path, the findings fixed, and those left, with the reason."""

    changed: Mapping[str, tuple[str, str]]
    applied: tuple[Finding, ...]
    left: tuple[tuple[Finding, str], ...]


class PlacedFix(Struct, frozen=True):
    """A fix as changes of the text of its file, at offsets in characters, in order."""

    source: SourceFile
    edits: tuple[TextEdit, ...]


def fixed(findings: Iterable[Finding], read: Read, safety: Safety) -> Fixed:
    """The files with the fixes of some findings made, those up to a safety; nothing is written.

    Of fixes that meet in the text the one that stands first is made, and the others are left:
    they can be made when the findings are known of the new text.
    """
    changed: dict[str, tuple[str, str]] = {}
    done: list[Finding] = []
    left: list[tuple[Finding, str]] = []
    for path, wanted in _by_path(findings, safety).items():
        bench = bench_of(read(path)[0])
        if bench is None:
            left += [(finding, f"`{path}` is not understood") for finding in wanted]
            continue
        plans, refused = bench.plans(wanted)
        left += refused
        if plans:
            changed[path] = (bench.source.text, bench.text_after(plans))
            done += [plan.finding for plan in plans]
    return Fixed(changed, tuple(done), tuple(left))


def placed_fixes(
    findings: Sequence[Finding], read: Read, safety: Safety = Safety.UNSAFE
) -> tuple[PlacedFix | None, ...]:
    """Each finding's fix at its place, as if it were the only one; none where it cannot be made.

    Only files with a fix up to a safety are read again.
    """
    placed: dict[int, PlacedFix] = {}
    for path, wanted in _by_path(findings, safety).items():
        bench = bench_of(read(path)[0])
        for plan in bench.plans_for_one(wanted) if bench else ():
            assert bench, "its plans are made on it"
            placed[id(plan.finding)] = PlacedFix(bench.source, plan.edits)
    return tuple(placed.get(id(finding)) for finding in findings)


def with_fixes(result: CheckResult, read: Read, safety: Safety = Safety.UNSAFE) -> CheckResult:
    """The result with the fixes up to a safety that can be made, at their places."""
    placed = placed_fixes([part.finding for part in result.findings], read, safety)
    findings = tuple(
        replace(part, fix=_located(part.finding.fix, place)) if place else part
        for part, place in zip(result.findings, placed, strict=True)
    )
    return replace(result, findings=findings)


def _located(fix: Fix | None, placed: PlacedFix) -> LocatedFix | None:
    if fix is None:
        return None
    at = placed.source.position
    edits = (LocatedEdit(fix.path, at(e.start), at(e.end), e.text) for e in placed.edits)
    return LocatedFix(fix.title, fix.safety, tuple(edits))


def _by_path(findings: Iterable[Finding], safety: Safety) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.fix and safety.takes(finding.fix.safety):
            found.setdefault(finding.fix.path, []).append(finding)
    return dict(sorted(found.items()))
