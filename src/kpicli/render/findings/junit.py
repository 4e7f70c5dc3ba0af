"""Findings as test results: the XML that JUnit writes and every CI system reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kpicli.findings import Severity
from kpicli.render.findings.remarks import remarks
from kpicli.render.text import escaped
from kpicli.render.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.linter import CheckResult, LocatedFinding

_NAME = "kpi check"


class _Case(NamedTuple):
    """A finding as a test case; the reason is only there where a comment hides it."""

    part: LocatedFinding
    name: str
    reason: str | None

    @property
    def fails(self) -> bool:
        return self.reason is None and self.part.finding.severity is not Severity.INFO


def check_junit(result: CheckResult) -> str:
    """A suite for each file with findings: errors and warnings fail, infos pass, suppressed skip.

    A case is named by rule and goals, so that its history goes on when lines move. Where there
    is nothing to say, one case passes: some readers take an empty report for a failure.
    """
    cases = list(_cases(result))
    suites = _suites(cases) if cases else _clean()
    failures, _ = _counts(cases)
    counts = f'tests="{len(cases) or 1}" failures="{failures}" errors="0"'
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<testsuites name="{_NAME}" {counts}>\n',
            *suites,
            "</testsuites>\n",
        )
    )


def _cases(result: CheckResult) -> Iterator[_Case]:
    """The cases by file; those that would have the same name are numbered."""
    seen: Counter[tuple[str, str]] = Counter()
    hidden = ((part.located, part.reason or "no reason given") for part in result.suppressed)
    shown = ((part, None) for part in result.findings)
    parts = [*shown, *hidden]
    for part, reason in sorted(parts, key=lambda pair: pair[0].primary.path):
        name = _name(part)
        seen[part.primary.path, name] += 1
        number = seen[part.primary.path, name]
        yield _Case(part, f"{name} #{number}" if number > 1 else name, reason)


def _name(part: LocatedFinding) -> str:
    finding = part.finding
    about = f": {', '.join(map(escaped, finding.goals))}" if finding.goals else ""
    field = f" ({escaped(finding.field)})" if finding.field else ""
    return f"{finding.rule.name}{about}{field}"


def _suites(cases: Iterable[_Case]) -> Iterator[str]:
    by_path: dict[str, list[_Case]] = {}
    for case in cases:
        by_path.setdefault(case.part.primary.path, []).append(case)
    for path, found in by_path.items():
        failures, skipped = _counts(found)
        counts = f'tests="{len(found)}" failures="{failures}" errors="0" skipped="{skipped}"'
        yield f'  <testsuite name="{xml_text(path)}" {counts}>\n'
        yield from map(_element, found)
        yield "  </testsuite>\n"


def _counts(cases: Iterable[_Case]) -> tuple[int, int]:
    """How many fail, and how many are skipped."""
    return (
        sum(case.fails for case in cases),
        sum(case.reason is not None for case in cases),
    )


def _clean() -> Iterator[str]:
    yield f'  <testsuite name="{_NAME}" tests="1" failures="0" errors="0" skipped="0">\n'
    yield f'    <testcase classname="{_NAME}" name="no findings"/>\n'
    yield "  </testsuite>\n"


def _element(case: _Case) -> str:
    opening = (
        f'    <testcase classname="{xml_text(case.part.primary.path)}" '
        f'name="{xml_text(case.name)}">\n'
    )
    return f"{opening}      {_outcome(case)}\n    </testcase>\n"


def _outcome(case: _Case) -> str:
    finding = case.part.finding
    if case.reason is not None:
        return f'<skipped message="{xml_text(case.reason)}">{_text(case.part)}</skipped>'
    if not case.fails:
        return f"<system-out>{_text(case.part)}</system-out>"
    message = f'message="{xml_text(finding.message)}" type="{finding.severity}"'
    return f"<failure {message}>{_text(case.part)}</failure>"


def _text(part: LocatedFinding) -> str:
    """The place, the message and what else there is to say, a line each."""
    finding, place = part.finding, part.primary
    where = f"{place.path}:{place.start.line}:{place.start.column}"
    what = f"{finding.severity}[{finding.rule.code}] {finding.rule.name}: {finding.message}"
    return "\n".join(map(xml_text, (f"{where}: {what}", *remarks(part))))
