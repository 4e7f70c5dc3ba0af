"""Findings as text."""

from kpicli.render.findings.closing import closing_line, closing_text
from kpicli.render.findings.concise import concise
from kpicli.render.findings.full import full
from kpicli.render.findings.suppressed import suppressed

__all__ = ["closing_line", "closing_text", "concise", "full", "suppressed"]
