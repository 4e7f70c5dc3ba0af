"""Texts that were met before: goal files repeat their keys, dates and ids."""

from __future__ import annotations

from kpicli.documents.values import resolve
from kpicli.fields.memo import Memo

MERGE = "<<"


def _key(text: str) -> str | None:
    return None if text == MERGE or resolve(text) is None else text


SCALARS: Memo[str | None] = Memo(resolve)
"""Unquoted values by their text: None, `Boolean`, `Number` or `str`."""

KEYS: Memo[str | None] = Memo(_key)
"""Unquoted keys by their text; None for a null and for the merge key."""
