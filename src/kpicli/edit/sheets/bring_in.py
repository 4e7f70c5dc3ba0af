"""From a sheet, or from an export, to the goal files of a repository."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.edit.new_actual import Refusal
from kpicli.edit.sheets.goal_files import By, goal_files
from kpicli.edit.sheets.ids import Names
from kpicli.edit.sheets.imported import Imported, There
from kpicli.edit.sheets.references import Known
from kpicli.edit.sheets.rows import imported
from kpicli.edit.sheets.settle import Settled, Surroundings, settled, written
from kpicli.reports.export import KIND, Exported
from kpicli.workspace import Workspace, load_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.edit.sheets.mapping import Mapping
    from kpicli.edit.sheets.table import Table
    from kpicli.reports.export import Record

_NAMESPACES = ("goals", "metrics", "teams", "people")


def bring_in_table(table: Table, mapping: Mapping, by: By, around: Surroundings) -> Settled:
    """The goal files for a table under a mapping that fits it.

    Files of the same names are replaced: what they define does not count as being there.
    """
    first = imported(table, mapping, There())
    rest = _without_replaced(around, first.content, by)
    return settled(imported(table, mapping, _there(_workspace(rest))), by, rest)


def bring_in_export(export: Exported, by: By, around: Surroundings) -> Settled | Refusal:
    """The goal files for what `kpi export` wrote, as it is; refused where an id would stand twice.

    What loading finds wrong was wrong before, or in what somebody changed: `findings` has it.
    """
    content = _completed(export)
    rest = _without_replaced(around, content, by)
    wrong = _repeated(content) or _taken(content, _workspace(rest)) or _homeless(content)
    if wrong:
        return wrong
    return written(Imported(content), by, rest)


def _without_replaced(around: Surroundings, content: Exported, by: By) -> Surroundings:
    names = {around.path(name) for name in goal_files(content, by)}
    return replace(around, paths=tuple(path for path in around.paths if path not in names))


def _workspace(around: Surroundings) -> Workspace:
    return load_workspace(around.paths, around.read, around.context)[0]


def _there(workspace: Workspace) -> There:
    teams, people = workspace.teams.values(), workspace.people.values()
    return There(
        tuple(Known(goal.id, goal.model.title) for goal in workspace.goals.values()),
        {part.id: _words(part.model.title) for part in teams},
        {part.id: _words(part.model.name, part.model.email) for part in people},
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
    return {KIND: goal.get(KIND) or "kpi", **goal, "id": key, "title": title}


def _repeated(content: Exported) -> Refusal | None:
    for section in _NAMESPACES:
        counts = Counter(_ids(content, section))
        again = [key for key, count in counts.items() if count > 1]
        if again:
            remedy = "give each its own id, or leave the cell empty to get one from the title"
            return Refusal(
                f"the id `{again[0]}` stands {counts[again[0]]} times in {section}", remedy
            )
    return None


def _taken(content: Exported, workspace: Workspace) -> Refusal | None:
    for section in _NAMESPACES:
        known = getattr(workspace, section)
        taken = [key for key in _ids(content, section) if key in known]
        if taken:
            more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
            return Refusal(
                f"{section} are there already: `{taken[0]}` in {known[taken[0]].path}{more}",
                "import into an empty folder with --into, or remove those files first",
            )
    return None


def _homeless(content: Exported) -> Refusal | None:
    goals = set(_ids(content, "goals"))
    for actual in content.records("actuals"):
        if actual.get("id") not in goals:
            remedy = "add the goal to the sheet, or record it with `kpi record`"
            return Refusal(f"an actual is of `{actual.get('id')}`, which is no goal here", remedy)
    return None


def _ids(content: Exported, section: str) -> Iterator[str]:
    return (str(record.get("id")) for record in content.records(section))
