"""Actuals: what was measured, inline or in a CSV file."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from kpicli.models.boolean import BOOLEAN_SCHEMA, BOOLEANS
from kpicli.models.choices import ReportedStatus
from kpicli.models.invalid import invalid, read_parts, shown
from kpicli.models.parsed import Parsed
from kpicli.models.period import WHEN_SCHEMA, When, when_of
from kpicli.models.quantity import QUANTITY_SCHEMA, Quantity, quantity_of
from kpicli.models.share import SHARE_SCHEMA, share_of
from kpicli.models.text import TEXT_SCHEMA, Text, text_of
from kpicli.models.value import Value

_BOOLEANS = {text: Quantity(Decimal(yes), "", text) for text, yes in BOOLEANS.items()}


class Actual(NamedTuple):
    """One value that was measured, or said to be.

    `key` is the date or period as it was written, `value` the quantity (1 or 0 for true and
    false). `confidence` is the owner's, from 0 to 1.
    """

    key: str
    when: When
    value: Quantity
    confidence: Decimal | None = None
    status: ReportedStatus | None = None
    note: str = ""
    by: str = ""


class CsvActuals(Value):
    """Actuals kept in a CSV file beside the goal file."""

    csv: Text
    """The file, relative to the goal file."""
    date: Text
    """The column with the dates or periods."""
    value: Text
    """The column with the values."""


def actuals_of(value: Any) -> tuple[Actual, ...] | CsvActuals:  # noqa: ANN401 - as a file holds it
    """The `actuals` of a goal file.

    Raises:
        ValueError: pydantic's, with one error for each date or value that is wrong.
    """
    if not isinstance(value, dict):
        raise invalid(f"expected a map from dates to values, found {shown(value)}", _REMEDY)
    if "csv" in value:
        return CsvActuals.model_validate(value)
    return tuple(actual for actual in read_parts(value.items(), _actual) if actual is not None)


def value_of(value: Any) -> Quantity:  # noqa: ANN401 - whatever a file may hold
    """What was measured: a quantity, or 1 and 0 for true and false.

    Raises:
        PydanticCustomError: for anything else.
    """
    found = _BOOLEANS.get(value) if isinstance(value, str) else None
    return found or quantity_of(value)


_REMEDY = "write {2026-01-31: 12, 2026-02-28: 29}"
_KEYS = {"value", "confidence", "status", "note", "by"}


def _actual(key: str, part: Any) -> Actual | None:  # noqa: ANN401 - whatever a file may hold
    when = when_of(key)
    if part is None:
        return None
    if not isinstance(part, dict):
        return Actual(key, when, value_of(part))
    unknown = [name for name in part if name not in _KEYS]
    if unknown:
        raise invalid(
            f"an actual has no key {shown(unknown[0])}",
            "the keys are value, confidence, status, note and by",
        )
    if part.get("value") is None:
        raise invalid("the actual has no `value`", "write {value: 29, note: …}")
    return Actual(
        key,
        when,
        value_of(part["value"]),
        _confidence(part.get("confidence")),
        _status(part.get("status")),
        _text(part.get("note")),
        _text(part.get("by")),
    )


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a file may hold
    return "" if value is None else text_of(value)


def _confidence(value: Any) -> Decimal | None:  # noqa: ANN401 - whatever a file may hold
    return None if value is None else share_of(value, "the confidence", "0.7 or 70%")


def _status(value: Any) -> ReportedStatus | None:  # noqa: ANN401 - whatever a file may hold
    if value is None:
        return None
    if value in tuple(ReportedStatus):
        return ReportedStatus(value)
    raise invalid(f"{shown(value)} is not one of {', '.join(ReportedStatus)}")


_VALUE_SCHEMA = {"anyOf": [QUANTITY_SCHEMA, *BOOLEAN_SCHEMA["anyOf"]]}
_OPTIONAL_TEXT = {"anyOf": [TEXT_SCHEMA, {"type": "null"}]}
_ACTUAL_SCHEMA: dict[str, Any] = {
    "anyOf": [
        *_VALUE_SCHEMA["anyOf"],
        {"type": "null"},
        {
            "type": "object",
            "properties": {
                "value": {"description": "what was measured", **_VALUE_SCHEMA},
                "confidence": {
                    "description": "how sure the owner is, from 0 to 1",
                    "anyOf": [*SHARE_SCHEMA["anyOf"], {"type": "null"}],
                },
                "status": {
                    "description": "the status as reported, shown beside the computed one",
                    "enum": [*map(str, ReportedStatus), None],
                },
                "note": {"description": "a comment", **_OPTIONAL_TEXT},
                "by": {"description": "who reported it", **_OPTIONAL_TEXT},
            },
            "required": ["value"],
            "additionalProperties": False,
        },
    ]
}
_CSV_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "csv": {"description": "the file, relative to the goal file", **TEXT_SCHEMA},
        "date": {"description": "the column with dates or periods", **TEXT_SCHEMA},
        "value": {"description": "the column with values", **TEXT_SCHEMA},
    },
    "required": ["csv", "date", "value"],
    "additionalProperties": False,
}

ActualsField = Annotated[
    tuple[Actual, ...] | CsvActuals,
    Parsed(
        actuals_of,
        {
            "anyOf": [
                {
                    "type": "object",
                    "propertyNames": WHEN_SCHEMA,
                    "additionalProperties": _ACTUAL_SCHEMA,
                },
                _CSV_SCHEMA,
            ]
        },
    ),
]
"""A field that holds actuals."""
