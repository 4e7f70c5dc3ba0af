from __future__ import annotations

from kpicli.findings import Label
from kpicli.source import Route, Span
from kpicli.workspace.texts import no_texts, texts_at
from repository import GOALS, load, reader

TEXT = 'kpis:\n  - {id: a, title: "A", unit: on}\n'


def label(*keys: str | int, path: str = GOALS) -> Label:
    return Label(path, Route(("kpis", 0, *keys)))


def test_texts_keep_their_quotes() -> None:
    found = texts_at(reader({GOALS: TEXT}), [label("title"), label("unit")])
    assert found == {label("title"): '"A"', label("unit"): "on"}


def test_what_cannot_be_read_is_left_out() -> None:
    places = [label("unit", path="gone.yaml"), Label(GOALS, Span(0, 4))]
    assert texts_at(reader({GOALS: TEXT}), places) == {}


def test_a_loaded_workspace_knows_its_texts() -> None:
    loaded, _ = load(TEXT)
    place = loaded.goals["a"].at("unit")
    assert loaded.texts([place]) == {place: "on"}


def test_without_files_there_is_no_text() -> None:
    assert no_texts([label("unit")]) == {}
