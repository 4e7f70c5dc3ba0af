"""The JSON Schema of `kpi.toml`, from the settings that load it.

It judges a file as loading does, with these exceptions, which it accepts and loading refuses: a
share `at_risk` above `on_track`, the share `nan`, the month `4.0`, and the glob `!`. Rules and
their options, which only the rule book knows, are looked at when a check begins.
"""

from __future__ import annotations

from typing import Any

from kpicli.config.settings import Settings
from kpicli.fields.checked import model_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def config_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `kpi.toml`."""
    schema = _tidied(model_of(Settings).model_json_schema())
    return {"$schema": DIALECT, "title": "kpi.toml", **schema}


def _tidied(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    """The schema without made-up titles, and without defaults that TOML cannot write."""
    if isinstance(value, list):
        return [_tidied(item) for item in value if item != {"type": "null"}]
    if not isinstance(value, dict):
        return value
    return {key: _tidied(part) for key, part in value.items() if not _is_noise(key, part)}


def _is_noise(key: str, part: Any) -> bool:  # noqa: ANN401 - any part of a JSON Schema
    made_up = key == "title" and isinstance(part, str)
    return made_up or (key == "default" and (part is None or isinstance(part, dict)))
