"""Comments that suppress a finding, put where they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cursors import checked, repository_at
from kpicli.edit.text_edit import applied
from kpicli.server.suppressing import suppressing

if TYPE_CHECKING:
    from pathlib import Path


def _after(tmp_path: Path, text: str, rule: str) -> str | None:
    """The text with the suppression of the first finding of a rule."""
    repository = repository_at(tmp_path, text)
    result = checked(repository).result
    found = next(part for part in result.findings if part.finding.rule.name == rule)
    source = repository.source("goals.yaml")
    edit = suppressing(source, found)
    return applied(source.text, [edit]) if edit else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "kpis:\n  - id: a\n    title: b\n",
            "kpis:\n  - id: a # kpi: ignore[missing-owner] \n    title: b\n",
        ),
        (
            "kpis:\r\n  - id: a  \r\n    title: b\r\n",
            "kpis:\r\n  - id: a # kpi: ignore[missing-owner] \r\n    title: b\r\n",
        ),
        (
            "kpis:\n  - id: a # kpi: ignore[missing-period] later\n    title: b\n",
            "kpis:\n  - id: a # kpi: ignore[missing-period, missing-owner] later\n    title: b\n",
        ),
        (
            "kpis:\n  - {id: a,\n     title: b}\n",
            "kpis:\n  - {id: a, # kpi: ignore[missing-owner] \n     title: b}\n",
        ),
    ],
)
def test_the_comment_goes_to_its_line(tmp_path: Path, text: str, expected: str) -> None:
    assert _after(tmp_path, text, "missing-owner") == expected


def test_it_goes_above_where_the_line_cannot_take_it(tmp_path: Path) -> None:
    text = 'kpis:\n  - id: a\n    title: "Improve\n      things"\n    target: complete\n'
    after = _after(tmp_path, text, "vague-title")
    assert after is not None
    assert '\n    # kpi: ignore[vague-title] \n    title: "Improve' in after


def test_what_it_suppresses_is_found_no_more(tmp_path: Path) -> None:
    after = _after(tmp_path, "kpis:\n  - id: a\n    title: b\n", "missing-owner")
    assert after is not None
    repository = repository_at(tmp_path, after)
    names = [part.finding.rule.name for part in checked(repository).result.findings]
    assert "missing-owner" not in names
    # The reason is asked for until somebody gives it.
    assert "unexplained-suppression" in names


@pytest.mark.parametrize(
    ("text", "rule"),
    [("kpis:\n  - id: a\n    titel: b\n", "unknown-field"), ("kpis: [", "syntax-error")],
)
def test_what_cannot_be_suppressed_is_not(tmp_path: Path, text: str, rule: str) -> None:
    assert _after(tmp_path, text, rule) is None
