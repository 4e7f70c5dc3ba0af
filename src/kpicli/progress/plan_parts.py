"""What each contributor brings to a parent when it meets its target."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Direction, Lifecycle
from kpicli.models.goal import Kpi
from kpicli.models.target import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.commitment import Commitment
    from kpicli.workspace import Definition, Link, Workspace

_ONE = Decimal(1)
_GUARDS = {Direction.AT_LEAST, Direction.AT_MOST}


class PlannedPart(Struct, frozen=True):
    """One contributor in a plan.

    `planned` is its target in the plan's unit (for a formula, in its own), or its baseline where
    there is no target yet: `is_assumed` then. `baseline` is none where the file gives none.
    `sign` says which way is better, 0 where neither is. `doubt` says why the number proves
    nothing, if so.
    """

    kpi: Definition[Kpi]
    weight: Decimal
    planned: Decimal
    baseline: Decimal | None
    sign: int
    is_assumed: bool = False
    doubt: str = ""


class Contribution(Struct, frozen=True):
    """A KPI that counts in a parent, with its weight, which may be negative."""

    kpi: Definition[Kpi]
    weight: Decimal


def weight_of(kpi: Definition[Kpi], link: Link) -> Decimal:
    """How much a contributor counts: the link's own weight, else the goal's, else 1."""
    weight = link.weight if link.weight is not None else kpi.model.weight
    return _ONE if weight is None else weight


def contributions(workspace: Workspace, parent: Definition[Kpi]) -> tuple[Contribution, ...] | None:
    """The KPIs that count in a parent; drafts, dropped ones and those of weight 0 do not.

    None where it is not known what they come to: one could not be understood, one is closed, or
    a weight is negative.
    """
    if parent.id in workspace.goals_with_broken_contributors:
        return None
    found: list[Contribution] = []
    for child, link in workspace.contributors(parent):
        kpi = _counting(child, link)  # type: ignore[arg-type]
        if kpi is None:
            continue
        weight = weight_of(kpi, link)
        if kpi.model.status is Lifecycle.CLOSED or weight < 0:
            return None
        if weight:
            found.append(Contribution(kpi, weight))
    return tuple(found)


def _counting(child: Definition[Kpi], link: Link) -> Definition[Kpi] | None:
    is_live = child.model.status not in {Lifecycle.DRAFT, Lifecycle.DROPPED}
    return child if link.counts and is_live and isinstance(child.model, Kpi) else None


def planned_parts(
    workspace: Workspace, counting: tuple[Contribution, ...], unit: str | None, sign: int
) -> tuple[PlannedPart, ...] | None:
    """What the contributors plan to bring, in a unit, or without one each in its own.

    Of a range counts the end that is best for the parent, whose direction is `sign`. None where
    the number of one is not known, or does not convert.
    """
    parts: list[PlannedPart] = []
    for contribution in counting:
        part = _planned(workspace, contribution, sign)
        converted = part if part is None or unit is None else _converted(workspace, part, unit)
        if converted is None:
            return None
        parts.append(converted)
    return tuple(parts)


def deliverables(
    workspace: Workspace, counting: tuple[Contribution, ...]
) -> Iterator[Definition[Kpi]]:
    """The contributors that are done or not done: nothing says what they bring in numbers."""
    for part in counting:
        commitment = workspace.commitment(part.kpi)
        if commitment is not None and commitment.direction is Direction.COMPLETE:
            yield part.kpi


def _planned(workspace: Workspace, part: Contribution, sign: int) -> PlannedPart | None:
    kpi, commitment = part.kpi, workspace.commitment(part.kpi)
    if commitment is None:
        return _assumed(workspace, part)
    number = _end(commitment, sign)
    if number is None:
        return None
    doubt = ""
    if _is_met_already(commitment):
        doubt = f"the baseline of `{kpi.id}` meets its target already"
    return PlannedPart(
        kpi, part.weight, number, commitment.baseline, commitment.direction.sign, doubt=doubt
    )


def _assumed(workspace: Workspace, part: Contribution) -> PlannedPart | None:
    """A contributor without a target counts with its baseline; one that is not understood, not."""
    target, baseline = part.kpi.model.target, part.kpi.model.baseline
    if baseline is None or (target is not None and target.form is not Form.PROSE):
        return None
    number = workspace.scale(part.kpi).number(baseline.quantity)
    if number is None:
        return None
    doubt = f"`{part.kpi.id}` has no target and is assumed to stay at its baseline"
    return PlannedPart(part.kpi, part.weight, number, number, 0, is_assumed=True, doubt=doubt)


def _end(commitment: Commitment, sign: int) -> Decimal | None:
    if commitment.direction is not Direction.WITHIN:
        return commitment.target
    if commitment.low is not None and commitment.low == commitment.high:
        return commitment.low
    return {1: commitment.high, -1: commitment.low}.get(sign)


def _is_met_already(commitment: Commitment) -> bool:
    baseline = commitment.baseline
    return (
        commitment.direction in _GUARDS and baseline is not None and commitment.is_met_by(baseline)
    )


def _converted(workspace: Workspace, part: PlannedPart, unit: str) -> PlannedPart | None:
    if workspace.unit(part.kpi) == unit:
        return part
    planned = workspace.value_in(part.kpi, part.planned, unit)
    baseline = part.baseline
    start = None if baseline is None else workspace.value_in(part.kpi, baseline, unit)
    if planned is None:
        return None
    return PlannedPart(
        part.kpi, part.weight, planned, start, part.sign, part.is_assumed, part.doubt
    )
