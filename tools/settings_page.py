"""The reference of `kpi.toml`, from the settings that load it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from kpicli.config import Settings
from kpicli.config.schema import config_schema

if TYPE_CHECKING:
    from kpicli.fields.field import Declared

_INTRODUCTION = """\
# The settings

<!-- written by tools/docs.py from src/kpicli/config/settings.py -->

Settings stand in `kpi.toml` at the root of a goal repository, or with the same keys under
`[tool.kpi]` in a `pyproject.toml`; where a folder has both files, `kpi.toml` counts. Every setting
has a default, so that an empty `kpi.toml` is complete. What is unknown or impossible there is an
error with its line. `kpi schema config` prints a JSON Schema, and `kpi rules --config` what the
settings make of each rule.
"""


def settings_page() -> dict[str, str]:
    """The page by its path."""
    schema = config_schema()
    parts = [_section(name, schema) for name in Settings.fields]
    return {"docs/reference/settings.md": "\n".join((_INTRODUCTION, *parts))}


def _section(name: str, schema: Mapping[str, Any]) -> str:
    part = schema["properties"][name]
    nested = "additionalProperties" in part
    target = part["additionalProperties"] if nested else part
    table: Mapping[str, Any] = schema["$defs"][_reference(target).rpartition("/")[2]]
    model = Settings.fields[name].default
    title = f"[{name}.NAME]" if nested else f"[{name}]"
    about = f"{part['description'][:1].upper()}{part['description'][1:]}."
    rows = [_row(key, value, model) for key, value in table["properties"].items()]
    head = "| key | value | default | |\n|---|---|---|---|"
    return "\n".join((f"## `{title}`", "", about, "", head, *rows, ""))


def _reference(part: Mapping[str, Any]) -> str:
    """The definition that a part of the schema refers to, however it is wrapped."""
    return str(part["$ref"] if "$ref" in part else part["allOf"][0]["$ref"])


def _row(key: str, part: Mapping[str, Any], model: Any) -> str:  # noqa: ANN401 - a default
    fields: Mapping[str, Declared] = getattr(model, "fields", {})
    default = _default(fields[key]) if key in fields else ""
    return f"| `{key}` | {_kind(part)} | {default} | {part['description']} |"


def _default(field: Declared) -> str:
    value = field.default
    if value is None or field.is_required:
        return ""
    if isinstance(value, Enum):
        value = value.value
    plain = dict(value) if isinstance(value, Mapping) else value
    return f"`{json.dumps(plain, default=float)}`"


def _kind(part: Mapping[str, Any]) -> str:
    """In words what a value may be."""
    if "$ref" in part or "allOf" in part:
        return "`error`, `warning` or `info`"
    if "enum" in part:
        return ", ".join(f"`{word}`" for word in part["enum"])
    if "anyOf" in part:
        return _kind(part["anyOf"][0])
    if "minimum" in part:
        return f"{part['type']}, {part['minimum']} to {part['maximum']}"
    kinds = {"array": "list of texts", "object": "table", "string": "text"}
    return kinds.get(part["type"], str(part["type"]))
