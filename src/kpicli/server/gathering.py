"""What all files define together, from what they defined before some of them changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpicli.findings import DUPLICATE_ID
from kpicli.models.goal import Kpi
from kpicli.workspace.gather import Gathered, gathered
from kpicli.workspace.read_document import namespace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.server.thorough import Checked
    from kpicli.workspace import Definition, FileContents


def gathered_after(files: Mapping[str, FileContents], before: Checked | None) -> Gathered:
    """The definitions of the files; the findings may be those of the changed files only.

    An id that is defined twice needs all files to be gone through; without any, those that did
    not change are not.
    """
    if before is None or any(part.rule is DUPLICATE_ID for part in before.failures):
        return gathered(files.values())
    return _replaced(files, before) or gathered(files.values())


def _replaced(files: Mapping[str, FileContents], before: Checked) -> Gathered | None:
    """The same with the changed files in place of the old ones; none where an id comes twice."""
    known = before.workspace
    found = Gathered(
        {
            "goals": dict(known.goals),
            "metrics": dict(known.metrics),
            "teams": dict(known.teams),
            "people": dict(known.people),
        },
        list(known.tensions),
        list(known.broken),
    )
    changed = {
        path
        for path in files.keys() | before.files.keys()
        if files.get(path) is not before.files.get(path)
    }
    for path in changed & before.files.keys():
        for namespace, part in _named(before.files[path]):
            del found.definitions[namespace][part.id]
    for path in sorted(changed & files.keys()):
        for namespace, part in _named(files[path]):
            if part.id in found.definitions[namespace]:
                return None
            found.definitions[namespace][part.id] = part
    _take_the_rest(found, files, changed)
    return found


def _named(contents: FileContents) -> Iterator[tuple[str, Definition[Any]]]:
    """The definitions with ids by their namespaces; KPIs that are a metric of their own twice."""
    for part in contents.definitions:
        namespace = namespace_of(part)
        if namespace:
            yield namespace, part
        if isinstance(part.model, Kpi) and part.model.metric is None:
            yield "metrics", part


def _take_the_rest(found: Gathered, files: Mapping[str, FileContents], changed: set[str]) -> None:
    found.tensions = [part for part in found.tensions if part.path not in changed]
    found.broken = [part for part in found.broken if part.path not in changed]
    for path in sorted(changed & files.keys()):
        contents = files[path]
        found.findings += contents.findings
        found.broken += contents.broken
        found.tensions += [part for part in contents.definitions if not namespace_of(part)]
    found.unread = {key for contents in files.values() for key in contents.unread}
