"""Targets in all their forms, and bounds."""

from __future__ import annotations

import re
from enum import Enum
from typing import Annotated, Any, NamedTuple

from kpicli.models.invalid import invalid, shown
from kpicli.models.parsed import Parsed
from kpicli.models.quantity import (
    QUANTITY,
    QUANTITY_SCHEMA,
    Quantity,
    parse_quantity,
    quantity_of,
)

_COMPARISON = r"(?:>=|<=|>|<|≥|≤)"
_RELATION = re.compile(rf"\s*({_COMPARISON})\s*(.+?)\s*\Z", re.DOTALL)
_IS_RANGE = re.compile(rf"\s*({QUANTITY})?\s*\.\.\s*({QUANTITY})?\s*\Z")
_SIGNED = re.compile(r"\s*[+\-\u2212]")


class Form(Enum):
    """What a target says about the value."""

    VALUE = "value"
    CHANGE = "change"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    COMPLETE = "complete"
    PROSE = "prose"


class Bounds(NamedTuple):
    """An interval of values; none means no bound on that side. `strict` leaves the bounds out."""

    low: Quantity | None
    high: Quantity | None
    strict: bool = False


class Target(NamedTuple):
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
    if text.strip().lower() == "complete":
        return Target(Form.COMPLETE, text)
    bounds = parse_bounds(text)
    if bounds is not None:
        return _from_bounds(bounds, text)
    quantity = _number(text)
    if quantity is None:
        return Target(Form.PROSE, text)
    return Target(Form.CHANGE if _is_change(quantity) else Form.VALUE, text, quantity)


def parse_bounds(text: str) -> Bounds | None:
    """Bounds from `>= a`, `<= a`, `> a`, `< a`, `a..b`, `a..` or `..b`, or none."""
    relation = _RELATION.match(text)
    if relation:
        quantity = parse_quantity(relation[2])
        if quantity is None:
            return None
        strict = relation[1] in {">", "<"}
        return (
            Bounds(quantity, None, strict)
            if relation[1][0] in ">≥"
            else Bounds(None, quantity, strict)
        )
    found = _IS_RANGE.match(text)
    if not found or not (found[1] or found[2]):
        return None
    return _with_shared_unit(
        parse_quantity(found[1]) if found[1] else None,
        parse_quantity(found[2]) if found[2] else None,
    )


def _with_shared_unit(low: Quantity | None, high: Quantity | None) -> Bounds | None:
    if low is None or high is None:
        return Bounds(low, high)
    low = low if low.unit else low._replace(unit=high.unit)
    high = high if high.unit else high._replace(unit=low.unit)
    return Bounds(low, high)


def _from_bounds(bounds: Bounds, text: str) -> Target:
    if bounds.low and bounds.high:
        return Target(Form.RANGE, text, None, bounds)
    form = Form.AT_LEAST if bounds.low else Form.AT_MOST
    return Target(form, text, bounds.low or bounds.high, bounds)


def _is_change(quantity: Quantity) -> bool:
    if not _SIGNED.match(quantity.text):
        return False
    return quantity.unit in {"%", "pp"} or quantity.text.lstrip().startswith("+")


def _number(text: str) -> Quantity | None:
    try:
        return quantity_of(text)
    except ValueError:
        return None


def target_of(value: Any) -> Target:  # noqa: ANN401 - whatever a file may hold
    """A scalar or one of the mappings as a target.

    Raises:
        PydanticCustomError: for a list, an empty text, or a mapping of another shape.
    """
    if isinstance(value, dict):
        return _from_mapping({key: part for key, part in value.items() if part is not None})
    if not isinstance(value, str) or not value.strip():
        raise invalid(f"expected a target, found {shown(value)}", _REMEDY)
    target = parse_target(str(value))
    _refuse_backward(target.bounds)
    return target


_REMEDY = "write a target such as 50, +20%, '>= 95%', 45..55 or complete"
_LEVELS = {"commit", "target", "stretch"}


def _from_mapping(value: dict[str, Any]) -> Target:
    if value.keys() == {"change"}:
        quantity = quantity_of(value["change"])
        return Target(Form.CHANGE, quantity.text, quantity)
    if value.keys() == {"value"}:
        quantity = quantity_of(value["value"])
        return Target(Form.VALUE, quantity.text, quantity)
    if "target" not in value or not value.keys() <= _LEVELS:
        raise invalid(
            f"a target cannot be a mapping with the keys {', '.join(map(shown, value))}",
            "write {commit: 40, target: 50, stretch: 65}, {change: -300} or {value: -10%}",
        )
    middle = target_of(value["target"])
    return middle._replace(commit=_level(value, "commit"), stretch=_level(value, "stretch"))


def _level(value: dict[str, Any], key: str) -> Quantity | None:
    if key not in value:
        return None
    target = target_of(value[key])
    if target.quantity is None:
        raise invalid(f"the level `{key}` is {shown(value[key])}, not a number", _REMEDY)
    return target.quantity


def bounds_of(value: Any) -> Bounds:  # noqa: ANN401 - whatever a file may hold
    """A scalar as bounds; a single number means exactly that value.

    Raises:
        PydanticCustomError: for anything else.
    """
    bounds = parse_bounds(value) if isinstance(value, str) else None
    if bounds is None:
        quantity = _number(value) if isinstance(value, str) else None
        if quantity is None:
            raise invalid(
                f"{shown(value)} is not a range", "write '>= 0', '<= 100%', 0..100, 0.. or ..100"
            )
        return Bounds(quantity, quantity)
    _refuse_backward(bounds)
    return bounds


def _refuse_backward(bounds: Bounds | None) -> None:
    if bounds is None or bounds.low is None or bounds.high is None:
        return
    if bounds.low.unit == bounds.high.unit and bounds.low.value > bounds.high.value:
        raise invalid(
            f"the range begins at {bounds.low.text.strip()} and ends below it, "
            f"at {bounds.high.text.strip()}",
            "write the smaller number first",
        )


_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_LEVEL: dict[str, Any] = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": rf"^\s*(?:{_COMPARISON}\s*)?{QUANTITY}\s*$"},
    ]
}
_TARGET_SCHEMA: dict[str, Any] = {
    "anyOf": [
        _SCALAR,
        {
            "type": "object",
            "properties": {
                "commit": {"anyOf": [*_LEVEL["anyOf"], {"type": "null"}]},
                "target": _SCALAR,
                "stretch": {"anyOf": [*_LEVEL["anyOf"], {"type": "null"}]},
            },
            "required": ["target"],
            "additionalProperties": False,
        },
        *(
            {
                "type": "object",
                "properties": {key: QUANTITY_SCHEMA},
                "required": [key],
                "additionalProperties": False,
            }
            for key in ("change", "value")
        ),
    ]
}
BOUNDS_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number"},
        {
            "type": "string",
            "pattern": rf"^\s*(?:{_COMPARISON}\s*{QUANTITY}|{QUANTITY}|"
            rf"{QUANTITY}\s*\.\.\s*(?:{QUANTITY})?|\.\.\s*{QUANTITY})\s*$",
        },
    ]
}

TargetField = Annotated[Target, Parsed(target_of, _TARGET_SCHEMA)]
"""A field that holds a target."""

BoundsField = Annotated[Bounds, Parsed(bounds_of, BOUNDS_SCHEMA)]
"""A field that holds a range."""
