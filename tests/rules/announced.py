"""Runs the examples of pages and case files, and says where findings and marks part."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.config import Settings
from kpicli.fields.read import read
from kpicli.rules.names import rule_named
from repository import AS_OF, lint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpicli.findings import Finding
    from kpicli.linter import LocatedFinding
    from kpicli.rules.page import Mark, Repository

SETTINGS = "kpi.toml"
_SUPPRESSION = re.compile(r"# kpi: ignore(?:-file)?\[([^\]]*)\]")


def disagreements(repository: Repository, rule: str, as_of: date = AS_OF) -> list[str]:
    """The findings that no mark announces, and the marks that no finding answers."""
    written = tomllib.loads(repository.files.get(SETTINGS, ""), parse_float=Decimal)
    settings = read(Settings, written)
    chosen = {rule, *_suppressed(repository)}
    result = lint(
        repository.files, *chosen, as_of=as_of, settings=settings, before=repository.before
    )
    found = list(result.findings)
    missing: list[Mark] = []
    for mark in repository.marks:
        answer = next((part for part in found if _answers(part, mark)), None)
        if answer is None:
            missing.append(mark)
        else:
            found.remove(answer)
    return [*(f"missing: {mark}" for mark in missing), *map(_described, found)]


def _suppressed(repository: Repository) -> Iterator[str]:
    """The rules that comments suppress: only where these run, too, does a suppression matter."""
    for text in repository.files.values():
        for bracket in _SUPPRESSION.findall(text):
            names = (name.strip() for name in bracket.split(","))
            yield from (known.name for known in map(rule_named, names) if known)


def _answers(part: LocatedFinding, mark: Mark) -> bool:
    place = (part.primary.path, part.primary.start.line, part.finding.rule.name)
    return place == (mark.path, mark.line, mark.rule) and mark.words in _said(part.finding)


def _said(finding: Finding) -> str:
    """All that a finding says, in one line: a mark may quote any part of it."""
    labels = (label.message for label in (finding.primary, *finding.related))
    return "; ".join(_parts(finding, labels))


def _parts(finding: Finding, labels: Iterator[str]) -> Iterator[str]:
    yield f"{finding.severity}: {finding.message}"
    yield from labels
    yield f"help: {finding.help}"


def _described(part: LocatedFinding) -> str:
    place = f"{part.primary.path}:{part.primary.start.line}"
    return f"not announced: {place} {part.finding.rule.name}: {_said(part.finding)}"
