"""The contradictions that are proved, in the order in which they are told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.fields.field import Field
from kpicli.rules.rule import RuleOptions
from kpicli.workspace.feasibility import reasoning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpicli.findings import Finding
    from kpicli.rules.rule import Rule
    from kpicli.workspace import Workspace
    from kpicli.workspace.feasibility import Case


class InfeasibilityOptions(RuleOptions):
    """What counts as rounding."""

    rounding: Decimal = Field(
        Decimal("0.5"), ge=0, description="a miss of up to so many per cent is an info"
    )


def told_of(
    rule: Rule,
    workspace: Workspace,
    options: InfeasibilityOptions,
    is_meant: Callable[[Case], bool],
) -> Iterator[Finding]:
    """The findings of a rule about those contradictions that it means."""
    for rank, case in enumerate(cases(workspace)):
        if is_meant(case):
            # Contradictions are few, and it takes several modules to tell of one.
            from kpicli.rules.conflict.infeasibility import told  # noqa: PLC0415 - see above

            yield told(rule, case, workspace, rank, options)


def cases(workspace: Workspace) -> tuple[Case, ...]:
    """All contradictions that are proved, those of the most contested goals first."""
    found, contested = workspace.remembered(reasoning).cases, workspace.remembered(_counts)
    return tuple(sorted(found, key=lambda case: (-_most(case, contested), case.conflict.facts)))


def most_contested(workspace: Workspace, case: Case) -> str | None:
    """That one goal is in several contradictions, if it is."""
    found, contested = workspace.remembered(reasoning).cases, workspace.remembered(_counts)
    count, goal = max((contested[part.fact.key], part.fact.key) for part in case.goals)
    return f"`{goal}` is in {count} of {len(found)} contradictions" if count > 1 else None


def _counts(workspace: Workspace) -> dict[str, int]:
    """In how many contradictions each goal is, by its key."""
    counts: dict[str, int] = {}
    for case in workspace.remembered(reasoning).cases:
        for part in case.goals:
            counts[part.fact.key] = counts.get(part.fact.key, 0) + 1
    return counts


def _most(case: Case, contested: dict[str, int]) -> int:
    return max(contested[part.fact.key] for part in case.goals)
