"""From routes to positions. Only files with findings are read again for it."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from kpicli.documents import locate
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
    placed = [
        (finding, _label(finding.primary, places), _related(finding, places))
        for finding in findings
    ]
    placed.sort(key=_order)
    prints = _fingerprints(finding for finding, _, _ in placed)
    return tuple(
        LocatedFinding(finding, primary, related, fingerprint)
        for (finding, primary, related), fingerprint in zip(placed, prints, strict=True)
    )


def _related(finding: Finding, places: _Places) -> tuple[LocatedLabel, ...]:
    return tuple(_label(label, places) for label in finding.related)


def _order(placed: tuple[Finding, LocatedLabel, tuple[LocatedLabel, ...]]) -> tuple[object, ...]:
    finding, primary, _ = placed
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
    """Made of rule, goals and field, or the path where no goal is involved; numbered if equal."""
    seen: Counter[str] = Counter()
    for finding in findings:
        about = finding.goals or (finding.primary.path,)
        key = "\0".join((finding.rule.name, *about, finding.field))
        number = seen[key]
        seen[key] += 1
        numbered = f"{key}\0{number}" if number else key
        yield blake2b(numbered.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
