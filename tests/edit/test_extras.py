"""What is written beside a value, and how texts are quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.documents import parse, plain
from kpicli.edit import Mode, NewActual
from kpicli.edit.scalars import actual_text, scalar_text
from kpicli.source import SourceFile

from .recording import recording

if TYPE_CHECKING:
    from pathlib import Path

_EXTRAS = (("confidence", "70%"), ("status", "at_risk"), ("note", 'Two "slipped"'), ("by", "dana"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("29", "29"),
        ("-5", "-5"),
        ("1.5k", "1.5k"),
        ("30 days", "30 days"),
        ("95%", "95%"),
        ("1_000", "1_000"),
        ("10:1", '"10:1"'),
        ("1,000", '"1,000"'),
        ("€1.2M", '"€1.2M"'),
        ("- 5", '"- 5"'),
        ("%5", '"%5"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("a\nb\x07", '"a\\nb\\u0007"'),
        ("\u202e", '"\\u202e"'),
    ],
)
def test_a_text_is_quoted_where_it_has_to_be(text: str, written: str) -> None:
    assert scalar_text(text) == written


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_text_reads_as_it_was_and_takes_one_line(text: str) -> None:
    written = scalar_text(text)
    assert len(written.splitlines()) == 1
    for document in (f"k: {written}\n", f"{{k: {written}, l: [{written}]}}\n"):
        found, findings = parse(SourceFile("a.yaml", document))
        assert found
        assert not findings
        assert found.data["k"] == text


def test_an_actual_with_all_that_belongs_to_it() -> None:
    assert actual_text("29", dict(_EXTRAS)) == (
        '{value: 29, confidence: 70%, status: at_risk, note: "Two \\"slipped\\"", by: dana}'
    )


def test_between_quoted_keys_all_texts_are_quoted() -> None:
    assert actual_text("30 days", {"by": "dana"}, '"') == '{"value": "30 days", "by": "dana"}'


def test_what_stands_beside_a_value_can_be_added_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    head = "kpis:\n  - id: a\n    title: A\n    actuals:\n"
    file.write_text(f"{head}      2026-06: {{value: 1, by: ada}} # x\n", "utf-8")
    new = NewActual("a", "2026-06-30", "2", (("note", "Counted"), ("by", "dana")))
    assert not recording(tmp_path, new, mode=Mode.FORCED).refused
    line = file.read_text("utf-8").splitlines()[-1]
    assert line == '      2026-06: {value: 2, by: dana, note: "Counted"} # x'


def test_a_deliverable_takes_true(tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    file.write_text("kpis:\n  - {id: a, title: A, target: complete}\n", "utf-8")
    assert not recording(tmp_path, NewActual("a", "2026-06-30", "true")).refused
    document, _ = parse(SourceFile("goals.yaml", file.read_text("utf-8")))
    assert document
    expected = {"id": "a", "title": "A", "target": "complete", "actuals": {"2026-06-30": True}}
    assert plain(document.data["kpis"]) == [expected]
