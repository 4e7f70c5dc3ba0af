"""The document `kpi.why/v1`: a promise to other programs. Keys are only ever added."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.render.json_text import fraction, json_text, plain_number
from kpicli.render.numbers import number_text

if TYPE_CHECKING:
    from kpicli.render.json_text import Json
    from kpicli.reports.steps import Part, Place, Step
    from kpicli.reports.why import Verdict, WhyReport
    from kpicli.reports.why_rollup import Contributor

SCHEMA = "kpi.why/v1"


def why_json(report: WhyReport) -> str:
    """The goal, its parts with their steps, its contributors, and findings with their proofs.

    A step's `result` is an exact number or a word, its `working` the expression as text.
    """
    return json_text(
        {
            "schema": SCHEMA,
            "as_of": report.as_of.isoformat(),
            "preset": report.preset.value,
            "goal": {
                "id": report.id,
                "kind": report.kind,
                "title": report.title,
                "status": report.status.value,
            },
            "parts": [_part(part, report) for part in report.parts],
            "contributors": [_contributor(part, report) for part in report.contributors],
            "findings": [_verdict(verdict) for verdict in report.verdicts],
        }
    )


def _part(part: Part, report: WhyReport) -> Json:
    return {"name": part.name, "steps": [_step(step, report) for step in part.steps]}


def _step(step: Step, report: WhyReport) -> Json:
    pieces = (number_text(p) if isinstance(p, Decimal) else p for p in step.working)
    result = plain_number(step.result) if isinstance(step.result, Decimal) else step.result
    return {
        "name": step.name,
        "working": "".join(pieces) or None,
        "result": result,
        "unit": step.unit or None,
        "note": step.note or None,
        "location": _place(report.places.get(step.source)) if step.source else None,
    }


def _contributor(part: Contributor, report: WhyReport) -> Json:
    return {
        "goal": part.goal,
        "weight": plain_number(part.weight),
        "score": fraction(part.score),
        "value": plain_number(part.value),
        "expected": fraction(part.expected),
        "status": part.status.value,
        "note": part.note or None,
        "location": _place(report.places.get(part.source)),
    }


def _verdict(verdict: Verdict) -> Json:
    return {
        "rule": verdict.rule,
        "code": verdict.code,
        "severity": verdict.severity,
        "message": verdict.message,
        "help": verdict.help or None,
        "steps": list(verdict.steps),
        "location": _place(verdict.place),
    }


def _place(place: Place | None) -> Json:
    if place is None:
        return None
    return {"path": place.path, "line": place.line, "column": place.column}
