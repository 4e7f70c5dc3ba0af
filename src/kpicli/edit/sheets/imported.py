"""What an import comes to before it is written: records, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpicli.edit.sheets.references import Known
    from kpicli.reports.export import Exported


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that could not be understood as what its column is; it is kept in `meta`.

    `line` counts from 1, and is 0 where no row is known.
    """

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class There:
    """What the goal repository has already: goals, and teams and people with the words for them."""

    goals: tuple[Known, ...] = ()
    teams: dict[str, tuple[str, ...]] = field(default_factory=dict)
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """The definitions of a sheet, with the actuals as records of their own.

    `lines` has the line of each goal by its id. `kept` counts the cells of each column that stand
    in `meta`.
    """

    content: Exported
    unread: tuple[Unread, ...] = ()
    kept: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
