"""What an item without its `- ` gives nobody reason to say of it, and of what refers to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpicli.documents import parse
from kpicli.source import SourceFile
from repository import lint, load

_ACME = Path(__file__).parents[2] / "examples" / "acme"
_FILES = {
    str(path.relative_to(_ACME)): path.read_text("utf-8")
    for path in sorted(_ACME.rglob("*"))
    if path.suffix in {".yaml", ".csv"}
}
_ITEM = re.compile(r"(?m)(?<=\n)( *)- (?=id: )")
_TWO = """\
kpis:
  - id: a
    title: Raise a from 1 to 2
    contributes_to: b
  - id: c
    title: Raise c from 1 to 2
    contributes_to: d
"""


def _without_dash(path: str) -> list[str]:
    """The text with the dash of one item left out, for each that goes on with the item above."""
    text = _FILES[path]
    changed = (
        f"{text[: found.start()]}{found[1]}  {text[found.end() :]}"
        for found in _ITEM.finditer(text)
        if not text[: found.start()].rstrip().endswith(":")
    )
    return [each for each in changed if parse(SourceFile(path, each))[0]]


@pytest.mark.parametrize("path", [path for path in _FILES if _without_dash(path)])
def test_a_missing_dash_is_told_once(path: str) -> None:
    for changed in _without_dash(path)[:4]:
        found = [part.finding for part in lint({**_FILES, path: changed}, "ALL").findings]
        assert [(part.rule.code, part.field) for part in found] == [("D004", "id")]
        assert found[0].help == (
            "begin a new item with `- `, or keep one of them; until then neither is read"
        )


def test_both_items_keep_their_ids_and_links() -> None:
    loaded, _ = load(_TWO.replace("- id: c", "  id: c"))
    assert {part.id: part.contributes_to for part in loaded.broken} == {"a": ("b",), "c": ("d",)}
    assert not loaded.goals


def test_three_items_in_one_are_one_finding() -> None:
    text = "kpis:\n  - id: a\n    title: A\n    id: b\n    title: B\n    id: c\n    title: C\n"
    loaded, findings = load(text)
    assert [part.id for part in loaded.broken] == ["a", "b", "c"]
    assert [(part.rule.code, part.field) for part in findings] == [("D004", "id")]


def test_what_repeats_a_key_elsewhere_is_told_as_before() -> None:
    text = _TWO.replace("- id: c", "  id: c") + "kpis:\n  - {id: e, id: e, title: E}\n"
    _, findings = load(text)
    assert [part.field for part in findings] == ["id", "kpis", "id"]
    assert findings[-1].help == "keep one of them; until then the last one counts"
    assert findings[-1].fix


@pytest.mark.parametrize(
    "items",
    [
        "\n  id: a\n  title: A\n",
        "\n  a: {title: A}\n",
        " {id: a, title: A}\n",
        "\n  id: x\n  title: X\n  id: a\n  title: A\n",
    ],
)
def test_what_refers_to_an_item_of_no_list_is_not_called_dangling(items: str) -> None:
    text = f"metrics: []\nkpis:{items}objectives:\n  - {{id: o, title: O, contributes_to: a}}\n"
    _, findings = load(text)
    assert {part.rule.code for part in findings} <= {"D002", "D004"}
