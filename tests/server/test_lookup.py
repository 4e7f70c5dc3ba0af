"""Where something is defined and named, and new ids for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cursors import cursor_at
from kpicli.server.lookup import Refused, defined_at, named_at, renamable, renamed

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.server.cursor import Cursor

TEAMS = """\
    teams:
      - {id: sales, lead: dana}
    people:
      - {id: dana, team: sales}
    """
METRICS = """\
    metrics:
      - {id: cost, formula: spend / leads, drivers: [{metric: leads, effect: raises}]}
      - {id: spend, unit: EUR}
    """
GOALS = """\
    objectives:
      - {id: growth, title: Grow, owner: dana}
    kpis:
      - {id: leads, title: Raise leads, contributes_to: growth, stakeholders: [sales, team:sales]}
      - {id: cheap, title: Cut cost, metric: cost, guardrails: [leads], agreed_by: {dana: }}
    tensions:
      - {between: [leads, cheap], reason: both, decided_by: team:sales}
    """


def _cursor(tmp_path: Path, old: str, path: str = "goals.yaml") -> Cursor:
    """The cursor before a text, which has the mark where it is meant."""
    files = {"goals.yaml": GOALS, "teams.yaml": TEAMS, "metrics.yaml": METRICS}
    text = files[path]
    assert old.replace("¦", "") in text
    return cursor_at(tmp_path, {**files, path: text.replace(old.replace("¦", ""), old, 1)})


def _words(cursor: Cursor) -> list[str]:
    """Each place as `path:line`."""
    read = cursor.repository.source
    return [
        f"{path}:{read(path).position(part.span.start).line}" for path, part in named_at(cursor)
    ]


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("contributes_to: gro¦wth", ("goals.yaml", "growth")),
        ("owner: ¦dana", ("teams.yaml", "dana")),
        ("decided_by: team:¦sales", ("teams.yaml", "sales")),
        ("stakeholders: [¦sales", ("teams.yaml", "sales")),
        ("metric: cost¦", ("metrics.yaml", "cost")),
        ("agreed_by: {¦dana", ("teams.yaml", "dana")),
        ("{id: ¦growth", ("goals.yaml", "growth")),
    ],
)
def test_a_definition_is_found(tmp_path: Path, old: str, expected: tuple[str, str]) -> None:
    cursor = _cursor(tmp_path, old)
    found = defined_at(cursor)
    assert found is not None
    path, span = found
    assert (path, cursor.repository.source(path).text[span.start : span.end]) == expected


def test_a_formula_leads_to_the_kpi_that_is_its_own_metric(tmp_path: Path) -> None:
    found = defined_at(_cursor(tmp_path, "spend / ¦leads", "metrics.yaml"))
    assert found is not None
    assert found[0] == "goals.yaml"


@pytest.mark.parametrize("old", ["title: ¦Grow", "reason: ¦both", "¦objectives", "titl¦e: Grow"])
def test_words_that_are_no_ids_have_no_definition(tmp_path: Path, old: str) -> None:
    cursor = _cursor(tmp_path, old)
    assert defined_at(cursor) is None
    assert not list(named_at(cursor))


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        (
            "{id: ¦leads",
            [
                "goals.yaml:4",
                "goals.yaml:5",
                "goals.yaml:7",
                "metrics.yaml:2",
                "metrics.yaml:2",
            ],
        ),
        (
            "{id: ¦sales",
            ["goals.yaml:4", "goals.yaml:4", "goals.yaml:7", "teams.yaml:2", "teams.yaml:4"],
        ),
        ("{id: ¦dana", ["goals.yaml:2", "goals.yaml:5", "teams.yaml:2", "teams.yaml:4"]),
        ("{id: ¦cost", ["goals.yaml:5", "metrics.yaml:2"]),
    ],
)
def test_all_places_that_name_it_are_found(tmp_path: Path, old: str, expected: list[str]) -> None:
    id_of = {"leads": "goals.yaml", "cost": "metrics.yaml"}
    path = id_of.get(old.removeprefix("{id: ¦"), "teams.yaml")
    assert _words(_cursor(tmp_path, old, path)) == expected


def test_a_new_id_is_written_everywhere(tmp_path: Path) -> None:
    cursor = _cursor(tmp_path, "guardrails: [¦leads]")
    found = renamed(cursor, "sales.leads")
    assert not isinstance(found, Refused)
    texts = {}
    for path, spans in found.items():
        text = cursor.repository.source(path).text
        for span in sorted(spans, reverse=True):
            text = f"{text[: span.start]}sales.leads{text[span.end :]}"
        texts[path] = text
    assert "formula: spend / sales.leads, drivers: [{metric: sales.leads," in texts["metrics.yaml"]
    assert "between: [sales.leads, cheap]" in texts["goals.yaml"]
    assert "title: Raise leads" in texts["goals.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{id: ¦leads", "Leads", "`Leads` is not an id"),
        ("{id: ¦leads", "", "`` is not an id"),
        ("{id: ¦leads", "a" * 101, "is not an id"),
        ("{id: ¦leads", "null", "`null` is not an id"),
        ("{id: ¦leads", "growth", "there is a goal `growth` already"),
        ("{id: ¦leads", "spend", "there is a metric `spend` already"),
        ("decided_by: team:¦sales", "dana", "there is a person `dana` already"),
        ("title: ¦Grow", "x", "there is no id here"),
    ],
)
def test_a_new_id_may_be_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = renamed(_cursor(tmp_path, old), new)
    assert isinstance(found, Refused)
    assert message in found.message


def test_the_same_id_is_no_other(tmp_path: Path) -> None:
    assert not isinstance(renamed(_cursor(tmp_path, "{id: ¦leads"), "leads"), Refused)


def test_what_is_not_defined_is_not_renamed(tmp_path: Path) -> None:
    found = renamable(cursor_at(tmp_path, "kpis:\n  - {id: a, title: b, contributes_to: no¦ne}\n"))
    assert found == Refused("there is no goal `none`")


def test_an_id_in_a_file_that_is_no_yaml_is_not_renamed(tmp_path: Path) -> None:
    broken = "kpis:\n  - id: leads\n  - title: [\n"
    files = {"goals.yaml": "kpis:\n  - {id: ¦leads, title: b}\n", "broken.yaml": broken}
    found = renamable(cursor_at(tmp_path, files))
    assert isinstance(found, Refused)
    assert "no YAML" in found.message


def test_an_id_of_a_broken_definition_is_taken(tmp_path: Path) -> None:
    text = "kpis:\n  - {id: ¦a, title: b}\n  - {id: c, title: d, target: [1]}\n"
    assert isinstance(renamed(cursor_at(tmp_path, text), "c"), Refused)
