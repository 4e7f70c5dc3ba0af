"""How far departments pull together, and how far apart."""

from __future__ import annotations

from decimal import Context, Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.constraints.levers import Reach
from kpicli.workspace.contests import can_meet
from kpicli.workspace.demands import Demands, department_of, pullers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpicli.constraints.forks import Demand
    from kpicli.workspace import Workspace
    from kpicli.workspace.demands import Puller

_FIXED = Context(prec=28)
_DIGITS = Decimal("0.0001")
_MOST_IDS = 6


class SharedLever(Struct, frozen=True):
    """What two departments pull on: how much together and apart, and the KPIs that pull.

    The ids are those of the first few KPIs of each department that want more or less of it.
    """

    lever: str
    together: Decimal
    apart: Decimal
    one_more: tuple[str, ...] = ()
    one_less: tuple[str, ...] = ()
    other_more: tuple[str, ...] = ()
    other_less: tuple[str, ...] = ()


class AlignmentRow(Struct, frozen=True):
    """Two departments, in the order of ids, and how their KPIs pull.

    `together` and `apart` add up, over all levers and all pairs of KPIs, the products of the
    strengths of pulls the same way and opposite ways. `alignment` is their difference over their
    sum, 1 for all together and -1 for all apart. `levers` names what is pulled apart, the
    strongest first. `shared` has all levers that both pull on, what is pulled apart first.
    """

    one: str
    other: str
    together: Decimal
    apart: Decimal
    alignment: Decimal
    levers: tuple[str, ...]
    shared: tuple[SharedLever, ...] = ()


class AlignmentReport(Struct, frozen=True):
    """The pairs of departments with anything between them, those furthest apart first."""

    rows: tuple[AlignmentRow, ...]


class _Side(Struct):
    """The demands of KPIs alike in department, segment and period on one lever, by sign."""

    example: Puller
    department: str
    more: Decimal = Decimal(0)
    less: Decimal = Decimal(0)
    for_more: list[str] = field(default_factory=list)
    for_less: list[str] = field(default_factory=list)


class _Sums(Struct):
    """What two departments have between them on one lever so far, with the sides of each."""

    together: Decimal = Decimal(0)
    apart: Decimal = Decimal(0)
    sides: tuple[list[_Side], list[_Side]] = field(default_factory=lambda: ([], []))


def alignment_report(workspace: Workspace) -> AlignmentReport:
    """How the departments of a workspace are aligned, by drivers, formulas and shared metrics."""
    sums: dict[tuple[str, str], dict[str, _Sums]] = {}
    for lever, sides in _levers(workspace).items():
        for one, other in _pairs(sides):
            first, second = sorted((one, other), key=lambda side: side.department)
            pair = sums.setdefault((first.department, second.department), {})
            found = pair.setdefault(lever, _Sums())
            found.together += one.more * other.more + one.less * other.less
            found.apart += one.more * other.less + one.less * other.more
            found.sides[0].append(first)
            found.sides[1].append(second)
    rows = (_row(*pair, levers) for pair, levers in sums.items())
    return AlignmentReport(tuple(sorted(rows, key=lambda row: (row.alignment, row.one, row.other))))


def _levers(workspace: Workspace) -> Mapping[str, list[_Side]]:
    """The sides of each lever, in the order of levers; pulls that may be either way are out."""
    known = pullers(workspace)
    found: dict[str, dict[tuple[object, ...], _Side]] = {}
    for demand in workspace.remembered(Demands(Reach())):
        puller = known[demand.party]
        department = department_of(workspace, puller.kpi)
        if department and not demand.pull.is_ambiguous:
            key = (department, puller.kpi.model.segment, puller.period)
            sides = found.setdefault(demand.lever, {})
            _add(sides.setdefault(key, _Side(puller, department)), demand)
    return {lever: list(sides.values()) for lever, sides in sorted(found.items())}


def _add(side: _Side, demand: Demand) -> None:
    if demand.sign > 0:
        side.more += demand.pull.strength
        side.for_more.append(demand.party)
    else:
        side.less += demand.pull.strength
        side.for_less.append(demand.party)


def _pairs(sides: list[_Side]) -> Iterator[tuple[_Side, _Side]]:
    for one, other in combinations(sides, 2):
        is_apart = one.department != other.department
        if is_apart and can_meet(one.example, other.example):
            yield one, other


def _row(one: str, other: str, levers: Mapping[str, _Sums]) -> AlignmentRow:
    together = sum((found.together for found in levers.values()), Decimal(0))
    apart = sum((found.apart for found in levers.values()), Decimal(0))
    share = _FIXED.divide(together - apart, together + apart)
    ordered = sorted(levers, key=lambda lever: (-levers[lever].apart, lever))
    return AlignmentRow(
        one,
        other,
        together,
        apart,
        share.quantize(_DIGITS, context=_FIXED),
        tuple(lever for lever in ordered if levers[lever].apart),
        tuple(_shared(lever, levers[lever]) for lever in ordered),
    )


def _shared(lever: str, found: _Sums) -> SharedLever:
    one, other = found.sides
    return SharedLever(
        lever,
        found.together,
        found.apart,
        _first(side.for_more for side in one),
        _first(side.for_less for side in one),
        _first(side.for_more for side in other),
        _first(side.for_less for side in other),
    )


def _first(ids: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The first few of some ids in their order, each once."""
    return tuple(sorted({key for part in ids for key in part}))[:_MOST_IDS]
