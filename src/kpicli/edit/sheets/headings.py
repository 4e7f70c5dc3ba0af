"""Dates and periods in the headings of columns, with what is below them."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from kpicli.edit.sheets.short_years import when_keys
from kpicli.edit.sheets.synonyms import ROLES, words_of
from kpicli.models.whens import week_of, when_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_ISO_WEEK = re.compile(r"[0-9]{4}-?W[0-9]{2}\Z")


def dated_fields(columns: Sequence[str]) -> dict[str, str]:
    """`actuals.2026-01` or `interim_targets.2026-01` for each column whose name says it."""
    fields: dict[str, str] = {}
    for field, roles in ROLES.items():
        row = [(column, text) for column in columns for text in _rests(column, roles)]
        keys = when_keys([text for _, text in row])
        for column, text in row:
            if text in keys:
                fields.setdefault(column, f"{field}.{keys[text]}")
    return fields


def said_of_headings(kept: Sequence[str], dated: Sequence[str]) -> Iterator[str]:
    """What else headings may mean: of columns with numbers that are kept, and of dated ones."""
    unclear = ((name, key) for name in kept for text in _all_rests(name) if (key := when_key(text)))
    for name, key in islice(unclear, 1):
        yield (
            f"`{name}` and its neighbours may be days or months, and are kept as they are;"
            f' `"{name}" = "actuals.{key}"` in the mapping makes it a month'
        )
    weeks = ((text, days) for name in dated for text in _all_rests(name) if (days := week_of(text)))
    others = (part for part in weeks if not _ISO_WEEK.match(part[0]))
    for text, days in islice(others, 1):
        yield f"`{text}` is taken for a week of ISO 8601, {days.replace('/', ' to ')}"


def _all_rests(column: str) -> Iterator[str]:
    return chain.from_iterable(_rests(column, roles) for roles in ROLES.values())


def _rests(column: str, roles: tuple[str, ...]) -> Iterator[str]:
    """What the name of a column says besides each of the roles that it has."""
    words = column.replace("_", " ").strip()
    known = words_of(words).split()
    return (_without(words, role) for role in roles if not role or role in known)


def _without(words: str, role: str) -> str:
    parts = [part for part in words.split() if words_of(part) != role]
    return " ".join(parts).strip(" ():-")
