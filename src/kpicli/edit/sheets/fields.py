"""One cell as the value of a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.edit.sheets.own_cells import typed, value_of
from kpicli.formulas import FormulaError, parse_formula
from kpicli.models.bounds import bounds_of
from kpicli.models.choices import (
    Aggregation,
    Cadence,
    Direction,
    Indicator,
    Level,
    Lifecycle,
    PaceShape,
    Perspective,
    ReportedStatus,
    Rollup,
)
from kpicli.models.number import number_of
from kpicli.models.period import date_of, period_of
from kpicli.models.quantity import quantity_of, tolerance_of
from kpicli.models.read_actuals import value_of as measured
from kpicli.models.target import Form, parse_target, target_of
from kpicli.models.whens import is_ambiguous, when_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.documents import Value
    from kpicli.edit.sheets.mapping import Mapping

CHOICES: dict[str, tuple[str, ...]] = {
    "direction": tuple(Direction),
    "status": tuple(Lifecycle),
    "cadence": tuple(Cadence),
    "perspective": tuple(Perspective),
    "indicator": tuple(Indicator),
    "level": tuple(Level),
    "rollup": tuple(Rollup),
    "aggregation": tuple(Aggregation),
    "actual.status": tuple(ReportedStatus),
    "kind": ("kpi", "objective"),
    "pace": tuple(PaceShape),
}
"""The fields that take one of some words, with the words."""

NUMERIC = frozenset(
    {
        "target", "target.commit", "target.stretch", "baseline", "tolerance", "weight", "range",
        "benchmark", "actual.value", "actual.confidence", "actuals", "interim_targets",
    }
)  # fmt: skip
"""The fields with numbers, in which decimals may stand behind a comma."""

PARTED = frozenset({"tags", "stakeholders", "agreed_by"})
"""The fields that take several words."""

DAYS = ("period.start", "period.end")
"""The fields that are the first and the last day of a period."""

_COMMA = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.\u00a0 ']\d{3})+(?:,\d+)?|\d+,\d+)(?![\d.,]*\d)")
_GROUPS = re.compile(r"(?<=\d)['\u2019](?=\d{3}(?!\d))")


_EITHER_FIRST = (
    'may have the day or the month first; write `dates = "day"` or `dates = "month"` in the mapping'
)


class Reading(Struct, frozen=True):
    """What a cell says: the value, or why there is none.

    `is_whole` says that the cell's text can be told from the value; what cannot is kept beside it.
    """

    value: Value
    is_whole: bool = True
    reason: str = ""


def read_cell(cell: str, field: str, column: str, mapping: Mapping) -> Reading:
    """A cell, which is not empty, as the value of a field."""
    words = mapping.values.get(column, {})
    known = {word.casefold(): meaning for word, meaning in words.items()}
    meaning = known.get(cell.casefold())
    if meaning is None:
        return read_text(cell, field, mapping)
    if not meaning:
        return Reading(None, is_whole=False)
    is_one_to_one = len(set(known.values())) == len(known)
    reading = read_text(meaning, field, mapping)
    return Reading(reading.value, reading.is_whole and is_one_to_one, reading.reason)


def read_text(text: str, field: str, mapping: Mapping) -> Reading:
    """A text as the value of a field, with the mapping's ways of writing numbers and dates."""
    name = field.partition(".")[0] if field.startswith(("actuals.", "interim_")) else field
    if name in CHOICES:
        return _choice(text, name)
    if name in PARTED:
        return Reading([part for item in re.split(r"[;,|\n]", text) if (part := item.strip())])
    if name in NUMERIC:
        return _numeric(text, name, mapping)
    if name in {"period", "reviewed", "baseline.date", "actual.date", *DAYS}:
        return _when(text, name, mapping)
    if name == "budget":
        return _mapped(text)
    if name == "formula":
        formula = parse_formula(text)
        return (
            Reading(None, reason=formula.message)
            if isinstance(formula, FormulaError)
            else Reading(text)
        )
    return Reading(text)


def with_point(text: str) -> str:
    """A text in which decimals stand behind a comma, with a point and without groups."""
    return _COMMA.sub(lambda found: re.sub(r"[.\u00a0 ']", "", found[0]).replace(",", "."), text)


def _choice(text: str, field: str) -> Reading:
    word = re.sub(r"[\s-]+", "_", text.lower())
    if word in CHOICES[field]:
        return Reading(word)
    return Reading(None, reason=f"`{text[:60]}` is not one of {', '.join(CHOICES[field])}")


def _numeric(text: str, field: str, mapping: Mapping) -> Reading:
    written = with_point(text) if mapping.decimal == "," else _GROUPS.sub("", text)
    if field == "target" and parse_target(written).form is Form.PROSE:
        written = text
    reason = _refusal(_READERS[field], written)
    return Reading(None, reason=reason) if reason else Reading(typed(written))


def _when(text: str, field: str, mapping: Mapping) -> Reading:
    if is_ambiguous(text, mapping.dates):
        return Reading(None, reason=f"`{text[:60]}` {_EITHER_FIRST}")
    key = when_key(text, mapping.dates) or text
    if field == "actual.date":
        return Reading(key) if when_key(key) else Reading(None, reason=_no_date(text))
    reason = _refusal(period_of if field == "period" else date_of, key)
    return Reading(None, reason=reason) if reason else Reading(typed(key))


def _no_date(text: str) -> str:
    return f"`{text[:60]}` is not a date or a period"


def _mapped(text: str) -> Reading:
    value = value_of(text, "budget")
    if isinstance(value, dict):
        return Reading(value)
    return Reading(None, reason="a budget is written {eur: 250000, fte: 3}")


def _refusal(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except ValueError as error:
        return str(error)
    return ""


_READERS: dict[str, Callable[[str], object]] = {
    "target": target_of,
    "target.commit": quantity_of,
    "target.stretch": quantity_of,
    "baseline": quantity_of,
    "tolerance": tolerance_of,
    "weight": number_of,
    "range": bounds_of,
    "benchmark": bounds_of,
    "actual.value": measured,
    "actual.confidence": quantity_of,
    "actuals": measured,
    "interim_targets": quantity_of,
}
