"""The schemas of other programs, and what reads their formats."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema.validators import validator_for
from xmlschema import XMLSchema

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_FOLDER = Path(__file__).parent.parent / "schemas"


@cache
def _validator(name: str) -> Validator:
    schema = json.loads((_FOLDER / name).read_text("utf-8"))
    kind = validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


@cache
def _junit_schema() -> XMLSchema:
    return XMLSchema(_FOLDER / "junit-10.xsd")


def assert_sarif(text: str) -> Any:  # noqa: ANN401 - it is whatever the document says
    """The run of a SARIF log that meets the standard's schema."""
    document = json.loads(text.encode())
    _validator("sarif-schema-2.1.0.json").validate(document)
    (run,) = document["runs"]
    return run


def assert_code_quality(text: str) -> Any:  # noqa: ANN401 - it is whatever the document says
    """The violations of a Code Quality report that meets the documentation."""
    document = json.loads(text.encode())
    _validator("gitlab-code-quality.json").validate(document)
    return document


def assert_junit(text: str) -> None:
    """The text is a report that Jenkins takes."""
    _junit_schema().validate(text)
