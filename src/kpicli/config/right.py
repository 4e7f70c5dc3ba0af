"""What is right of settings that have mistakes, so that more can be said about them at once."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from kpicli.config.load import table_at
from kpicli.config.settings import Settings
from kpicli.fields.invalid import refusals_in
from kpicli.fields.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MOST_ROUNDS = 10


def right_settings(root: Path) -> Settings:
    """The settings without those that are wrong; the defaults where they cannot be read at all."""
    try:
        table = table_at(root)
    except (OSError, ValueError, RecursionError):
        return Settings()
    for _ in range(_MOST_ROUNDS):
        try:
            return read(Settings, table)
        except ValueError as error:
            table = deepcopy(table)
            for part in refusals_in(error):
                _remove(table, part["loc"])
    return Settings()


def _remove(table: Any, location: Iterable[int | str]) -> None:  # noqa: ANN401 - a part of TOML
    """Take out the innermost entry of a table in which something is wrong."""
    above, entry = None, ""
    for key in location:
        if not isinstance(table, dict) or not isinstance(key, str) or key not in table:
            break
        above, entry, table = table, key, table[key]
    if above is not None:
        above.pop(entry)
