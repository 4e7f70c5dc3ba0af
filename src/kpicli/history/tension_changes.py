"""Tensions that were added, removed or agreed on anew. They have no ids but their goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.history.field_change import FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.models.organisation import Tension
    from kpicli.workspace import Workspace

_FIELDS = ("reason", "guardrail", "decided_by", "until")


def tension_pairs(
    before: Workspace, after: Workspace
) -> Iterator[tuple[str, Tension | None, Tension | None]]:
    """The tensions of both sides by a name for them, in its order; none where one is not there."""
    old, new = _by_name(before), _by_name(after)
    for key in sorted(old.keys() | new.keys()):
        yield key, old.get(key), new.get(key)


def tension_changes(before: Tension, after: Tension) -> Iterator[FieldChange]:
    """What changed about a tension between the same goals on the same lever."""
    for field in _FIELDS:
        was, now = (str(getattr(side, field) or "") for side in (before, after))
        if was != now:
            yield FieldChange(field, was and f"`{was}`", now and f"`{now}`")


def _by_name(workspace: Workspace) -> Mapping[str, Tension]:
    named: dict[str, Tension] = {}
    for tension in workspace.tensions:
        name = _name(tension.model)
        count = sum(key == name or key.startswith(f"{name} #") for key in named)
        named[f"{name} #{count + 1}" if count else name] = tension.model
    return named


def _name(tension: Tension) -> str:
    goals = " / ".join(sorted(tension.between))
    return f"{goals} on {tension.lever}" if tension.lever else goals
