"""Loading and the published JSON Schema give the same verdict on every file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from kpicli.fields.value import fields_of
from kpicli.models.schema import goals_schema
from kpicli.models.sections import SECTIONS
from schema.goal_files import VALUES, goal_files, wrong_values
from schema.verdicts import loader_refuses, schema_refuses

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ACCEPTED = sorted((HERE / "accepted").glob("*.yaml"))
REFUSED = sorted((HERE / "refused").glob("*.yaml"))
KPI = "kpis: [{{id: a, title: A, {}}}]"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(goals_schema())


def test_it_is_the_same_each_time_in_the_same_order() -> None:
    assert json.dumps(goals_schema()) == json.dumps(goals_schema())


def test_every_key_that_an_editor_offers_is_explained() -> None:
    silent = [where for where, part in _properties(goals_schema()) if not part.get("description")]
    assert silent == []


def _properties(schema: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - any part of a schema
    if isinstance(schema, list):
        for part in schema:
            yield from _properties(part, where)
    if isinstance(schema, dict):
        for key, part in schema.items():
            if key == "properties" and "if" not in where:
                for name, inner in part.items():
                    yield f"{where}/{name}", inner
            yield from _properties(part, f"{where}/{key}" if key != "then" else "/if")


def test_every_reference_leads_somewhere() -> None:
    schema = goals_schema()
    text = json.dumps(schema)
    for name in schema["$defs"]:
        assert f'"#/$defs/{name}"' in text, f"{name} is not used"
    named = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert named == set(schema["$defs"])


def test_the_generated_files_use_every_field() -> None:
    fields = {field for model in SECTIONS.values() for field in fields_of(model)}
    assert fields | {"kpis"} == set(VALUES)


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_both_accept(path: Path) -> None:
    text = path.read_text("utf-8")
    assert (loader_refuses(text), schema_refuses(text)) == ([], [])


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_both_refuse(path: Path) -> None:
    text = path.read_text("utf-8")
    assert loader_refuses(text)
    assert schema_refuses(text)


@pytest.mark.parametrize("field", VALUES)
def test_every_value_is_right_for_a_field_of_that_name(field: str) -> None:
    for text in _files(field, VALUES[field]):
        assert (loader_refuses(text), schema_refuses(text)) == ([], []), text


@pytest.mark.parametrize("field", VALUES)
def test_both_give_the_same_verdict_on_a_wrong_value(field: str) -> None:
    for text in _files(field, wrong_values(field)):
        assert bool(loader_refuses(text)) == bool(schema_refuses(text)), text


def _files(field: str, values: list[Any]) -> Iterator[str]:
    """A file for each value and each section that has the field."""
    sections = [name for name, model in SECTIONS.items() if field in fields_of(model)]
    for section in ["objectives"] if field == "kpis" else sections:
        start = {"baseline": 32} if field == "target" else {}
        for value in values:
            item = {**_LEAST.get(section, {"id": "x", "title": "T"}), **start, field: value}
            yield json.dumps({section: [item]})


_LEAST: dict[str, dict[str, Any]] = {
    "people": {"id": "x"},
    "tensions": {"between": ["a", "b"], "reason": "r"},
}
"""What an item must have, where that is not an id and a title."""


@settings(max_examples=300)
@given(goal_files())
def test_both_give_the_same_verdict(text: str) -> None:
    loader, schema = loader_refuses(text), schema_refuses(text)
    assert bool(loader) == bool(schema), (loader, schema)


@pytest.mark.parametrize(
    "text",
    [
        "metrics: [{id: a, formula: a +}]",
        "metrics: [{id: a, formula: e5E}]",
        "metrics: [{id: a, range: 2..1}]",
        "metrics: [{id: a, formula: True}]",
        "metrics: [{id: True}]",
        KPI.format("period: 2026-06-30/2026-01-15"),
        KPI.format("period: 0x7E8"),
        KPI.format("period: +2026"),
        KPI.format("period: 2026.0"),
        KPI.format("target: 2..1"),
        KPI.format("target: +20%"),
        KPI.format("baseline: 1, target: {commit: +5%, target: 50}"),
        KPI.format("pace: {seasonal: [1, -1]}"),
        KPI.format("pace: {seasonal: [0]}"),
        KPI.format("interim_targets: {2026-Q1: 1, 2026-03-31: 2}"),
        KPI.format("actuals: {2026-Q1: 1, 2026-03: 2}"),
        KPI.format("actuals: {2026-01: {value: 1, confidence: 1e-400}}"),
        KPI.format("baseline: '1e99M'"),
        KPI.format(f"baseline: 0.{'0' * 100}1"),
        KPI.format("baseline: 1e-400"),
        KPI.format("baseline: .nan"),
        "teams: [{id: a, parent: b}, {id: b, parent: a}]",
    ],
)
def test_what_only_loading_can_refuse(text: str) -> None:
    assert loader_refuses(text)
    assert schema_refuses(text) == []


@pytest.mark.parametrize("confidence", ["'+0.5'", "'5e-1'", "'1:2'"])
def test_what_only_the_schema_refuses(confidence: str) -> None:
    text = KPI.format(f"actuals: {{2026-01: {{value: 1, confidence: {confidence}}}}}")
    assert loader_refuses(text) == []
    assert schema_refuses(text)
