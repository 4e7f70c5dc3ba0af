"""The definitions of many goal files by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from kpicli.findings import DUPLICATE_ID, Finding, loading_finding
from kpicli.models.goal import Kpi
from kpicli.workspace.read_document import NAMESPACES, namespace_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kpicli.models.goal import Objective
    from kpicli.workspace.definition import Broken, Definition
    from kpicli.workspace.read_document import FileContents

    Goal = Definition[Objective | Kpi]

_GOALS = "goals"


class Gathered(Struct):
    """In each namespace the first definition of every id, in the order of files and places."""

    definitions: dict[str, dict[str, Definition[Any]]] = field(
        default_factory=lambda: {name: {} for name in NAMESPACES.values()}
    )
    tensions: list[Definition[Any]] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    doubled: list[Definition[Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def gathered(
    files: Iterable[FileContents], tell: Callable[[Sequence[Goal]], object] = lambda _: None
) -> Gathered:
    """What the files say together; an id that is defined again is a finding.

    Who wants to be told gets the goals of each file that count, as soon as it is gathered.
    """
    found = Gathered()
    for file in files:
        found.findings += file.findings
        found.broken += file.broken
        found.unread |= file.unread
        tell(_add_definitions(file, found))
    _take_own_metrics(found)
    return found


def _add_definitions(file: FileContents, found: Gathered) -> list[Goal]:
    """Adds the definitions of a file; those of them that are goals."""
    named, goals = found.definitions, []
    for definition in file.definitions:
        namespace = namespace_of(definition)
        if not namespace:
            found.tensions.append(definition)
            continue
        first = named[namespace].setdefault(definition.id, definition)
        if first is not definition:
            found.doubled.append(definition)
            found.findings.append(_defined_again(first, definition))
        elif namespace == _GOALS:
            goals.append(definition)
    return goals


def _defined_again(first: Definition[Any], definition: Definition[Any]) -> Finding:
    same = isinstance(definition.model, type(first.model))
    remedy = "give one of the two another id"
    shared = "objectives and KPIs share their ids: " + remedy
    return _duplicate(first, definition, remedy if same else shared)


def _take_own_metrics(found: Gathered) -> None:
    """Adds the KPIs that define a metric of their own, by the id that both have."""
    metrics = found.definitions["metrics"]
    own = {
        key: goal
        for key, goal in found.definitions["goals"].items()
        if isinstance(goal.model, Kpi) and goal.model.metric is None
    }
    for key in sorted(own.keys() & metrics.keys()):
        remedy = f"name it with `metric: {key}`, or give one of the two another id"
        found.findings.append(_duplicate(metrics[key], own[key], remedy))
    found.definitions["metrics"] = {**own, **metrics}


def _duplicate(first: Definition[Any], second: Definition[Any], remedy: str) -> Finding:
    """The finding about the second definition of an id."""
    return loading_finding(
        DUPLICATE_ID,
        f"`{second.id}` is defined a second time",
        second.at("id", message="again here"),
        related=(first.at("id", message="first defined here"),),
        help=remedy,
        goals=(second.id,),
        field="id",
    )
