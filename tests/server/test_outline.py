"""The symbols of a goal file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kpicli.server.outline import symbols
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.server.outline import Symbol

TEXT = """\
teams:
  - {id: sales, title: Sales}
people:
  - {id: dana, name: Dana}
objectives:
  - id: growth
    title: Grow
    kpis:
      - {id: leads, title: Leads}

# words
tensions:
  - between: [a, b]
    reason: x
kpis:
  - title: No id
"""


def _tree(found: Iterable[Symbol]) -> list[object]:
    return [(part.section, part.name, part.title, _tree(part.within)) for part in found]


def test_what_a_file_defines_is_a_tree() -> None:
    assert _tree(symbols(SourceFile("x", TEXT))) == [
        ("teams", "sales", "Sales", []),
        ("people", "dana", "Dana", []),
        ("objectives", "growth", "Grow", [("kpis", "leads", "Leads", [])]),
        ("tensions", "a ↔ b", "", []),
        ("kpis", "?", "No id", []),
    ]


def test_a_symbol_ends_where_its_text_ends() -> None:
    growth = symbols(SourceFile("x", TEXT))[2]
    assert TEXT[growth.whole.start : growth.whole.end].endswith("title: Leads}")
    assert TEXT[growth.place.start : growth.place.end] == "growth"


@given(st.text(st.sampled_from("kpis: -[]{}id,&a*\n\"'|"), max_size=50))
def test_a_name_lies_within_its_symbol(text: str) -> None:
    for part in symbols(SourceFile("x", f"kpis:\n- id: a\n{text}")):
        assert part.whole.start <= part.place.start <= part.place.end <= part.whole.end
