"""Goal files cut into their definitions."""

from __future__ import annotations

import pytest

from kpicli.history.parts import ids_between, parts_of

TEXT = """# The goals of sales.
defaults: {team: sales}
objectives:
  # The first.
  - id: growth
    title: Grow
    kpis:
      - {id: nested, title: Nest}
      - title: Late
        id: late
  - id: other
kpis:
- id: a
  title: Raise a
  target_changes:
  - {date: 2026-05-02, reason: x}

# About b.
- {id: b, title: "Raise - b", formula: a * b * c}
metrics:
- "id": m.x
"""


def between(before: str, after: str) -> set[str] | None:
    found = ids_between(parts_of(before), parts_of(after))
    return None if found is None else set(found)


def text_with(*ids: str) -> str:
    parts = parts_of(TEXT)
    assert parts is not None
    return parts.text_with(frozenset(ids))


def test_all_parts_together_are_the_file() -> None:
    parts = parts_of(TEXT)
    assert parts is not None
    assert parts.text_with(frozenset(parts.by_id)) == TEXT


def test_a_part_has_what_stands_for_all_and_the_definitions_that_are_asked_for() -> None:
    assert text_with("b") == (
        "# The goals of sales.\ndefaults: {team: sales}\n"
        'kpis:\n- {id: b, title: "Raise - b", formula: a * b * c}\n'
    )
    assert text_with("late") == TEXT[: TEXT.index("  - id: other")]
    assert text_with("nothing") == "# The goals of sales.\ndefaults: {team: sales}\n"


@pytest.mark.parametrize(
    ("old", "new", "ids"),
    [
        ("title: Raise a", "title: Raise more", {"a"}),
        ("reason: x", "reason: y", {"a"}),
        ("# About b.", "# Of b.", {"a"}),
        ("title: Late", "title: Later", {"growth", "nested", "late"}),
        ("id: other", "id: another", {"other", "another"}),
        ('"id": m.x', '"id": m.x\n  unit: day', {"m.x"}),
        ("id: a\n", "id: a # it\n", {"a"}),
        ("", "", set()),
    ],
)
def test_what_differs_is_known_by_its_ids(old: str, new: str, ids: set[str]) -> None:
    assert between(TEXT, TEXT.replace(old, new, 1)) == ids


def test_other_places_in_the_file_are_no_difference() -> None:
    moved = TEXT.replace("  - id: other\n", "").replace("  # The first.\n", "  - id: other\n")
    assert between(TEXT.replace("  # The first.\n", ""), moved) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("team: sales", "team: ops"),
        ("metrics:", "people:"),
        ("# The first.", "# The best."),
    ],
)
def test_a_difference_for_all_may_be_one_of_any(old: str, new: str) -> None:
    assert between(TEXT, TEXT.replace(old, new)) is None


@pytest.mark.parametrize(
    "text",
    ["kpis:\n- &x {id: a}\n- {id: b, <<: *x}\n", "kpis:\n- id: a\n---\nkpis: []\n"],
)
def test_files_whose_parts_hang_together_are_read_as_a_whole(text: str) -> None:
    assert parts_of(text) is None
    assert between(text, TEXT) is None


@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "kpis: [{id: a}]\n", "{kpis: [{id: a}]}", "kpis:\n  a: 1\n", "kpis:"],
)
def test_what_is_no_list_of_blocks_stays_whole(text: str) -> None:
    parts = parts_of(text)
    assert parts is not None
    assert parts.text_with(frozenset()) == text
