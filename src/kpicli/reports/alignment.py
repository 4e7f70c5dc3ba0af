"""How far departments pull together, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from kpicli.workspace.contests import Pulling
from kpicli.workspace.demands import pullers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.constraints.forks import Fork
    from kpicli.workspace import Workspace

_FIXED = Context(prec=28)
_DIGITS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """Two departments, in the order of ids, and how their KPIs pull.

    `together` and `apart` add up the strengths of the pairs of KPIs that pull a lever the same way
    and in opposite ways, each pair at its strongest lever of the kind. `alignment` is their
    difference over their sum, 1 for all together and -1 for all apart. `levers` names what is
    pulled apart, the strongest first.
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


def alignment_report(workspace: Workspace) -> AlignmentReport:
    """How the departments of a workspace are aligned, by drivers, formulas and shared metrics."""
    groups: dict[tuple[str, str], list[Fork]] = {}
    known = pullers(workspace)
    for fork in workspace.remembered(Pulling()):
        one, other = sorted(known[party].department for party in fork.parties)
        groups.setdefault((one, other), []).append(fork)
    rows = (_row(pair, forks) for pair, forks in groups.items())
    return AlignmentReport(tuple(sorted(rows, key=_order)))


def _row(pair: tuple[str, str], forks: list[Fork]) -> AlignmentRow:
    opposed = [fork for fork in forks if fork.is_opposed]
    together = _total([fork for fork in forks if not fork.is_opposed])
    apart, levers = _total(opposed), _levers(opposed)
    share = _FIXED.divide(together - apart, together + apart).quantize(_DIGITS, context=_FIXED)
    return AlignmentRow(*pair, together, apart, share, levers)


def _total(forks: list[Fork]) -> Decimal:
    return sum((fork.strength for fork in forks), Decimal(0))


def _levers(forks: list[Fork]) -> tuple[str, ...]:
    strength: dict[str, Decimal] = {}
    for fork in forks:
        strength[fork.lever] = strength.get(fork.lever, Decimal(0)) + fork.strength
    ranked: Mapping[str, Decimal] = strength
    return tuple(sorted(ranked, key=lambda lever: (-ranked[lever], lever)))


def _order(row: AlignmentRow) -> tuple[Decimal, str, str]:
    return row.alignment, row.one, row.other
