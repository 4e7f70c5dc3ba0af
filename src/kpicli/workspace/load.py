"""From goal files to a workspace."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from kpicli.documents import parse
from kpicli.findings import Finding
from kpicli.models.goal import Kpi
from kpicli.source import SourceFile
from kpicli.workspace.actuals import read_csv_actuals
from kpicli.workspace.consistency import inconsistencies
from kpicli.workspace.read_document import Found, duplicate, read_document
from kpicli.workspace.references import dangling_references
from kpicli.workspace.teams import team_cycles
from kpicli.workspace.texts import texts_at
from kpicli.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.workspace.definition import Definition
    from kpicli.workspace.texts import Texts
    from kpicli.workspace.workspace import Context

Read = Callable[[str], tuple[SourceFile | None, list[Finding]]]
"""Reads a file by its path relative to the root."""


def load_workspace(
    paths: Iterable[str], read: Read, context: Context
) -> tuple[Workspace, list[Finding]]:
    """The workspace that the files describe, and all that is wrong with them.

    A broken file hides no other, and a broken definition no other: what can be understood is in
    the workspace. The order of `paths` does not matter.
    """
    found = Found()
    ordered = tuple(sorted(set(paths)))
    with _collecting_later():
        for path in ordered:
            _read_file(path, read, found)
    workspace = _workspace(found, ordered, context, partial(texts_at, read))
    found.findings += inconsistencies(workspace)
    found.findings += team_cycles(workspace)
    found.findings += dangling_references(workspace)
    found.findings += read_csv_actuals(workspace, read)
    return workspace, found.findings


_IDS = re.compile(r"\bid:[ \t]*[\"']?([a-z][a-z0-9_.]{0,99})")


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Keeps the garbage collector from going through all that was read, again and again.

    What is read stays, so there is little to collect; looking for it takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_file(path: str, read: Read, found: Found) -> None:
    source, findings = read(path)
    found.findings += findings
    if source is None:
        return
    document, findings = parse(source)
    found.findings += findings
    if document is None:
        found.unread.update(_IDS.findall(source.text))
    else:
        read_document(document, found)


def _workspace(found: Found, paths: tuple[str, ...], context: Context, texts: Texts) -> Workspace:
    named = found.definitions
    own_metrics = _own_metrics(found)
    found.findings += [
        duplicate(
            named["metrics"][key],
            own_metrics[key],
            f"name it with `metric: {key}`, or give one of the two another id",
        )
        for key in own_metrics
        if key in named["metrics"]
    ]
    return Workspace(
        context=context,
        goals=named["goals"],
        metrics={**own_metrics, **named["metrics"]},
        teams=named["teams"],
        people=named["people"],
        tensions=tuple(found.tensions),
        broken=tuple(found.broken),
        unread=frozenset(found.unread),
        paths=paths,
        texts=texts,
    )


def _own_metrics(found: Found) -> dict[str, Definition[Kpi]]:
    """The KPIs that define a metric of their own, by the id that both have."""
    goals = found.definitions["goals"]
    return {
        key: goal
        for key, goal in goals.items()
        if isinstance(goal.model, Kpi) and goal.model.metric is None
    }
