"""The JSON Schema of `kpi.toml`."""

from __future__ import annotations

from typing import Any

from kpicli.config.settings import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def config_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `kpi.toml`."""
    schema = Settings.model_json_schema()
    return {"$schema": DIALECT, **schema, "title": "kpi.toml"}
