"""The cascade as rows to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.goal import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kpicli.workspace import AnyGoal, Definition, Link, Workspace


class CascadeNode(Struct, frozen=True):
    """One goal as a node: `kind` is `objective` or `kpi`, empty texts are unknown."""

    id: str
    kind: str
    title: str
    team: str
    level: str
    segment: str
    status: str


class CascadeRow(Struct, frozen=True):
    """One line of the drawn cascade.

    `branches` tells for each step down from the root whether it is the last of its siblings; a
    root has none. A goal that was drawn above with all that serves it is `repeated`: what serves
    it is not drawn again. A link that adds nothing does not `count`.
    """

    node: CascadeNode
    branches: tuple[bool, ...]
    repeated: bool = False
    counts: bool = True


class CascadeReport(Struct, frozen=True):
    """The cascade: its nodes in the order of ids, its links, and its rows from the roots down."""

    nodes: tuple[CascadeNode, ...]
    links: tuple[Link, ...]
    rows: tuple[CascadeRow, ...]
    cycles: tuple[tuple[str, ...], ...]


def cascade_report(
    workspace: Workspace, start: str | None = None, shown: AbstractSet[str] | None = None
) -> CascadeReport:
    """The cascade of a workspace, of one goal and all that serves it, or of some goals only.

    Of some goals those are roots that serve no other of them.
    """
    cascade = workspace.cascade
    if shown is None:
        shown = cascade.serving([start]) if start else frozenset(workspace.goals)
    nodes = {key: _node(workspace.goals[key], workspace) for key in sorted(shown)}
    links = tuple(link for key in nodes for link in cascade.parents(key) if link.parent in shown)
    roots = [start] if start else _roots(workspace, shown)
    cycles = tuple(circle for circle in cascade.cycles if shown >= set(circle))
    return CascadeReport(
        tuple(nodes.values()), links, tuple(_rows(workspace, roots, nodes)), cycles
    )


def _node(goal: Definition[AnyGoal], workspace: Workspace) -> CascadeNode:
    model = goal.model
    is_kpi = isinstance(model, Kpi)
    return CascadeNode(
        goal.id,
        "kpi" if is_kpi else "objective",
        model.title,
        model.team or "",
        workspace.level(goal) or "",
        (model.segment or "") if isinstance(model, Kpi) else "",
        model.status,
    )


def _roots(workspace: Workspace, shown: AbstractSet[str]) -> list[str]:
    if len(shown) == len(workspace.goals):
        return list(workspace.cascade.roots)
    above = {
        key: [link.parent for link in workspace.cascade.parents(key) if link.parent in shown]
        for key in sorted(shown)
    }
    roots = [key for key, parents in above.items() if not parents]
    reached = _reached(workspace, roots, shown)
    for key in above:
        if key not in reached:  # it hangs below a circle
            roots.append(_in_circle(key, above))
            reached |= _reached(workspace, roots[-1:], shown)
    return sorted(roots)


def _reached(workspace: Workspace, roots: Sequence[str], shown: AbstractSet[str]) -> set[str]:
    found, waiting = set(roots), list(roots)
    while waiting:
        below = workspace.cascade.contributors(waiting.pop())
        new = {link.child for link in below if link.child in shown} - found
        found |= new
        waiting.extend(new)
    return found


def _in_circle(key: str, above: dict[str, list[str]]) -> str:
    """The first goal of a circle to which the first parents of a goal lead."""
    line: dict[str, None] = {}
    while key not in line:
        line[key] = None
        key = above[key][0]
    ordered = tuple(line)
    return min(ordered[ordered.index(key) :])


def _rows(
    workspace: Workspace, roots: Sequence[str], nodes: dict[str, CascadeNode]
) -> Iterator[CascadeRow]:
    drawn: set[str] = set()
    # A stack instead of recursion: a chain of goals may be longer than Python's own stack.
    stack: list[tuple[str, tuple[bool, ...], bool]] = [(root, (), True) for root in reversed(roots)]
    while stack:
        key, branches, counts = stack.pop()
        below = [link for link in workspace.cascade.contributors(key) if link.child in nodes]
        links = [] if key in drawn else below
        repeated = key in drawn and bool(below)
        yield CascadeRow(nodes[key], branches, repeated, counts)
        drawn.add(key)
        last = len(links) - 1
        stack.extend(
            (link.child, (*branches, index == last), link.counts)
            for index, link in reversed(list(enumerate(links)))
        )
