"""Goal repositories on their way out and back again, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpicli.edit.sheets import By, Opened, Settled, Surroundings, bring_in_export
from kpicli.edit.sheets.csv_text import csv_table
from kpicli.edit.sheets.opened import recognised
from kpicli.edit.sheets.own import json_records
from kpicli.edit.sheets.workbook import workbook_tables
from kpicli.fields.read import read
from kpicli.models.actual import NO_ACTUALS
from kpicli.models.contribution import Contribution
from kpicli.models.goal import Kpi
from kpicli.render.reports.sheets import export_json, sheets_of, texts_of
from kpicli.render.reports.workbook import workbook
from kpicli.reports.export import Exported, exported
from kpicli.workspace import Context, Read, Workspace, load_workspace
from repository import AS_OF, reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kpicli.edit import Refusal
    from kpicli.fields.value import Value
    from kpicli.models.actual import Actuals


def through_csv(export: Exported) -> Exported:
    """An export that was a folder of CSV files for a while."""
    tables = (csv_table(name[:-4], text.encode()) for name, text in texts_of(sheets_of(export)))
    return _export(recognised(tuple(tables)))


def through_excel(export: Exported) -> Exported:
    """An export that was a workbook for a while."""
    tables = workbook_tables(workbook(sheets_of(export)))
    assert isinstance(tables, tuple), tables
    return _export(recognised(tables))


def through_json(export: Exported) -> Exported:
    """An export that was a JSON document for a while."""
    found = json_records(export_json(export))
    assert isinstance(found, Exported), found
    return found


def _export(found: Opened | Refusal) -> Exported:
    assert isinstance(found, Opened), found
    assert found.export is not None
    return found.export


WAYS: dict[str, Callable[[Exported], Exported]] = {
    "csv": through_csv,
    "xlsx": through_excel,
    "json": through_json,
}


def back_again(workspace: Workspace, read: Read, way: str, by: By = By.TEAM) -> Workspace:
    """The workspace that comes of exporting one and importing that into an empty folder."""
    export = WAYS[way](exported(workspace, read))
    context = Context(AS_OF, workspace.calendar)
    settled = bring_in_export(export, {}, by, Surroundings((), reader({}), context))
    assert isinstance(settled, Settled), settled
    return loaded(settled.texts, context)


def loaded(texts: Mapping[str, str], context: Context) -> Workspace:
    """The workspace in some texts, whatever is wrong with them."""
    return load_workspace(texts, reader(texts), context)[0]


def meaning(workspace: Workspace) -> dict[str, Any]:
    """All that a workspace says but for where it stands: links of nesting, actuals of CSV files."""
    return {
        "goals": {key: _goal(workspace, key) for key in sorted(workspace.goals)},
        "metrics": {
            key: parts_of(part.model)
            for key, part in sorted(workspace.metrics.items())
            if not isinstance(part.model, Kpi)
        },
        "teams": {key: parts_of(part.model) for key, part in sorted(workspace.teams.items())},
        "people": {key: parts_of(part.model) for key, part in sorted(workspace.people.items())},
        "tensions": [parts_of(part.model) for part in workspace.tensions],
    }


def parts_of(model: Value) -> dict[str, Any]:
    """All fields of a model with what it has there."""
    return {name: getattr(model, name) for name in model.fields}


def _goal(workspace: Workspace, key: str) -> dict[str, Any]:
    goal = workspace.goals[key]
    model = goal.model
    data: dict[str, Any] = {"kind": type(model).__name__, **parts_of(model)}
    links = model.contributes_to
    if goal.nested_in and goal.nested_in not in {link.goal for link in links}:
        links = (*links, read(Contribution, {"goal": goal.nested_in}))
    data["contributes_to"] = links
    if isinstance(model, Kpi):
        data["actuals"] = _actuals(workspace, key) or model.inline_actuals
    return data


def _actuals(workspace: Workspace, key: str) -> Actuals:
    return workspace.csv_actuals.get(key, NO_ACTUALS)
