"""Findings as JSON Lines: one object a line, for scripts that read a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.findings.json import finding_object
from kpicli.render.json_text import json_line

if TYPE_CHECKING:
    from kpicli.linter import CheckResult


def check_jsonl(result: CheckResult) -> str:
    """The findings and nothing else, each the object that stands in `kpi.check/v1`."""
    return "".join(json_line(finding_object(part)) for part in result.findings)
