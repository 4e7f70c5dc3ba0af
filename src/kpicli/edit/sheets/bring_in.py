"""From a sheet, or from an export, to the goal files of a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.edit.sheets.edited import KINDS, faults
from kpicli.edit.sheets.goal_files import By, goal_files
from kpicli.edit.sheets.ids import Names
from kpicli.edit.sheets.imported import Imported, There
from kpicli.edit.sheets.references import Known
from kpicli.edit.sheets.rows import imported
from kpicli.edit.sheets.settle import Settled, Surroundings, readable, settled
from kpicli.reports.export import KIND, Exported
from kpicli.workspace import Workspace, load_workspace

if TYPE_CHECKING:
    from kpicli.edit.new_actual import Refusal
    from kpicli.edit.sheets.edited import Lines
    from kpicli.edit.sheets.mapping import Mapping
    from kpicli.edit.sheets.table import Table
    from kpicli.reports.export import Record


def bring_in_table(table: Table, mapping: Mapping, by: By, around: Surroundings) -> Settled:
    """The goal files for a table under a mapping that fits it.

    Files of the same names are replaced: what they define does not count as being there.
    """
    first = imported(table, mapping, There())
    rest = _without_replaced(around, first.content, by)
    return settled(imported(table, mapping, _there(_workspace(rest))), by, rest)


def bring_in_export(
    export: Exported, lines: Lines, by: By, around: Surroundings
) -> Settled | tuple[Refusal, ...]:
    """The goal files for what `kpi export` wrote, or all reasons why something would get lost.

    A value that no goal file takes goes to `meta`, as it does from any other table. Other things
    that loading finds, such as a link to itself, were there before: `findings` has them.
    """
    content = _completed(export)
    rest = _without_replaced(around, content, by)
    wrong = tuple(faults(content, lines, _workspace(rest)))
    return wrong or readable(Imported(content, lines=_lines(content, lines)), by, rest)


def _lines(content: Exported, lines: Lines) -> dict[str, int]:
    """The lines of goals by their ids, and of actuals by `id/date`."""
    goals = (str(goal["id"]) for goal in content.records("goals"))
    actuals = (f"{part['id']}/{part['date']}" for part in content.records("actuals"))
    found = dict(zip(goals, lines.get("goals", ()), strict=False))
    return found | dict(zip(actuals, lines.get("actuals", ()), strict=False))


def _without_replaced(around: Surroundings, content: Exported, by: By) -> Surroundings:
    names = {around.path(name) for name in goal_files(content, by)}
    paths = tuple(path for path in around.paths if path not in names)
    absent = {path: part for path, part in around.absent.items() if path not in names}
    return replace(around, paths=paths, absent=absent)


def _workspace(around: Surroundings) -> Workspace:
    return load_workspace(around.paths, around.read, around.context, absent=around.absent)[0]


def _there(workspace: Workspace) -> There:
    teams, people = workspace.teams.values(), workspace.people.values()
    return There(
        tuple(Known(goal.id, goal.model.title) for goal in workspace.goals.values()),
        {part.id: _words(part.model.title) for part in teams},
        {part.id: _words(part.model.name, part.model.email) for part in people},
        frozenset(workspace.absent),
    )


def _words(*words: str | None) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _completed(export: Exported) -> Exported:
    """The export with ids for the goals that somebody added without one."""
    goals = export.records("goals")
    names = Names({str(goal["id"]) for goal in goals if goal.get("id")})
    complete = tuple(_complete(goal, names) for goal in goals)
    return Exported({**export.sections, "goals": complete})


def _complete(goal: Record, names: Names) -> Record:
    title = str(goal.get("title") or goal.get("id") or "goal")
    key = goal.get("id") or names.give(title, str(goal.get("team") or ""), "", "goal")
    kind = str(goal.get(KIND) or "kpi")
    known = kind.casefold() if kind.casefold() in KINDS else kind
    return {**goal, KIND: known, "id": key, "title": title}
