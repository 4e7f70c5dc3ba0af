"""What is shown about the word under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cursors import checked, cursor_at
from kpicli.server.fields import Fields
from kpicli.server.hover import hover

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = Fields()
GOALS = """\
    teams:
      - {id: sales, title: Sales, level: organization, lead: ada}
    people:
      - {id: ada, name: Ada *Lee*}
    metrics:
      - {id: cost, unit: EUR, formula: leads * 2}
    objectives:
      - {id: growth, title: Win a larger share, team: sales, period: 2026}
    kpis:
      - id: leads
        title: Raise leads from 10 to 20
        team: sales
        owner: ada
        period: 2026
        contributes_to: growth
        unit: lead
        baseline: 10
        target: 20
        actuals: {2026-06-30: 15}  # kpi: ignore[missing-source, nothing] why
    """


def _shown(tmp_path: Path, old: str) -> str | None:
    bare = old.replace("¦", "")
    assert bare in GOALS
    found = hover(cursor_at(tmp_path, GOALS.replace(bare, old, 1)), FIELDS)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("id: ¦leads", "**Raise leads from 10 to 20** — KPI leads"),
        ("id: ¦leads", "50 %, 49 % expected"),
        ("id: ¦leads", "- value: 15 lead on 2026-06-30, 1 day ago\n- target: 20 lead"),
        ("id: ¦leads", "- contributes to: growth (Win a larger share)"),
        ("id: ¦growth", "objective growth"),
        ("owner: ¦ada", r"**Ada \*Lee\*** — person ada"),
        ("team: ¦sales", "- level: organization\n- lead: ada"),
        ("id: ¦cost", r"- formula: leads \* 2"),
        ("formula: ¦leads", "KPI leads"),
        ("¦target: 20", "**target**\n\nwhere it is to be"),
        ("tit¦le: Raise", "required"),
        ("- id¦: leads", "the name that other goals refer to"),
        ("{id¦: cost", "the name that KPIs and formulas refer to"),
        ("actuals¦: {2026", "what was measured"),
        ("kpis¦:", "commitments"),
        ("ignore[¦missing-source", "## What it does"),
    ],
)
def test_it_shows(tmp_path: Path, old: str, words: str) -> None:
    shown = _shown(tmp_path, old)
    assert shown is not None
    assert words in shown


@pytest.mark.parametrize(
    "old", ["title: Win a ¦larger", "baseline: ¦10", "[missing-source, nothing] ¦why", "nothin¦g]"]
)
def test_there_is_nothing_to_show(tmp_path: Path, old: str) -> None:
    assert _shown(tmp_path, old) is None


def test_nothing_is_known_of_an_id_that_nobody_defines(tmp_path: Path) -> None:
    text = "kpis:\n  - {id: a, title: b, contributes_to: no¦ne}\n"
    assert hover(cursor_at(tmp_path, text), FIELDS) is None


@pytest.mark.parametrize("edit", ["", "# one line more\n"])
def test_progress_after_an_edit_is_that_of_the_whole(tmp_path: Path, edit: str) -> None:
    files = {"a.yaml": GOALS, "b.yaml": "kpis:\n  - {id: x, title: y, contributes_to: gro¦wth}\n"}
    cursor = cursor_at(tmp_path, files)
    checked(cursor.repository)
    file = tmp_path / "a.yaml"
    file.write_text(edit + file.read_text("utf-8"), "utf-8")
    cursor.repository.touch("a.yaml")
    found = hover(cursor, FIELDS)
    assert found is not None
    assert "50 %" in found[0]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("[a](http://x)", r"\[a\]\(http://x\)"),
        ("a\u202eb", r"a\\u202eb"),
        ("`a` | **b**", r"\`a\` \| \*\*b\*\*"),
    ],
)
def test_a_title_is_only_text(tmp_path: Path, title: str, shown: str) -> None:
    found = hover(cursor_at(tmp_path, f"kpis:\n  - {{id: ¦a, title: '{title}'}}\n"), FIELDS)
    assert found is not None
    assert shown in found[0]
