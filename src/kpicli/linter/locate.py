"""From routes to positions. Only files with findings are read again for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from kpicli.documents import locate
from kpicli.linter.key import Key, key_of
from kpicli.linter.result import LocatedFinding, LocatedLabel
from kpicli.source import Position, Route, SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.findings import Finding, Label
    from kpicli.workspace import Read

_Places = dict[str, tuple[SourceFile, "Mapping[Route, Span]"]]


def located(findings: Sequence[Finding], read: Read) -> tuple[LocatedFinding, ...]:
    """The findings at their positions, sorted by file, place and rule, with fingerprints."""
    places = _places(findings, read)
    placed = [LocatedFinding(finding, *_labels(finding, places), "") for finding in findings]
    ordered = in_order(placed)
    prints = _fingerprints(part.finding for part in ordered)
    return tuple(
        replace(part, fingerprint=fingerprint)
        for part, fingerprint in zip(ordered, prints, strict=True)
    )


def in_order(findings: Iterable[LocatedFinding]) -> tuple[LocatedFinding, ...]:
    """The findings sorted by file, place and rule."""
    return tuple(sorted(findings, key=_order))


def _labels(finding: Finding, places: _Places) -> tuple[LocatedLabel, tuple[LocatedLabel, ...]]:
    related = tuple(_label(label, places) for label in finding.related)
    return _label(finding.primary, places), related


def _order(part: LocatedFinding) -> tuple[object, ...]:
    finding, primary = part.finding, part.primary
    return (
        primary.path,
        primary.start,
        primary.end,
        finding.rule.code,
        finding.goals,
        finding.field,
        finding.message,
    )


def _places(findings: Iterable[Finding], read: Read) -> _Places:
    routes: dict[str, set[Route]] = {}
    for finding in findings:
        for label in (finding.primary, *finding.related):
            wanted = routes.setdefault(label.path, set())
            if isinstance(label.place, Route):
                wanted.add(label.place)
    found: _Places = {}
    for path, wanted in routes.items():
        source = read(path)[0] or SourceFile(path, "")
        found[path] = (source, locate(source, wanted) if wanted else {})
    return found


def _label(label: Label, places: _Places) -> LocatedLabel:
    source, spans = places[label.path]
    span = spans.get(label.place, Span(0, 0)) if isinstance(label.place, Route) else label.place
    start, end = source.position(span.start), source.position(max(span.start, span.end))
    line = source.line(start.line)
    if end.line > start.line and end.column == 1:
        # A span that takes in a line break ends on the line that it breaks.
        end = Position(end.line - 1, len(source.line(end.line - 1)) + 1)
    return LocatedLabel(label.path, start, end, line, label.message)


def _fingerprints(findings: Iterable[Finding]) -> Iterable[str]:
    """Made of what makes two findings the same; equal ones are numbered."""
    seen: Counter[Key] = Counter()
    for finding in findings:
        key = key_of(finding)
        about = key.goals or (key.path,)
        text = "\0".join((key.rule, *about, key.field))
        numbered = f"{text}\0{seen[key]}" if seen[key] else text
        seen[key] += 1
        yield blake2b(numbered.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
