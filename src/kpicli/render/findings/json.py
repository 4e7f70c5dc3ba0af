"""The document `kpi.check/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.json_text import json_text

if TYPE_CHECKING:
    from kpicli.linter import (
        CheckResult,
        Comparison,
        LocatedEdit,
        LocatedFinding,
        LocatedFix,
        LocatedLabel,
        Part,
        Summary,
        SuppressedFinding,
    )
    from kpicli.render.json_text import Json

SCHEMA = "kpi.check/v1"


def check_json(result: CheckResult) -> str:
    """The whole check. Lines and columns count from 1; `end_column` is one past the last."""
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": result.as_of.isoformat(),
            "summary": _summary(result.summary),
            "findings": [finding_object(part) for part in result.findings],
            "suppressed": [_suppressed(part) for part in result.suppressed],
        }
    )


def finding_object(part: LocatedFinding) -> dict[str, Json]:
    """One finding as the object of its own that JSON Lines prints, too."""
    finding = part.finding
    return {
        "rule": finding.rule.name,
        "code": finding.rule.code,
        "severity": finding.severity.value,
        "certainty": finding.rule.certainty.value,
        "message": finding.message,
        "help": finding.help,
        "goals": finding.goals,
        "location": _place(part.primary),
        "related": [{**_place(label), "message": label.message} for label in part.related],
        "fingerprint": part.fingerprint,
        "notes": list(finding.notes),
        "fix": _fix(part.fix),
    }


def _fix(fix: LocatedFix | None) -> Json:
    if fix is None:
        return None
    edits: list[Json] = [{**_place(edit), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safety": fix.safety.value, "edits": edits}


def _suppressed(part: SuppressedFinding) -> dict[str, Json]:
    until = part.until.isoformat() if part.until else None
    suppression: Json = {"reason": part.reason or None, "until": until}
    return {**finding_object(part.located), "suppression": suppression}


def _summary(summary: Summary) -> dict[str, Json]:
    return {
        "files": summary.files,
        "goals": summary.goals,
        "rules": summary.rules,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "suppressed": summary.suppressed,
        "baseline": _comparison(summary.comparison),
        **_part(summary.part),
    }


def _part(part: Part | None) -> dict[str, Json]:
    """Which part was asked for, where not all was."""
    return {"changed_since": {"revision": part.since, "goals": part.goals}} if part else {}


def _comparison(comparison: Comparison | None) -> Json:
    if comparison is None:
        return None
    return {"known": comparison.known, "new": comparison.new, "fixed": comparison.fixed}


def _place(label: LocatedLabel | LocatedEdit) -> dict[str, Json]:
    return {
        "path": label.path,
        "line": label.start.line,
        "column": label.start.column,
        "end_line": label.end.line,
        "end_column": label.end.column,
    }
