"""Why an export that somebody changed is not taken, each time with the row that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.edit.new_actual import Refusal
from kpicli.models.text import is_id
from kpicli.reports.export import KIND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.reports.export import Exported, Record
    from kpicli.workspace import Workspace

    Lines = Mapping[str, tuple[int, ...]]
    """The lines of the records of each section; of a document without lines there are none."""

KINDS = ("kpi", "objective")
"""What a goal may be."""

_NAMESPACES = ("goals", "metrics", "teams", "people")


def faults(content: Exported, lines: Lines, workspace: Workspace) -> Iterator[Refusal]:
    """What would get lost, or would stand twice, if the export were written."""
    for index, goal in enumerate(content.records("goals")):
        yield from _of_goal(goal, place_of("goals", index, lines))
    for section in _NAMESPACES:
        yield from _repeated(content, section, lines)
    if taken := _taken(content, workspace):
        yield taken
    yield from _of_actuals(content, lines)


def place_of(section: str, index: int, lines: Lines) -> str:
    """Where a record stands: `line 4 of goals`; in a document without lines, which one it is."""
    known = lines.get(section, ())
    return f"line {known[index]} of {section}" if known else f"entry {index + 1} of {section}"


def _of_goal(goal: Record, place: str) -> Iterator[Refusal]:
    kind, key = str(goal[KIND]), str(goal["id"])
    if kind not in KINDS:
        remedy = "write objective or kpi, or leave the cell empty for a KPI"
        yield Refusal(f"{place}: the kind `{kind}` is neither `objective` nor `kpi`", remedy)
    if not is_id(key):
        remedy = "write small letters, digits and `_`, parts joined by `.`, or leave the cell empty"
        yield Refusal(f"{place}: `{key}` is not an id", remedy)


def _repeated(content: Exported, section: str, lines: Lines) -> Iterator[Refusal]:
    places: dict[str, list[str]] = {}
    for index, record in enumerate(content.records(section)):
        places.setdefault(str(record.get("id")), []).append(place_of(section, index, lines))
    for key, found in places.items():
        if len(found) > 1:
            words = f"the id `{key}` stands {len(found)} times in {section}: {', '.join(found)}"
            yield Refusal(
                words, "give each its own id, or leave the cell empty to get one from the title"
            )


def _taken(content: Exported, workspace: Workspace) -> Refusal | None:
    ids = (str(record.get("id")) for record in content.records("goals"))
    absent = next((key for key in ids if key in workspace.absent), None)
    if absent is not None:
        return Refusal(
            f"`{absent}` is there already, in {workspace.absent[absent]}, which is not checked out",
            "`git sparse-checkout disable` brings all files",
        )
    for section in _NAMESPACES:
        known = getattr(workspace, section)
        taken = [
            key for record in content.records(section) if (key := str(record.get("id"))) in known
        ]
        if taken:
            more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
            return Refusal(
                f"{section} are there already: `{taken[0]}` in {known[taken[0]].path}{more}",
                "import into an empty folder with --into, or remove those files first",
            )
    return None


def _of_actuals(content: Exported, lines: Lines) -> Iterator[Refusal]:
    kinds = {str(goal["id"]): goal[KIND] for goal in content.records("goals")}
    first: dict[tuple[str, str], str] = {}
    for index, actual in enumerate(content.records("actuals")):
        place = place_of("actuals", index, lines)
        key, day = str(actual.get("id") or ""), str(actual.get("date") or "")
        earlier = first.setdefault((key, day), place)
        if not key or not day:
            yield Refusal(f"{place}: the {'date' if key else 'id'} of the actual is missing")
        elif key not in kinds:
            remedy = "add the goal to the sheet, or record it with `kpi record`"
            yield Refusal(f"{place}: an actual is of `{key}`, which is no goal here", remedy)
        elif kinds[key] == "objective":
            yield Refusal(f"{place}: `{key}` is an objective, which has no actuals")
        elif earlier != place:
            words = f"{place}: `{key}` has a value for {day} already, in {earlier}"
            yield Refusal(words, "leave one of the two out")
