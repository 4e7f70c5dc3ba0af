"""What can be written at the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cursors import cursor_at
from kpicli.server.completion import MOST, suggestions
from kpicli.server.fields import Fields

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = Fields()
OTHERS = """\
    teams:
      - {id: sales, title: Sales}
    people:
      - {id: dana, name: Dana Ito}
    metrics:
      - {id: cost_per_lead, title: Cost of a lead, unit: EUR/lead}
    objectives:
      - {id: growth, title: Win a larger share}
    kpis:
      - {id: leads, title: Raise leads}
    """


def _labels(tmp_path: Path, text: str) -> list[str]:
    cursor = cursor_at(tmp_path, {"goals.yaml": text, "others.yaml": OTHERS})
    return [part.label for part in suggestions(cursor, FIELDS)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("¦", "objectives"),
        ("ob¦", "objectives"),
        ("defaults:\n  ¦", "owner"),
        ("kpis:\n  - ¦", "id"),
        ("kpis:\n  - ¦", "id, title"),
        ("kpis:\n  - id: a\n    con¦", "contributes_to"),
        ("kpis:\n  - id: a\n    direction: ¦", "at_least"),
        ("kpis:\n  - {id: a, direction: wi¦", "within"),
        ("kpis:\n  - id: a\n    contributes_to: ¦", "growth"),
        ("kpis:\n  - id: a\n    contributes_to: larg¦", "growth"),  # by its title
        ("kpis:\n  - id: a\n    contributes_to:\n      - gr¦", "growth"),
        ("kpis:\n  - id: a\n    contributes_to:\n      - g¦", "goal"),
        ("kpis:\n  - id: a\n    contributes_to: [growth, {goal: ¦", "growth"),
        ("kpis:\n  - id: a\n    metric: c¦", "cost_per_lead"),
        ("kpis:\n  - id: a\n    guardrails: [¦", "leads"),
        ("kpis:\n  - id: a\n    owner: ¦", "dana"),
        ("kpis:\n  - id: a\n    owner: te¦", "team:sales"),
        ("kpis:\n  - id: a\n    owner: 'da¦", "dana"),
        ("kpis:\n  - id: a\n    stakeholders: [sales, d¦", "dana"),
        ("kpis:\n  - id: a\n    agreed_by:\n      sa¦", "sales"),
        ("kpis:\n  - id: a\n    unit: EUR¦", "EUR/lead"),
        ("metrics:\n  - id: a\n    formula: 2 * cost¦", "cost_per_lead"),
        ("tensions:\n  - between: [growth, le¦", "leads"),
        ("tensions:\n  - decided_by: ¦", "dana"),
        ("kpis:\n  - id: a  # kpi: ignore[miss¦", "missing-owner"),
        ("kpis:\n  - id: a  # kpi: ignore[missing-owner, or¦", "orphan-kpi"),
    ],
)
def test_it_is_offered(tmp_path: Path, text: str, label: str) -> None:
    assert label in _labels(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("kpis:\n  - id: a\n    ¦", "id"),  # it is there
        ("kpis:\n  - id: a\n    ¦\n    title: b", "title"),  # it is there below
        ("objectives:\n  - id: a\n    ¦", "target"),  # objectives have none
        ("kpis:\n  - id: a\n    guardrails: [¦", "growth"),  # no KPI
        ("kpis:\n  - id: a\n    metric: ¦", "growth"),
        ("kpis:\n  - id: a\n    title: ¦", "growth"),
        ("kpis:\n  - id: a\n    description: |\n      ¦", "title"),
        ("kpis:\n  - id: a  # words ¦", "title"),
        ("kpis:\n  - id: a  # kpi: ignore[orphan-kpi] ¦", "missing-owner"),
        ("nothing:\n  - ¦", "id"),
    ],
)
def test_it_is_not_offered(tmp_path: Path, text: str, label: str) -> None:
    assert label not in _labels(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("kpis:\n  - id: a\n    ti¦", "title", "kpis:\n  - id: a\n    title: "),
        ("k¦", "kpis", "kpis:"),
        ("kpis:\n  - id: a\n    owner: 'da¦", "dana", "kpis:\n  - id: a\n    owner: 'dana"),
        ("metrics:\n- formula: 2 * co¦", "cost_per_lead", "metrics:\n- formula: 2 * cost_per_lead"),
        ("# kpi: ignore[miss¦", "missing-unit", "# kpi: ignore[missing-unit"),
        ("kpis:\n- agreed_by:\n    s¦", "sales", "kpis:\n- agreed_by:\n    sales: "),
        ("kpis:\n- contributes_to: [gr¦", "growth", "kpis:\n- contributes_to: [growth"),
    ],
)
def test_it_takes_the_place_of_what_was_typed(
    tmp_path: Path, text: str, label: str, written: str
) -> None:
    cursor = cursor_at(tmp_path, {"goals.yaml": text, "others.yaml": OTHERS})
    found = next(part for part in suggestions(cursor, FIELDS) if part.label == label)
    assert cursor.source.text[: found.start] + found.text == written


def test_an_id_comes_with_its_title(tmp_path: Path) -> None:
    text = "kpis:\n  - id: a\n    contributes_to: gr¦"
    cursor = cursor_at(tmp_path, {"goals.yaml": text, "others.yaml": OTHERS})
    assert suggestions(cursor, FIELDS)[0].detail == "Win a larger share"


def test_what_begins_with_the_letters_comes_first(tmp_path: Path) -> None:
    begins = [label.startswith("t") for label in _labels(tmp_path, "kpis:\n  - id: a\n    t¦")]
    assert begins == sorted(begins, reverse=True)
    assert {True, False} == set(begins)


def test_there_is_an_end_to_what_is_offered(tmp_path: Path) -> None:
    many = "\n".join(f"  - {{id: goal_{number}, title: Goal}}" for number in range(MOST + 50))
    files = {"goals.yaml": "kpis:\n  - contributes_to: ¦", "many.yaml": f"objectives:\n{many}\n"}
    assert len(suggestions(cursor_at(tmp_path, files), FIELDS)) == MOST + 1
