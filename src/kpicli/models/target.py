"""Targets in all their forms, and bounds."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace

from kpicli.fields.invalid import invalid, shown
from kpicli.fields.memo import Memo
from kpicli.fields.notes import Parsed
from kpicli.models.bounds import COMPARISON, Bounds, is_relation, parse_bounds, refuse_backward
from kpicli.models.cut_off import remedy_of
from kpicli.models.quantity import (
    LIMITS_SCHEMA,
    QUANTITY_SCHEMA,
    Quantity,
    number_schema,
    parse_quantity,
    quantity_of,
    refuse_size,
)
from kpicli.models.quantity_grammar import QUANTITY
from kpicli.models.text import TEXT_SCHEMA

_SIGNS = ("+", "-", "\u2212")
_SIGNS_OF_BOUNDS = "<>=\u2264\u2265 "


class Form(Enum):
    """What a target says about the value."""

    VALUE = "value"
    CHANGE = "change"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    COMPLETE = "complete"
    PROSE = "prose"


class Target(Struct, frozen=True, gc=False):
    """A target as it was written.

    `quantity` is the number of a value, a change or a threshold; `bounds` those of a threshold or
    a range. Prose has neither. `commit` and `stretch` are the outer levels where three are given;
    the rest is then the middle one.
    """

    form: Form
    text: str
    quantity: Quantity | None = None
    bounds: Bounds | None = None
    commit: Quantity | None = None
    stretch: Quantity | None = None


def parse_target(text: str) -> Target:
    """A target from its text. What has no other form is prose."""
    # Most are quantities, and no bounds are.
    quantity = None if is_relation(text) else parse_quantity(text)
    if quantity is not None:
        return Target(Form.CHANGE if _is_change(quantity) else Form.VALUE, text, quantity)
    bounds = parse_bounds(text)
    if bounds is not None:
        return _from_bounds(bounds, text)
    return Target(Form.COMPLETE if text.strip().lower() == "complete" else Form.PROSE, text)


def _from_bounds(bounds: Bounds, text: str) -> Target:
    if bounds.low and bounds.high:
        return Target(Form.RANGE, text, None, bounds)
    form = Form.AT_LEAST if bounds.low else Form.AT_MOST
    return Target(form, text, bounds.low or bounds.high, bounds)


def _is_change(quantity: Quantity) -> bool:
    text = quantity.text.lstrip()
    return text.startswith(_SIGNS) and (text[0] == "+" or quantity.unit in {"%", "pp"})


def target_of(value: Any) -> Target:  # noqa: ANN401 - whatever a file may hold
    """A scalar or one of the mappings as a target.

    Raises:
        InvalidError: for a list, an empty text, or a mapping of another shape.
    """
    if isinstance(value, dict):
        return _from_mapping(value)
    if not isinstance(value, str):
        raise invalid(f"expected a target, found {shown(value)}", _REMEDY)
    return _TARGETS[value]


def _from_text(text: str) -> Target:
    if not text.strip():
        raise invalid(f"expected a target, found {shown(text)}", _REMEDY)
    target = parse_target(text)
    refuse_backward(target.bounds)
    if target.form is Form.PROSE:
        for part in text.split(".."):
            refuse_size(part.strip().lstrip(_SIGNS_OF_BOUNDS))
    return target


_TARGETS = Memo(_from_text)
_REMEDY = "write a target such as 50, +20%, '>= 95%', 45..55 or complete"
_LEVELS = ("commit", "target", "stretch")
_ALONE = ("change", "value")


def _from_mapping(value: dict[str, Any]) -> Target:
    if value.keys() == {"change"}:
        quantity = quantity_of(value["change"])
        return Target(Form.CHANGE, quantity.text, quantity)
    if value.keys() == {"value"}:
        quantity = quantity_of(value["value"])
        return Target(Form.VALUE, quantity.text, quantity)
    if value.get("target") is None or not value.keys() <= set(_LEVELS):
        raise invalid(
            f"a target cannot be a mapping with the keys {', '.join(map(shown, value))}",
            remedy_of(
                value,
                "write {commit: 40, target: 50, stretch: 65}, {change: -300} or {value: -10%}",
            ),
        )
    middle = _level(value, "target")
    commit, stretch = (_outer_level(value, key, middle) for key in ("commit", "stretch"))
    return replace(middle, commit=commit, stretch=stretch)


def _level(value: dict[str, Any], key: str) -> Target:
    level = value[key]
    if isinstance(level, dict) and not level.keys() <= set(_ALONE):
        raise invalid(f"the level `{key}` is a mapping", "write {change: -300} or a number")
    return target_of(level)


def _outer_level(value: dict[str, Any], key: str, middle: Target) -> Quantity | None:
    if value.get(key) is None:
        return None
    level = _level(value, key)
    if level.quantity is None:
        raise invalid(f"the level `{key}` is {shown(value[key])}, not a number", _REMEDY)
    if (level.form is Form.CHANGE) is not (middle.form is Form.CHANGE):
        raise invalid(
            f"of the levels `{key}` and `target`, one is a change and the other is not",
            "write all levels as changes, or none",
        )
    return level.quantity


_NULL = {"type": "null"}


def _mapping(required: str, parts: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": parts,
        "required": [required],
        "additionalProperties": False,
    }


_CHANGE = _mapping("change", {"change": {"description": "by how much", **QUANTITY_SCHEMA}})
_VALUE = _mapping("value", {"value": {"description": "the value itself", **QUANTITY_SCHEMA}})
LEVEL_SCHEMA: dict[str, Any] = {
    "anyOf": [number_schema(rf"(?:{COMPARISON}\s*)?{QUANTITY}"), _CHANGE, _VALUE],
}
_SCALAR_SCHEMA = {**TEXT_SCHEMA, **LIMITS_SCHEMA}
_TARGET_SCHEMA = {
    "anyOf": [
        _SCALAR_SCHEMA,
        _mapping(
            "target",
            {
                "commit": {"description": "what is promised", "anyOf": [LEVEL_SCHEMA, _NULL]},
                "target": {
                    "description": "what is aimed at",
                    "anyOf": [_SCALAR_SCHEMA, _CHANGE, _VALUE],
                },
                "stretch": {
                    "description": "what would be outstanding",
                    "anyOf": [LEVEL_SCHEMA, _NULL],
                },
            },
        ),
        _CHANGE,
        _VALUE,
    ]
}
TargetField = Annotated[Target, Parsed(target_of, _TARGET_SCHEMA)]
"""A field that holds a target."""
