"""Findings as text."""

from kpicli.render.findings.closing import closing_line
from kpicli.render.findings.concise import concise
from kpicli.render.findings.full import full
from kpicli.render.findings.suppressed import suppressed

__all__ = ["closing_line", "concise", "full", "suppressed"]
