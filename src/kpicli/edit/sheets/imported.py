"""What an import comes to before it is written: records, and what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from kpicli.edit.sheets.references import Known
    from kpicli.reports.export import Exported


class Unread(Struct, frozen=True):
    """A cell that could not be understood as what its column is; it is kept in `meta`.

    `line` counts from 1, and is 0 where no row is known.
    """

    line: int
    column: str
    value: str
    reason: str


class There(Struct, frozen=True):
    """What the goal repository has already: goals, and teams and people with the words for them.

    `absent` are the ids that stand in files which are not checked out.
    """

    goals: tuple[Known, ...] = ()
    teams: dict[str, tuple[str, ...]] = field(default_factory=dict)
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


class Imported(Struct, frozen=True):
    """The definitions of a sheet, with the actuals as records of their own.

    `lines` has the line of each goal by its id, and of an actual with a row of its own, in an
    export, by `id/date`. `kept` counts the cells of each column that stand
    in `meta`.
    """

    content: Exported
    unread: tuple[Unread, ...] = ()
    kept: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
