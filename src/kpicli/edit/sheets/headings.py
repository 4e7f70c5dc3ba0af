"""Dates and periods in the headings of columns, with what is below them."""

from __future__ import annotations

from kpicli.edit.sheets.synonyms import ROLES, words_of
from kpicli.edit.sheets.whens import when_key


def dated_field(column: str) -> str | None:
    """`actuals.2026-01` or `interim_targets.2026-01` from the name of a column."""
    words = column.replace("_", " ").strip()
    for field, roles in ROLES.items():
        for role in roles:
            if role and role not in words_of(words).split():
                continue
            rest = _without(words, role)
            if key := when_key(rest):
                return f"{field}.{key}"
    return None


def _without(words: str, role: str) -> str:
    parts = [part for part in words.split() if words_of(part) != role]
    return " ".join(parts).strip(" ():-")
