"""What the cells of a column look like."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kpicli.edit.sheets.fields import CHOICES, DAYS, NUMERIC, with_point
from kpicli.edit.sheets.synonyms import meaning_of
from kpicli.formulas import FormulaError, parse_formula
from kpicli.models.period import parse_date
from kpicli.models.read_actuals import value_of
from kpicli.models.target import Form, parse_target
from kpicli.models.text import is_id
from kpicli.models.whens import when_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kpicli.edit.sheets.table import Table

_LOOKED_AT = 500
_MOST = 0.5
_UNIT = re.compile(r"\S{1,15}|\S+ (?:per|/|a) \S+")
_ONLY_COMMA = re.compile(
    r"\d,\d{1,2}(?!\d)|\d,\d{4,}|\d\.\d{3},\d|\d\.\d{3}\.\d{3}|(?<![\d.,])0,\d"
)
_ONLY_POINT = re.compile(
    r"\d\.\d{1,2}(?!\d)|\d\.\d{4,}|\d,\d{3}\.\d|\d,\d{3},\d{3}|(?<![\d.,])0\.\d"
)
_EITHER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")
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
    cells = [cell for _, cell in _numeric_cells(table, columns)]
    return _any(_ONLY_COMMA, cells) and not _any(_ONLY_POINT, cells)


def either_decimals(table: Table, columns: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The columns in which a point may stand before decimals as well as between thousands.

    Each with its first such number: `1.234`. Empty where some number of the table tells.
    """
    cells = list(_numeric_cells(table, columns))
    texts = [cell for _, cell in cells]
    if _any(_ONLY_COMMA, texts) or _any(_ONLY_POINT, texts):
        return {}
    found: dict[str, str] = {}
    for name, cell in cells:
        number = _EITHER.search(cell)
        if number and _is_number(cell):
            found.setdefault(name, number[0])
    return found


def _numeric_cells(table: Table, columns: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, field in columns:
        if _first(field) in NUMERIC or field in NUMERIC:
            yield from ((name, cell) for cell in table.values(name))


def _any(pattern: re.Pattern[str], cells: Iterable[str]) -> bool:
    return any(pattern.search(cell) and _is_number(cell) for cell in cells)


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
