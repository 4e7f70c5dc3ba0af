"""What to say of a goal that is not among those that were loaded."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from kpicli.cli.output import Failure
from kpicli.findings import SYNTAX_ERROR, UNREADABLE_FILE, did_you_mean
from kpicli.source import Span
from kpicli.workspace import ids_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.cli.session import Session
    from kpicli.findings import Finding
    from kpicli.workspace import Workspace

_OF_WHOLE_FILES = frozenset({SYNTAX_ERROR, UNREADABLE_FILE})


def unknown_goal(session: Session, key: str, words: str, known: Iterable[str]) -> Failure:
    """Where the goal may be; `words` say that it is not there, `known` is what may be meant."""
    workspace = session.workspace
    if key in workspace.broken_ids and key not in workspace.unread:
        return Failure(f"`{key}` could not be loaded", "`kpi check` says why")
    if key in workspace.absent:
        path = workspace.absent[key]
        remedy = f"`git sparse-checkout add {posixpath.dirname(path) or '.'}` brings it"
        return Failure(f"`{key}` stands in {path}, which is not checked out", remedy)
    unread = [part for part in session.findings if part.rule in _OF_WHOLE_FILES]
    for part in unread if workspace.may_be_unread(key) else ():
        source = session.read(part.primary.path)[0]
        if source is not None and key in ids_named(source.text):
            message = f"`{key}` may be in a file that cannot be read: {_told(part, session)}"
            return Failure(message, part.help)
    other = of_another_kind(key, workspace)
    return other or Failure(words, did_you_mean(key, known) or _seen(unread))


def of_another_kind(key: str, workspace: Workspace) -> Failure | None:
    """What an id names that is no goal's, and where it is shown."""
    if key in workspace.teams:
        remedy = f"`kpi report --team {key}` shows its goals"
        return Failure(f"`{key}` is a team, not a goal", remedy)
    if key in workspace.people:
        remedy = f"`kpi report --owner {key}` shows their goals"
        return Failure(f"`{key}` is a person, not a goal", remedy)
    if key not in workspace.metrics:
        return None
    from kpicli.history.renames import few_named  # noqa: PLC0415 - only for a mistake

    kpis = few_named([kpi.id for kpi in workspace.kpis if kpi.model.metric == key])
    remedy = f"measured on it: {kpis}" if kpis else "no KPI is measured on it"
    return Failure(f"`{key}` is a metric, not a goal", remedy)


def _told(finding: Finding, session: Session) -> str:
    """What is wrong with a file, and on which line."""
    path, place = finding.primary.path, finding.primary.place
    source = session.read(path)[0]
    if source is None or not isinstance(place, Span):
        return f"{path}: {finding.message}"
    return f"{path}:{source.position(place.start).line}: {finding.message}"


def _seen(unread: list[Finding]) -> str | None:
    paths = sorted({part.primary.path for part in unread})
    if not paths:
        return None
    files = f"`{paths[0]}`" if len(paths) == 1 else f"{len(paths):,} files"
    return f"{files} cannot be read; `kpi check` says why"
