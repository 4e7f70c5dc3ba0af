"""From routes to positions. Only files with findings are read again for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.linter.key import Key, key_of
from kpicli.linter.result import LocatedFinding, LocatedLabel
from kpicli.processes import shared_out
from kpicli.source import Position, Route, SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpicli.findings import Finding, Label
    from kpicli.workspace import Read

_Places = dict[str, tuple[SourceFile, "Mapping[Route, Span]"]]


def located(
    findings: Sequence[Finding], read: Read, processes: int = 1
) -> tuple[LocatedFinding, ...]:
    """The findings at their positions, sorted by file, place and rule.

    Many files with findings are shared out to so many processes.
    """
    places = _places(findings, read, processes)
    placed = [LocatedFinding(finding, *_labels(finding, places), "") for finding in findings]
    ordered = in_order(placed)
    identities = _identities(part.finding for part in ordered)
    return tuple(
        replace(part, identity=identity) for part, identity in zip(ordered, identities, strict=True)
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


_MANY_FILES = 60
"""From so many files on, a second process gains more than it costs."""
_MOST_CHUNKS = 128


def _places(findings: Iterable[Finding], read: Read, processes: int) -> _Places:
    routes: dict[str, set[Route]] = {}
    for finding in findings:
        for label in (finding.primary, *finding.related):
            wanted = routes.setdefault(label.path, set())
            if isinstance(label.place, Route):
                wanted.add(label.place)
    files = [(read(path)[0] or SourceFile(path, ""), wanted) for path, wanted in routes.items()]
    size = max(-(-len(files) // _MOST_CHUNKS), 1)
    chunks = [files[start : start + size] for start in range(0, len(files), size)]
    found: _Places = {}
    enough = processes if len(files) >= _MANY_FILES else 1
    for index, spans in shared_out(_spans, chunks, enough):
        for (source, _), places in zip(chunks[index], spans, strict=True):
            found[source.path] = (source, places)
    return found


def _spans(files: Iterable[tuple[SourceFile, set[Route]]]) -> list[Mapping[Route, Span]]:
    from kpicli.documents.locate import locate  # noqa: PLC0415 - where something is found

    return [locate(source, wanted) if wanted else {} for source, wanted in files]


def _label(label: Label, places: _Places) -> LocatedLabel:
    if isinstance(label.place, Position):
        return LocatedLabel(label.path, label.place, label.place, "", label.message)
    source, spans = places[label.path]
    span = spans.get(label.place, Span(0, 0)) if isinstance(label.place, Route) else label.place
    start, end = source.position(span.start), source.position(max(span.start, span.end))
    line = source.line(start.line)
    if end.line > start.line and end.column == 1:
        # A span that takes in a line break ends on the line that it breaks.
        end = Position(end.line - 1, len(source.line(end.line - 1)) + 1)
    return LocatedLabel(label.path, start, end, line, label.message)


def _identities(findings: Iterable[Finding]) -> Iterable[str]:
    """Made of what makes two findings the same; equal ones are numbered."""
    seen: Counter[Key] = Counter()
    for finding in findings:
        key = key_of(finding)
        about = key.goals or (key.path,)
        text = "\0".join((key.rule, *about, key.field))
        yield f"{text}\0{seen[key]}" if seen[key] else text
        seen[key] += 1
