"""The JSON Schema of goal files, from the models that load them."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from kpicli.models.goal import Defaults, Kpi, Objective
from kpicli.models.metric import METRIC_FIELDS
from kpicli.models.sections import DEFAULTS, SECTION_NOTES, SECTIONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{model}"

JsonSchema = dict[str, Any]


def goals_schema() -> JsonSchema:
    """The JSON Schema (draft 2020-12) of a goal file.

    It says what one file must look like. References, duplicates and the order of two dates are
    beyond it: `kpi check` looks after those.
    """
    definitions = _definitions()
    objective = definitions[Objective.__name__]["properties"]
    objective["kpis"] = _list_of(Kpi.__name__, "the KPIs that contribute to this objective")
    _refuse_metric_fields_beside_metric(definitions[Kpi.__name__])
    return {
        "$schema": DIALECT,
        "title": "kpi goal file",
        "description": "Goals as code: objectives, KPIs, metrics, teams, people and tensions.",
        "type": ["object", "null"],
        "properties": {
            DEFAULTS: {
                "description": "values that every objective and KPI of this file takes",
                "anyOf": [{"$ref": _REF.format(model=Defaults.__name__)}, {"type": "null"}],
            },
            **{
                section: _list_of(model.__name__, SECTION_NOTES[section])
                for section, model in SECTIONS.items()
            },
        },
        "additionalProperties": False,
        "$defs": definitions,
    }


def _definitions() -> dict[str, JsonSchema]:
    models = [(model, "validation") for model in (Defaults, *SECTIONS.values())]
    _, schema = models_json_schema(models, by_alias=True, ref_template=_REF)  # type: ignore[arg-type]
    tidy: dict[str, JsonSchema] = {name: tidied(part) for name, part in schema["$defs"].items()}
    return dict(sorted(tidy.items()))


def _list_of(model: str, description: str) -> JsonSchema:
    items = {"$ref": _REF.format(model=model)}
    return {"description": description, "type": ["array", "null"], "items": items}


def _refuse_metric_fields_beside_metric(kpi: JsonSchema) -> None:
    kpi["if"] = {"properties": {"metric": {"not": {"type": "null"}}}, "required": ["metric"]}
    kpi["then"] = {"properties": {field: {"type": "null"} for field in METRIC_FIELDS}}


def tidied(schema: JsonSchema) -> JsonSchema:
    """A schema of an object as goal files mean it: no made-up titles, absent is as good as null."""
    tidy: JsonSchema = _without_titles(schema)
    required = set(tidy.get("required", ()))
    properties: dict[str, JsonSchema] = tidy.get("properties", {})
    for name, part in properties.items():
        part.pop("default", None)
        if name not in required:
            properties[name] = _or_null(part)
    return tidy


def _or_null(part: JsonSchema) -> JsonSchema:
    choices = part.get("anyOf", [])
    if {"type": "null"} in choices or not part.keys() - {"description"}:
        return part
    note = {"description": part.pop("description")} if "description" in part else {}
    return {**note, "anyOf": [*(choices or [part]), {"type": "null"}]}


def _without_titles(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    if isinstance(value, list):
        return [_without_titles(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_titles(part)
        for key, part in value.items()
        if key != "title" or not isinstance(part, str)
    }
