"""Fixing goal files in memory, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.edit.fixes import fixed
from kpicli.findings import Safety
from repository import GOALS, lint, reader

if TYPE_CHECKING:
    from kpicli.edit.fixes import Fixed

_ROUNDS = 20


def fix_once(text: str, *rules: str, safety: Safety = Safety.SAFE) -> Fixed:
    """What one round of fixes does to a goal file."""
    files = {GOALS: text}
    findings = [part.finding for part in lint(files, *rules).findings]
    return fixed(findings, reader(files), safety)


def fixed_text(text: str, *rules: str, safety: Safety = Safety.SAFE) -> str:
    """A goal file after as many rounds as it takes."""
    for _ in range(_ROUNDS):
        outcome = fix_once(text, *rules, safety=safety)
        if not outcome.changed:
            return text
        ((before, text),) = outcome.changed.values()
        assert before != text
    raise AssertionError(f"there is no end: {text}")


def reasons(text: str, *rules: str, safety: Safety = Safety.SAFE) -> list[str]:
    """Why fixes are left; nothing is changed."""
    outcome = fix_once(text, *rules, safety=safety)
    assert not outcome.changed
    return [reason for _, reason in outcome.left]
