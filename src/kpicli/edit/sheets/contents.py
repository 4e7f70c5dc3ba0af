"""What the cells of a column look like."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kpicli.edit.sheets.fields import CHOICES, DAYS, NUMERIC, with_point
from kpicli.edit.sheets.synonyms import meaning_of
from kpicli.edit.sheets.whens import when_key
from kpicli.formulas import FormulaError, parse_formula
from kpicli.models.period import parse_date
from kpicli.models.read_actuals import value_of
from kpicli.models.target import Form, parse_target
from kpicli.models.text import is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kpicli.edit.sheets.table import Table

_LOOKED_AT = 500
_MOST = 0.5
_UNIT = re.compile(r"\S{1,15}|\S+ (?:per|/|a) \S+")
_ONLY_COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\d,\d{4,}|\d\.\d{3},\d")
_ONLY_POINT = re.compile(r"\d\.\d{1,2}(?!\d)|\d\.\d{4,}|\d,\d{3}\.\d")
_LONGEST_NAME = 80


def fits(field: str, values: Sequence[str]) -> bool:
    """Whether most cells of a column can be what a field holds; an empty column can be.

    A beginning or an end is one only where each cell is a date.
    """
    if field in DAYS:
        return bool(values) and all(map(_is_day, values))
    return _share(values, _CHECKS.get(field) or _check_of(field)) >= _MOST


def numeric_share(values: Sequence[str]) -> float:
    """How many of the cells are numbers, from 0 to 1; 1 of an empty column."""
    return _share(values, _is_number)


def comma_decimals(table: Table, columns: Iterable[tuple[str, str]]) -> bool:
    """Whether decimals stand behind a comma: some number says so, and none says otherwise."""
    numeric = [name for name, field in columns if _first(field) in NUMERIC or field in NUMERIC]
    cells = [cell for name in numeric for cell in table.values(name)]
    has_comma = any(_ONLY_COMMA.search(cell) and _is_number(cell) for cell in cells)
    return has_comma and not any(_ONLY_POINT.search(cell) and _is_number(cell) for cell in cells)


def _first(field: str) -> str:
    return field.partition(".")[0]


def _share(values: Sequence[str], check: Callable[[str], bool]) -> float:
    looked_at = list(islice(values, _LOOKED_AT))
    return sum(map(check, looked_at)) / len(looked_at) if looked_at else 1.0


def _check_of(field: str) -> Callable[[str], bool]:
    if field in CHOICES:
        words = {choice.replace("_", " ") for choice in CHOICES[field]}
        return lambda cell: (
            cell.casefold().replace("_", " ").replace("-", " ") in words
            or bool(meaning_of(cell, field))
        )
    return lambda _: True


def _is_day(cell: str) -> bool:
    return parse_date(when_key(cell, "day") or "") is not None


def _is_wording(cell: str) -> bool:
    """Whether a cell is words, and neither a number nor a target such as `<= 3`."""
    return not _is_number(cell) and parse_target(with_point(cell)).form is Form.PROSE


def _is_number(cell: str) -> bool:
    try:
        value_of(cell)
    except ValueError:
        return _reads(with_point(cell))
    return True


def _reads(cell: str) -> bool:
    try:
        value_of(cell)
    except ValueError:
        return False
    return True


def _is_name(cell: str) -> bool:
    return len(cell) <= _LONGEST_NAME and "\n" not in cell


_CHECKS: dict[str, Callable[[str], bool]] = {
    "id": is_id,
    "unit": lambda cell: _UNIT.fullmatch(cell) is not None and not _is_number(cell),
    "baseline": _is_number,
    "weight": _is_number,
    "tolerance": _is_number,
    "target.commit": _is_number,
    "target.stretch": _is_number,
    "actual.value": _is_number,
    "actual.confidence": _is_number,
    "actual.date": lambda cell: when_key(cell, "day") is not None,
    "reviewed": lambda cell: when_key(cell, "day") is not None,
    "period": lambda cell: when_key(cell) is not None,
    "formula": lambda cell: not isinstance(parse_formula(cell), FormulaError),
    "owner": _is_name,
    "team": _is_name,
    "title": lambda cell: not _is_number(cell),
    "objective": _is_wording,
}
