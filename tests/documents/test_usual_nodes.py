"""Places in the usual form of YAML; `is_taken` sees to it that they are the right ones."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

import pytest

from kpicli.documents.branches import EVERYTHING, Branch, branches
from kpicli.documents.locate import locate
from kpicli.documents.usual_nodes import usual_root
from kpicli.source import Route, SourceFile

_GOALS = """\
# Goals
defaults: {team: sales, tags: [a, 'b c']}
kpis:
- id: leads   # the first
  title: A text that
    goes on
  note: >-
    folded
  actuals:
    2026-01: 1
  tags:
  -
  - "new"
  - - deep
-
  id: deals
"""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("defaults",), "{team: sales, tags: [a, 'b c']}"),
        (("defaults", "tags"), "[a, 'b c']"),
        (("defaults", "tags", 1), "'b c'"),
        (("defaults", "tags", "b c"), "'b c'"),
        (("kpis",), "id"),
        (("kpis", 0), "id"),
        (("kpis", 0, "id"), "leads"),
        (("kpis", 0, "title"), "A text that\n    goes on"),
        (("kpis", 0, "note"), ">-"),
        (("kpis", 0, "actuals"), "2026-01"),
        (("kpis", 0, "actuals", "2026-01"), "1"),
        (("kpis", 0, "tags"), "-"),
        (("kpis", 0, "tags", 0), "-"),
        (("kpis", 0, "tags", "new"), '"new"'),
        (("kpis", 0, "tags", 2, 0), "deep"),
        (("kpis", 0, "tags", 3), "-"),
        (("kpis", 1, "id"), "deals"),
        (("kpis", 1, "none"), "id"),
        ((), "defaults"),
    ],
)
def test_a_route_leads_to_its_value(keys: tuple[str | int, ...], expected: str) -> None:
    assert usual_root(_GOALS, EVERYTHING) is not None
    place = locate(SourceFile("goals.yaml", _GOALS), [Route(keys)])[Route(keys)]
    assert _GOALS[place.start : place.end] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only\n",
        "---\n",
        "--- # start\n",
        "a: 1\r\nb: 2\n",
        "a: 1\r",
        "a: &x 1\n",
        "a: 1\na: 2\n",
        "- a\n",
        "a",
    ],
)
def test_what_the_events_are_asked_about(text: str) -> None:
    assert usual_root(text, EVERYTHING) is None


def test_nothing_is_built_where_no_route_leads() -> None:
    root = usual_root(_GOALS, branches(_GOALS, [Route(("kpis", 1, "id"))]))
    assert root is not None
    assert [*root.entries] == ["kpis"]
    first, second = root.entries["kpis"].value.items
    assert (first.entries, [*second.entries]) == ({}, ["id"])


@pytest.mark.parametrize("asked", [EVERYTHING, Branch({}), Branch({"a": Branch({1: EVERYTHING})})])
@pytest.mark.parametrize(
    "text",
    [
        "a:\n" + "- b: c\n" * 20_000,
        "a: b\n" + " c\n" * 50_000,
        "a: [\n" + " x,\n" * 50_000 + " x]\n",
        "\n".join(f"{' ' * level}a:" for level in range(40)) + "\n" + f"{' ' * 40}- x\n" * 10_000,
        "a:\n" + " # c\n" * 50_000 + " b: 1\n",
        "a:\r\n  " + "- " * 45 + "b\r\n",
    ],
    ids=["items", "text", "flow", "levels", "comments", "dashes"],
)
def test_no_text_takes_long(text: str, asked: Branch) -> None:
    started = process_time()
    assert usual_root(text, asked) is not None
    assert process_time() - started < 2


def test_places_in_the_usual_form_do_not_import_ruamel() -> None:
    code = (
        "import sys; from kpicli.documents.locate import locate; from kpicli.source import *;"
        "locate(SourceFile('goals.yaml', 'a: 1'), [Route(('a',))]);"
        "sys.exit('ruamel.yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_comments_in_the_usual_form_do_not_import_it_either() -> None:
    code = (
        "import re, sys; from kpicli.documents.comments import comments;"
        "from kpicli.source import *;"
        "assert comments(SourceFile('goals.yaml', 'a: 1 # x'), re.compile('# x'));"
        "sys.exit('ruamel.yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
