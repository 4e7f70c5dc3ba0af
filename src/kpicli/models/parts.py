"""The smaller parts of goals: links, baselines, interim targets, pace, budgets, agreements."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Struct

from kpicli.fields.field import Field
from kpicli.fields.invalid import invalid, invalid_key, read_parts, shown
from kpicli.fields.notes import Before, Parsed, Schema
from kpicli.fields.value import Value
from kpicli.models.choice import OneOf
from kpicli.models.choices import ChangedField, PaceShape
from kpicli.models.cut_off import COMMA_ENDS_VALUE, remedy_of
from kpicli.models.number import NUMBER_SCHEMA, number_of
from kpicli.models.period import DATE_SCHEMA, WHEN_SCHEMA, DateField, When, date_of, when_of
from kpicli.models.quantity import (
    QUANTITY_SCHEMA,
    Quantity,
    QuantityField,
    quantity_of,
)
from kpicli.models.text import TEXT_SCHEMA, Text, as_list, text_of

_DATE_OR_NULL: dict[str, Any] = {"anyOf": [DATE_SCHEMA, {"type": "null"}]}


class Baseline(Struct, frozen=True, gc=False):
    """Where a KPI started, and when, if it is known."""

    quantity: Quantity
    date: date | None = None


_OF_BASELINE = frozenset({"value", "date"})


def _baseline_of(value: Any) -> Baseline:  # noqa: ANN401 - whatever a file may hold
    if not isinstance(value, dict):
        return Baseline(quantity_of(value))
    start = value.get("value")
    if start is None or not value.keys() <= _OF_BASELINE:
        remedy = remedy_of(value, "write {value: 32, date: 2025-12-31}")
        raise invalid("a baseline has a `value` and may have a `date`", remedy)
    return Baseline(**dict(read_parts(value.items(), _part_of_baseline)))


def _part_of_baseline(key: str, part: Any) -> tuple[str, Any]:  # noqa: ANN401 - as a file holds it
    if key == "value":
        return "quantity", quantity_of(part)
    return key, None if part is None else date_of(part)


BaselineField = Annotated[
    Baseline,
    Parsed(
        _baseline_of,
        {
            "anyOf": [
                QUANTITY_SCHEMA,
                {
                    "type": "object",
                    "properties": {
                        "value": {"description": "the value at the start", **QUANTITY_SCHEMA},
                        "date": {"description": "when it was measured", **_DATE_OR_NULL},
                    },
                    "required": ["value"],
                    "additionalProperties": False,
                },
            ]
        },
    ),
]
"""A field that holds a baseline."""


class InterimTarget(Struct, frozen=True):
    """A target on the way, due at the end of a day."""

    key: str
    when: When
    quantity: Quantity


def _interim_targets_of(value: Any) -> tuple[InterimTarget, ...]:  # noqa: ANN401 - as a file holds
    if not isinstance(value, dict):
        raise invalid(
            f"expected a map from dates to quantities, found {shown(value)}",
            "write {2026-Q1: 10, 2026-Q2: 25}",
        )
    found = read_parts(value.items(), _interim_target)
    return tuple(target for target in found if target is not None)


def _interim_target(key: str, part: Any) -> InterimTarget | None:  # noqa: ANN401 - as a file holds
    when = when_of(key, has_value=part is not None)
    return None if part is None else InterimTarget(key, when, quantity_of(part))


InterimTargetsField = Annotated[
    tuple[InterimTarget, ...],
    Parsed(
        _interim_targets_of,
        {
            "type": "object",
            "propertyNames": WHEN_SCHEMA,
            "additionalProperties": {"anyOf": [QUANTITY_SCHEMA, {"type": "null"}]},
        },
    ),
]
"""A field that holds interim targets."""

Pace = PaceShape | tuple[Decimal, ...]
"""How progress is expected over time; a tuple holds the shares of equal slices of the period."""


_GROUP = r"0\d\d"
"""A part of a number that was cut at its commas: nobody writes 0 in three digits."""


def _pace_of(value: Any) -> Pace:  # noqa: ANN401 - whatever a file may hold
    if isinstance(value, str) and value in tuple(PaceShape):
        return PaceShape(value)
    shares = value.get("seasonal") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(shares, list) or not shares:
        raise invalid(
            f"{shown(value)} is not a pace",
            "write linear, geometric, step or {seasonal: [0.1, 0.2, 0.3, 0.4]}",
        )
    if any(isinstance(share, str) and re.fullmatch(_GROUP, share) for share in shares):
        raise invalid(f"{shown(', '.join(map(str, shares)))} are no shares", COMMA_ENDS_VALUE)
    numbers = tuple(map(number_of, shares))
    if min(numbers) < 0 or not any(numbers):
        raise invalid("seasonal shares are zero or more, and not all zero")
    return numbers


PaceField = Annotated[
    Pace,
    Parsed(
        _pace_of,
        {
            "anyOf": [
                {"enum": [*map(str, PaceShape)]},
                {
                    "type": "object",
                    "properties": {
                        "seasonal": {
                            "description": "the share of each of equal slices of the period",
                            "type": "array",
                            "items": NUMBER_SCHEMA,
                            "minItems": 1,
                        }
                    },
                    "required": ["seasonal"],
                    "additionalProperties": False,
                },
            ]
        },
    ),
]
"""A field that holds a pace."""


def _agreed_by_of(value: Any) -> dict[str, date | None]:  # noqa: ANN401 - whatever a file may hold
    if isinstance(value, dict):
        return dict(read_parts(value.items(), _agreement))
    items = as_list(value)
    if not isinstance(items, list):
        raise invalid("expected a list, or a map to dates", "write [finance, customer_service]")
    return dict.fromkeys(read_parts(enumerate(items), lambda _, item: text_of(item)))


def _agreement(party: str, day: Any) -> tuple[str, date | None]:  # noqa: ANN401 - as a file holds
    return text_of(party), None if day is None else date_of(day)


AgreedByField = Annotated[
    dict[str, date | None],
    Parsed(
        _agreed_by_of,
        {
            "anyOf": [
                TEXT_SCHEMA,
                {"type": "array", "items": TEXT_SCHEMA},
                {
                    "type": "object",
                    "propertyNames": TEXT_SCHEMA,
                    "additionalProperties": _DATE_OR_NULL,
                },
            ]
        },
    ),
]
"""The people and teams who agreed, with the date where it is known."""


def _amounts_of(value: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    """The resources that have an amount; the rest of a number that was cut has none."""
    if not isinstance(value, dict):
        return value
    found = {key: part for key, part in value.items() if part is not None}
    if len(found) < len(value):
        read_parts(((key, None) for key in value if key not in found), _check_resource)
    return found


def _check_resource(key: str, _: None) -> None:
    if key[:1].isdecimal():
        raise invalid_key(f"{shown(key)} is no resource, and has no amount", COMMA_ENDS_VALUE)


BudgetField = Annotated[
    dict[str, QuantityField],
    Before(_amounts_of),
    Schema(
        {
            "type": "object",
            "patternProperties": {"^[0-9]": QUANTITY_SCHEMA},
            "additionalProperties": {"anyOf": [QUANTITY_SCHEMA, {"type": "null"}]},
        }
    ),
]
"""What a goal takes or a team has, by resource: `eur`, `fte`."""


class TargetChange(Value):
    """A deliberate change, on the record."""

    date: DateField = Field(description="when it was decided")
    field: Annotated[ChangedField, OneOf(ChangedField)] = Field(
        ChangedField.TARGET, description="what was changed"
    )
    before: Any = Field(None, alias="from", description="the value before")
    after: Any = Field(None, alias="to", description="the value after")
    reason: Text | None = Field(None, description="why; without it the change is not excused")
    approved_by: Text | None = Field(None, description="who approved it")
