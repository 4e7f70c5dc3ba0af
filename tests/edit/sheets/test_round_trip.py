"""Export and import again give the same goals, whatever the way."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kpicli.config.load import load_settings
from kpicli.documents import read_source
from kpicli.edit.sheets import By
from kpicli.edit.sheets.yaml_text import yaml_text
from kpicli.models.period import Calendar
from kpicli.workspace import Context, discover, load_workspace
from models.arbitrary import DATA
from properties.goal_repositories import repositories
from repository import AS_OF, load, reader

from .trips import WAYS, back_again, meaning

if TYPE_CHECKING:
    from typing import Any

EXAMPLES = Path(__file__).parents[3] / "examples"
SPECIAL = """\
defaults: {team: sales, owner: dana, cadence: monthly, tags: [a, "b; c"]}
teams:
  - {id: sales, title: Sales, budget: {eur: 900k, fte: 12}}
people:
  - {id: dana, name: "=Dana", email: dana@acme.example, team: sales, meta: {since: 2020}}
metrics:
  - id: spend
    unit: EUR
    range: ">= 0"
    formula: 2 * leads
    drivers: [{metric: leads, effect: raises}]
  - {id: leads, unit: lead, benchmark: {value: ">= 25", source: "report, 2025"}}
objectives:
  - id: win
    title: "- Win, \\"all\\""
    description: |
      Two lines,
      the second one.
    meta: [1, two, {three: null}]
    kpis:
      - {id: nested, title: "'quoted", contributes_to: {goal: other, weight: 2, rollup: false}}
  - {id: other, title: "2026", tags: [], owner: "team:sales", meta: {}}
kpis:
  - id: full
    title: "[draft] =1+1"
    metric: spend
    baseline: {value: 1_000, date: 2025-12-31}
    target: {commit: 0x10, target: {change: -300}, stretch: "-400"}
    interim_targets: {2026-Q1: 10, 2026-06: .5}
    pace: {seasonal: [0.1, 0.9]}
    actuals:
      2026-01: {value: "€1.2M", confidence: 70%, note: "+ two\\nlines", by: dana, status: at_risk}
      2026-02-28: -012
      2026-03: "{x"
      2026-Q2: null
    segment: emea
    target_changes: [{date: 2026-05-02, from: 200, to: 120, reason: "…"}]
    agreed_by: {sales: 2026-01-14, dana: null}
    meta:
      {a: 12, b: "12", c: true, d: "true", e: null, f: "", g: "{", h: [1, {x: y}], l: "=x"}
  - {id: yes, title: Done, target: complete, actuals: {2026-01: true}, target_changes: []}
tensions:
  - {between: [full, yes], reason: Agreed, until: 2026-12-31, lever: leads}
"""


@pytest.mark.parametrize(
    ("example", "by", "way"),
    [
        *[("acme", by, way) for by in By for way in WAYS],
        *[("misaligned", By.TEAM, way) for way in WAYS],
        ("city", By.TEAM, "xlsx"),
    ],
)
def test_the_examples_come_back_as_they_were(example: str, by: By, way: str) -> None:
    root = EXAMPLES / example
    read = partial(read_source, root)
    chosen, errors = load_settings(root)
    assert not errors
    calendar = Calendar(chosen.calendar.fiscal_year_start, chosen.calendar.fiscal_year_named_by)
    before, findings = load_workspace(discover(root)[0], read, Context(AS_OF, calendar))
    assert not findings
    assert meaning(back_again(before, read, way, by)) == meaning(before)


@pytest.mark.parametrize("way", WAYS)
def test_every_field_and_every_odd_text_comes_back(way: str) -> None:
    files = {"goals.yaml": SPECIAL}
    before, _ = load(files)
    assert {"win", "nested", "other", "yes"} <= before.goals.keys()
    assert meaning(back_again(before, reader(files), way)) == meaning(before)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(files=repositories())
def test_any_repository_comes_back(way: str, files: dict[str, str]) -> None:
    before, _ = load(files)
    assert meaning(back_again(before, reader(files), way)) == meaning(before)


TEXTS = st.text(max_size=10).filter(lambda text: bool(text.strip()) and _is_sound(text))


def _is_sound(text: str) -> bool:
    """Whether a file can hold it."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(title=TEXTS, note=TEXTS, tags=st.lists(TEXTS, max_size=3), meta=DATA)
def test_any_text_comes_back(
    way: str, title: str, note: str, tags: list[str], meta: object
) -> None:
    assume(_is_sound(repr(meta)) and "\\ud" not in repr(meta))
    goal: Any = {"id": "a", "title": title, "tags": tags, "meta": meta}
    goal["actuals"] = {"2026-01": {"value": "1", "note": note}}
    files = {"goals.yaml": yaml_text({"kpis": [goal]})}
    before, findings = load(files)
    assert not findings
    assert meaning(back_again(before, reader(files), way)) == meaning(before)
