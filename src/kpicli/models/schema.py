"""The JSON Schema of goal files, from the models that load them.

It judges a file as loading does (D002 and D003), for editors that know nothing else. What it
cannot say, so that it accepts what loading refuses:

- a formula's grammar beyond its characters;
- the order of two things: the dates of a range, the bounds of a range, the thresholds of a goal;
- what two fields say together: a change without a baseline, levels of which only some are
  changes, an actual of a deliverable that is no share, two keys for the same day, two links to
  the same goal, seasonal shares that are negative or all zero;
- a size: numbers of 10^100 and more written as text, more than 100 characters of digits;
- how a number was written, since an editor sees its value: a year as `+2026` or `0x7E8`, a share
  as `0x1`, `True` for the id `true`, an exponent of three digits, `.nan`;
- what several definitions say together: circles of teams.

One thing it refuses that loading accepts: a confidence or a threshold in quotes that is written
with a sign or an exponent.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from kpicli.fields.checked import model_of
from kpicli.models.bounds import BOUNDS_SCHEMA
from kpicli.models.goal import Defaults, Kpi, Objective
from kpicli.models.metric import METRIC_FIELDS
from kpicli.models.number import NUMBER_SCHEMA
from kpicli.models.period import DATE_SCHEMA, PERIOD_SCHEMA, WHEN_SCHEMA
from kpicli.models.quantity import QUANTITY_SCHEMA
from kpicli.models.sections import DEFAULTS, SECTION_NOTES, SECTIONS
from kpicli.models.target import LEVEL_SCHEMA
from kpicli.models.text import TEXT_SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{model}"

JsonSchema = dict[str, Any]


def goals_schema() -> JsonSchema:
    """The JSON Schema (draft 2020-12) of a goal file.

    It says what one file must look like; see the module for what is beyond it. The same call
    gives the same keys in the same order.
    """
    definitions = _definitions()
    objective = definitions[Objective.__name__]["properties"]
    objective["kpis"] = _list_of(Kpi.__name__, "the KPIs that contribute to this objective")
    _refuse_metric_fields_beside_metric(definitions[Kpi.__name__])
    goals = {
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
    }
    return {**goals, "$defs": {**_by_name(definitions), **dict(sorted(_NAMED.items()))}}


def _definitions() -> dict[str, JsonSchema]:
    models = [(model_of(model), "validation") for model in (Defaults, *SECTIONS.values())]
    _, schema = models_json_schema(models, by_alias=True, ref_template=_REF)  # type: ignore[arg-type]
    tidy: dict[str, JsonSchema] = {name: _tidied(part) for name, part in schema["$defs"].items()}
    return dict(sorted(tidy.items()))


_NAMED: dict[str, JsonSchema] = {
    "text": {"description": "a text that is not empty", **TEXT_SCHEMA},
    "date": {"description": "year-month-day", **DATE_SCHEMA},
    "period": {"description": "2026, FY2026, 2026-Q1, 2026-03 or two dates", **PERIOD_SCHEMA},
    "quantity": {"description": "50, 1.5k, 12M, 15%, €1.2M or 30 days", **QUANTITY_SCHEMA},
    "number": {"description": "50, 1.5k or 12M", **NUMBER_SCHEMA},
    "level": {"description": "50, '>= 95%' or {change: -300}", **LEVEL_SCHEMA},
    "when": {"description": "a date, or a period, which means its last day", **WHEN_SCHEMA},
    "bounds": {"description": ">= 0, <= 100%, 0..100, 0.. or ..100", **BOUNDS_SCHEMA},
}


def _by_name(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    """The same schema, naming those parts that are used again and again."""
    if isinstance(value, list):
        return [_by_name(item) for item in value]
    if not isinstance(value, dict):
        return value
    note = {"description": value["description"]} if "description" in value else {}
    bare = _undescribed(value)
    name = next((name for name, part in _NAMED.items() if _undescribed(part) == bare), None)
    if name is not None:
        return {**note, "$ref": _REF.format(model=name)}
    parts = {key: _by_name(part) for key, part in bare.items() if key != "anyOf"}
    choices = {"anyOf": _by_name(_grouped(bare["anyOf"]))} if "anyOf" in bare else {}
    return {**note, **parts, **choices}


def _grouped(choices: list[JsonSchema]) -> list[JsonSchema]:
    """The choices, with those that make up a named schema as that one: pydantic flattens them."""
    for part in _NAMED.values():
        group = part.get("anyOf", ())
        if group and all(choice in choices for choice in group) and len(group) < len(choices):
            return [_undescribed(part), *_grouped([c for c in choices if c not in group])]
    return choices


def _undescribed(schema: JsonSchema) -> JsonSchema:
    return {key: part for key, part in schema.items() if key != "description"}


def _list_of(model: str, description: str) -> JsonSchema:
    items = {"$ref": _REF.format(model=model)}
    return {"description": description, "type": ["array", "null"], "items": items}


def _refuse_metric_fields_beside_metric(kpi: JsonSchema) -> None:
    kpi["if"] = {"properties": {"metric": {"not": {"type": "null"}}}, "required": ["metric"]}
    kpi["then"] = {"properties": {field: {"type": "null"} for field in METRIC_FIELDS}}


def _tidied(schema: JsonSchema) -> JsonSchema:
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
