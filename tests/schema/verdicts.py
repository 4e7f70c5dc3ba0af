"""The two judges of a file: the loader, and JSON Schema as editors apply it."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from kpicli.config.schema import config_schema
from kpicli.documents import parse, plain
from kpicli.findings import SCHEMA_ERROR, UNKNOWN_FIELD
from kpicli.models.schema import goals_schema
from kpicli.source import SourceFile
from repository import GOALS, load

if TYPE_CHECKING:
    from collections.abc import Iterator


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    """As ECMA-262 reads a pattern: `$` is the very end, not the place before a last line break."""
    if isinstance(instance, str) and not re.search(
        re.sub(r"(?<!\\)\$$", r"\\Z", pattern), instance
    ):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


_Judge: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern}
)
_GOALS, _CONFIG = _Judge(goals_schema()), _Judge(config_schema())


def loader_refuses(text: str) -> list[str]:
    """What the loader says against the shape of a goal file."""
    _, findings = load({GOALS: text})
    shape = {SCHEMA_ERROR, UNKNOWN_FIELD}
    return [finding.message for finding in findings if finding.rule in shape]


def schema_refuses(text: str) -> list[str]:
    """What the JSON Schema says against a goal file."""
    document, findings = parse(SourceFile(GOALS, text))
    assert document is not None, findings
    return [error.message[:200] for error in _GOALS.iter_errors(_json(plain(document.data)))]


def schema_refuses_settings(text: str) -> list[str]:
    """What the JSON Schema says against a `kpi.toml`."""
    return [error.message[:200] for error in _CONFIG.iter_errors(tomllib.loads(text))]


def _json(value: Any) -> Any:  # noqa: ANN401 - any data
    """Data as JSON has them, which knows numbers only as floats."""
    if isinstance(value, dict):
        return {key: _json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_json(part) for part in value]
    return float(value) if isinstance(value, Decimal) else value
