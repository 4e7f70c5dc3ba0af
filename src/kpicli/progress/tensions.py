"""Whether an accepted trade-off still stands."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints import disjoint_pairs
from kpicli.constraints.interval import shown
from kpicli.models.choices import Aggregation, Direction
from kpicli.models.goal import Kpi
from kpicli.progress.against_baseline import Verdict, against_baseline
from kpicli.progress.goals import progress_of
from kpicli.progress.staleness import age_in_days, speaks_until
from kpicli.workspace.claims import shared_claims
from kpicli.workspace.feasibility import reasoning
from kpicli.workspace.oppositions import oppositions
from kpicli.workspace.tensions import tensions_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from kpicli.constraints.forks import Fork
    from kpicli.models.commitment import Commitment
    from kpicli.models.organisation import Tension
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.contests import Contests

_WAYS = {Direction.INCREASE, Direction.DECREASE}
_MOST_GOALS = 40


class Lapse(Struct, frozen=True):
    """Why a tension accepts nothing any more: by which of its fields, and in words."""

    field: str
    words: str


def lapse_of(tension: Definition[Tension], workspace: Workspace) -> Lapse | None:
    """Why a tension does not hold on the as-of date, none while it does.

    It holds up to the day of `until`, and while its guardrail was measured within twice its
    cadence and holds: it meets its target, or is no worse than its baseline. A guardrail that is
    to increase or decrease and has no baseline only has to be measured.
    """
    until, guardrail = tension.model.until, tension.model.guardrail
    if until is not None and workspace.as_of > until:
        return Lapse("until", f"it ended on {until}")
    if guardrail is None:
        return None
    words = _failure(guardrail, workspace)
    return Lapse("guardrail", f"its guardrail `{guardrail}` {words}") if words else None


def accepting(workspace: Workspace, fork: Fork) -> Definition[Tension] | None:
    """The first tension that holds and accepts that two KPIs pull apart as strongly as they do."""
    found = tensions_between(workspace, *fork.parties, fork.names)
    return next((each for each in found if _holds(each, workspace, fork.strength)), None)


def accepting_opposition(
    workspace: Workspace, one: str, other: str, metric: str
) -> Definition[Tension] | None:
    """The first tension that holds and accepts that two KPIs pull one metric apart."""
    found = tensions_between(workspace, one, other, {metric})
    return next((each for each in found if lapse_of(each, workspace) is None), None)


def risen(tension: Definition[Tension], forks: Iterable[Fork]) -> Lapse | None:
    """That a pull which a tension covers is stronger than was accepted, the strongest first."""
    accepted = tension.model.strength
    strongest = max(forks, key=lambda fork: fork.strength, default=None)
    if accepted is None or strongest is None or strongest.strength <= accepted:
        return None
    now = f"the pulls on `{strongest.lever}`, multiplied, are {shown(strongest.strength)}"
    return Lapse("strength", f"{now}, and it accepts {shown(accepted)}")


def _holds(tension: Definition[Tension], workspace: Workspace, strength: Decimal) -> bool:
    accepted = tension.model.strength
    is_accepted = accepted is None or strength <= accepted
    return is_accepted and lapse_of(tension, workspace) is None


def used_tensions(
    workspace: Workspace, contests: Contests
) -> Mapping[Definition[Tension], tuple[Fork, ...]]:
    """The tensions that accept something that is there, whether they hold or not.

    Each with the contested levers that it covers; none where it covers opposed directions alone.
    """
    if not workspace.tensions:
        return {}
    found: dict[Definition[Tension], list[Fork]] = {}
    for fork in workspace.remembered(contests).forks:
        for tension in tensions_between(workspace, *fork.parties, fork.names):
            found.setdefault(tension, []).append(fork)
    for quantity in oppositions(workspace):
        for one, other in product(quantity.raising, quantity.lowering):
            for tension in tensions_between(workspace, one.kpi.id, other.kpi.id, {quantity.metric}):
                found.setdefault(tension, [])
    return {part: tuple(found[part]) for part in workspace.tensions if part in found}


def proved_between(tension: Definition[Tension], workspace: Workspace) -> str:
    """The rule that proves what a tension is about to be impossible, empty where none does."""
    for key, claims in shared_claims(workspace):
        for pair in disjoint_pairs([claim.interval for claim in claims]):
            one, other = claims[pair.below].kpi.id, claims[pair.above].kpi.id
            if tension in tensions_between(workspace, one, other, {key.metric}):
                return "disjoint-targets"
    for case in workspace.remembered(reasoning).cases:
        goals = [part.definition.id for part in case.goals]
        metrics = {part.fact.variable for part in case.goals}
        levers = {workspace.remembered(reasoning).metrics[name] for name in metrics}
        levers |= {equation.variable for equation in case.conflict.equations}
        for one, other in combinations(goals[:_MOST_GOALS], 2):
            if tension in tensions_between(workspace, one, other, levers):
                return "infeasible-targets"
    return ""


def _failure(guardrail: str, workspace: Workspace) -> str:
    """What is wrong with a guardrail, empty where it holds."""
    goal = workspace.goals.get(guardrail)
    if goal is None or not isinstance(goal.model, Kpi):
        return "does not exist"
    kpi: Definition[Kpi] = goal  # type: ignore[assignment]
    if kpi.model.is_over or kpi.model.is_draft:
        return f"is {kpi.model.status}"
    known, series = progress_of(guardrail, workspace), workspace.series_to_date(kpi)
    value = known.whole_value
    if known.value is None and not series:
        return "is not measured"
    cadence = kpi.model.cadence
    if series and cadence and workspace.as_of > speaks_until(series[-1].day, cadence):
        day = series[-1].day
        return f"was last measured on {day}, {age_in_days(day, workspace.as_of)} days ago"
    if value is None and not series:
        return ""  # a part of a sum breaks no bound
    return _breach(kpi, series[-1].value if value is None else value, workspace)


def _breach(kpi: Definition[Kpi], value: Decimal, workspace: Workspace) -> str:
    commitment = workspace.commitment(kpi)
    if commitment is None:
        return "has no target in numbers"
    if commitment.is_met_by(value):
        return ""
    moved = against_baseline(kpi, workspace)
    fails = moved.verdict is Verdict.WORSE if moved else _is_missed(kpi, commitment, workspace)
    since = f", worse than its baseline {shown(moved.baseline)}" if moved else ""
    return f"is at {shown(value)} {workspace.unit(kpi)}".rstrip() + since if fails else ""


def _is_missed(kpi: Definition[Kpi], commitment: Commitment, workspace: Workspace) -> bool:
    """Whether a value that misses the target tells, where no baseline can be compared with."""
    if commitment.direction in _WAYS or commitment.baseline is not None:
        return False
    period = workspace.period(kpi)
    is_over = period is not None and workspace.as_of > period.end
    is_total = workspace.aggregation(kpi) is Aggregation.SUM
    return is_over or not is_total or commitment.direction.sign < 0
