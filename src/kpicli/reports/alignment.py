"""How far departments pull together, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Context, Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from kpicli.constraints.levers import Reach
from kpicli.workspace.contests import can_meet
from kpicli.workspace.demands import Demands, pullers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.constraints.forks import Demand
    from kpicli.workspace import Workspace
    from kpicli.workspace.demands import Puller

_FIXED = Context(prec=28)
_DIGITS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """Two departments, in the order of ids, and how their KPIs pull.

    `together` and `apart` add up, over all levers and all pairs of KPIs, the products of the
    strengths of pulls the same way and opposite ways. `alignment` is their difference over their
    sum, 1 for all together and -1 for all apart. `levers` names what is pulled apart, the
    strongest first.
    """

    one: str
    other: str
    together: Decimal
    apart: Decimal
    alignment: Decimal
    levers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlignmentReport:
    """The pairs of departments with anything between them, those furthest apart first."""

    rows: tuple[AlignmentRow, ...]


@dataclass(slots=True)
class _Side:
    """The demands of KPIs alike in department, segment and period on one lever, by sign."""

    example: Puller
    more: Decimal = Decimal(0)
    less: Decimal = Decimal(0)


@dataclass(slots=True)
class _Sums:
    """What two departments have between them so far."""

    together: Decimal = Decimal(0)
    apart: dict[str, Decimal] = field(default_factory=dict)


def alignment_report(workspace: Workspace) -> AlignmentReport:
    """How the departments of a workspace are aligned, by drivers, formulas and shared metrics."""
    sums: dict[tuple[str, str], _Sums] = {}
    for lever, sides in _levers(workspace).items():
        for one, other in _pairs(sides):
            first, second = sorted((one.example.department, other.example.department))
            pair = sums.setdefault((first, second), _Sums())
            pair.together += one.more * other.more + one.less * other.less
            apart = one.more * other.less + one.less * other.more
            if apart:
                pair.apart[lever] = pair.apart.get(lever, Decimal(0)) + apart
    rows = (_row(*pair, found) for pair, found in sums.items())
    return AlignmentReport(tuple(sorted(rows, key=lambda row: (row.alignment, row.one, row.other))))


def _levers(workspace: Workspace) -> Mapping[str, list[_Side]]:
    """The sides of each lever, in the order of levers; pulls that may be either way are out."""
    known = pullers(workspace)
    found: dict[str, dict[tuple[object, ...], _Side]] = {}
    for demand in workspace.remembered(Demands(Reach())):
        puller = known[demand.party]
        if puller.department and not demand.pull.is_ambiguous:
            key = (puller.department, puller.kpi.model.segment, puller.period)
            _add(found.setdefault(demand.lever, {}).setdefault(key, _Side(puller)), demand)
    return {lever: list(sides.values()) for lever, sides in sorted(found.items())}


def _add(side: _Side, demand: Demand) -> None:
    if demand.sign > 0:
        side.more += demand.pull.strength
    else:
        side.less += demand.pull.strength


def _pairs(sides: list[_Side]) -> Iterator[tuple[_Side, _Side]]:
    for one, other in combinations(sides, 2):
        is_apart = one.example.department != other.example.department
        if is_apart and can_meet(one.example, other.example):
            yield one, other


def _row(one: str, other: str, found: _Sums) -> AlignmentRow:
    apart = sum(found.apart.values(), Decimal(0))
    share = _FIXED.divide(found.together - apart, found.together + apart)
    levers = sorted(found.apart, key=lambda lever: (-found.apart[lever], lever))
    rounded = share.quantize(_DIGITS, context=_FIXED)
    return AlignmentRow(one, other, found.together, apart, rounded, tuple(levers))
