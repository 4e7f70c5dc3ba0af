"""The cells of the tables that `kpi export` writes: how a value becomes a text and comes back.

A text stands as it is. What is no text, or would be taken for something else, stands as YAML on
one line: `[a, {goal: b, weight: 2}]`, `{change: -300}`, `"[draft]"`. Lists of plain words have
semicolons between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.documents import Number, parse
from kpicli.documents.values import resolve
from kpicli.edit.scalars import quoted
from kpicli.edit.sheets.yaml_text import flow_text
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from kpicli.documents import Value

LISTS = frozenset({"tags", "stakeholders", "agreed_by", "contributes_to", "guardrails", "between"})
"""The fields whose words may stand with semicolons between them."""

_SIGNS = '[{"'
_BETWEEN = "; "
_IN_WORDS = set(";,[]{}\"'\n\r\t")


def cell_of(value: Value, field: str) -> str:
    """A value as the text of a cell; an empty one is a field that is not there."""
    if value is None:
        return "null" if field == "meta" else ""
    if isinstance(value, list):
        is_plain = field in LISTS and value and all(map(_is_word, value))
        return _BETWEEN.join(map(str, value)) if is_plain else flow_text(value)
    if isinstance(value, dict):
        return flow_text(value)
    if field == "meta":
        return str(value) if _keeps_its_kind(value) else quoted(value)
    is_list = field in LISTS and not _is_word(value)
    return quoted(value) if not value or value[0] in _SIGNS or is_list else str(value)


def value_of(cell: str, field: str) -> Value:
    """The value of a cell; what cannot be read as YAML is the text itself."""
    if not cell:
        return None
    if cell[0] in _SIGNS:
        document, findings = parse(SourceFile("", f"cell: {cell}\n"))
        if document is not None and not findings and len(document.data) == 1:
            return document.data["cell"]
        return cell
    if field == "meta":
        return resolve(cell)
    if field in LISTS and ";" in cell:
        return [part for item in cell.split(";") if (part := item.strip())]
    return typed(cell)


def typed(text: str) -> str:
    """A number as a number where it is written as people and programs agree, else the text."""
    meaning = resolve(text)
    is_usual = not text.startswith(("+", "0x", "0o")) and text == text.lower()
    has_zeros = len(text.lstrip("-")) > 1 and text.lstrip("-")[0] == "0" and "." not in text
    return meaning if isinstance(meaning, Number) and is_usual and not has_zeros else text


def _is_word(value: Value) -> bool:
    return (
        isinstance(value, str)
        and bool(value)
        and value == value.strip()
        and _IN_WORDS.isdisjoint(value)
        and value.isprintable()
    )


def _keeps_its_kind(value: str) -> bool:
    return bool(value) and value[0] not in _SIGNS and type(resolve(value)) is type(value)
