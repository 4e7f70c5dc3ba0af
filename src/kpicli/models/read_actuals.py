"""Actuals as goal files write them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from kpicli.fields.invalid import invalid, read_parts, shown
from kpicli.fields.notes import Parsed
from kpicli.fields.read import read
from kpicli.models.actual import (
    NO_REMARK,
    Actual,
    Actuals,
    CsvActuals,
    Remark,
    actuals_from,
    columns_of,
    remarks_in,
)
from kpicli.models.boolean import BOOLEAN_SCHEMA, BOOLEANS
from kpicli.models.choices import ReportedStatus
from kpicli.models.cut_off import remedy_of
from kpicli.models.period import WHEN_SCHEMA, When, when_of
from kpicli.models.plain_number import PLAIN_NUMBERS
from kpicli.models.quantity import QUANTITIES, QUANTITY_SCHEMA, Quantity, quantity_of
from kpicli.models.share import SHARE_SCHEMA, share_of
from kpicli.models.text import TEXT_SCHEMA, text_of

_BOOLEANS = {text: Quantity(Decimal(yes), "", text) for text, yes in BOOLEANS.items()}


def actuals_of(value: Any) -> Actuals | CsvActuals:  # noqa: ANN401 - as a file holds it
    """The `actuals` of a goal file.

    Raises:
        ValueError: pydantic's, with one error for each date or value that is wrong.
    """
    if not isinstance(value, dict):
        is_file = isinstance(value, str) and value.lower().endswith(".csv")
        remedy = f"write {{csv: {value}, date: DATE_COLUMN, value: VALUE_COLUMN}}"
        message = f"expected a map from dates to values, found {shown(value)}"
        raise invalid(message, remedy if is_file else _REMEDY)
    if "csv" in value:
        return read(CsvActuals, value)
    try:
        return _numbers(value)
    except (ValueError, KeyError, TypeError):
        found = read_parts(value.items(), _actual)
        return actuals_from(actual for actual in found if actual is not None)


def _numbers(value: dict[str, Any]) -> Actuals:
    """The actuals, all at once, where each has a number, as nearly all have.

    Raises:
        ValueError, KeyError, TypeError: for anything else, be it right or wrong.
    """
    dates = _dates(tuple(value))
    numbers, remarks = [*value.values()], []
    if dict in {*map(type, numbers)}:
        remarks = [_beside(part) if isinstance(part, dict) else NO_REMARK for part in numbers]
        numbers = [part["value"] if isinstance(part, dict) else part for part in numbers]
    return Actuals(*dates, *_columns(numbers), remarks_in(remarks))


def _columns(numbers: list[Any]) -> tuple[tuple[Decimal, ...], tuple[Quantity, ...]]:
    try:
        return tuple(map(PLAIN_NUMBERS.__getitem__, numbers)), ()
    except ValueError:
        quantities = tuple(filter(None, map(QUANTITIES.__getitem__, numbers)))
    if len(quantities) < len(numbers):
        raise TypeError("there is another value than a number")
    return columns_of(quantities)


# Most KPIs are measured on the same days.
@lru_cache(maxsize=1024)
def _dates(keys: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[When, ...]]:
    """The same keys, and the dates or periods that they are."""
    return keys, tuple(map(when_of, keys))


def value_of(value: Any) -> Quantity:  # noqa: ANN401 - whatever a file may hold
    """What was measured: a quantity, or 1 and 0 for true and false.

    Raises:
        InvalidError: for anything else.
    """
    found = _BOOLEANS.get(value) if isinstance(value, str) else None
    if found is None and isinstance(value, str) and (yes := _YES_OR_NO.get(value.strip().lower())):
        raise invalid(f"{shown(value)} is not a number", f"write {yes}, or a share such as 60%")
    return found or quantity_of(value)


_YES_OR_NO = {
    "yes": "true", "y": "true", "ja": "true", "oui": "true", "done": "true", "on": "true",
    "no": "false", "n": "false", "nein": "false", "non": "false", "off": "false",
}  # fmt: skip
"""What people write for true and false, and YAML takes for text."""

_REMEDY = "write {2026-01-31: 12, 2026-02-28: 29}"
_KEYS = {"value", *Remark._fields}


def _actual(key: str, part: Any) -> Actual | None:  # noqa: ANN401 - whatever a file may hold
    when = when_of(key, has_value=part is not None)
    if part is None:
        return None
    if not isinstance(part, dict):
        return Actual(key, when, value_of(part))
    _refuse_other_keys(part)
    if part.get("value") is None:
        raise invalid("the actual has no `value`", "write {value: 29, note: …}")
    return Actual(key, when, value_of(part["value"]), *_remark(*map(part.get, Remark._fields)))


def _refuse_other_keys(part: dict[str, Any]) -> None:
    if part.keys() <= _KEYS:
        return
    unknown = next(name for name in part if name not in _KEYS)
    raise invalid(
        f"an actual has no key {shown(unknown)}",
        remedy_of({unknown: part[unknown]}, "the keys are value, confidence, status, note and by"),
    )


def _beside(part: dict[str, Any]) -> Remark:
    _refuse_other_keys(part)
    return _remembered(*map(part.get, Remark._fields))


def _remark(confidence: Any, status: Any, note: Any, by: Any) -> Remark:  # noqa: ANN401 - as a file
    return Remark(_confidence(confidence), _status(status), _text(note), _text(by))


_remembered = lru_cache(maxsize=4096)(_remark)


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
    Actuals | CsvActuals,
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
