"""Contested levers: which forks belong together, how serious they are, and how they are worded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.constraints.interval import shown
from kpicli.findings import Severity
from kpicli.progress.tensions import accepting
from kpicli.workspace.demands import department_of, pullers
from kpicli.workspace.feasibility import reasoning_about
from kpicli.workspace.settled import values_that_meet
from kpicli.workspace.tensions import may_be_accepted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpicli.constraints.forks import Demand, Fork
    from kpicli.findings import Label
    from kpicli.models.goal import Kpi
    from kpicli.models.metric import Metric
    from kpicli.models.organisation import Tension
    from kpicli.workspace import Definition, Workspace
    from kpicli.workspace.contests import Contested, Contests
    from kpicli.workspace.feasibility import Reasoning

MOST_NAMED = 10
"""How many pairs of one lever are named."""


class Bar(Struct, frozen=True):
    """What makes a contested lever a warning: the weaker pull, and both multiplied."""

    each: Decimal
    both: Decimal


class Contest(Struct, frozen=True):
    """A lever with the pairs of KPIs that pull it apart: the most serious first, then by rank.

    `caveat` says why even the first is no more than an info, empty where it is more. `tension` is
    the trade-off that accepts these pairs, none where nobody did. `departments` are those of the
    first pair, in order; they are the same twice within one.
    """

    lever: str
    forks: tuple[Fork, ...]
    caveat: str
    tension: Definition[Tension] | None
    departments: tuple[str, str]

    @property
    def severity(self) -> Severity:
        """A warning where nothing speaks against it."""
        return Severity.INFO if self.tension or self.caveat else Severity.WARNING


def densest_metric(workspace: Workspace) -> Definition[Metric | Kpi]:
    """The metric with the most drivers."""
    metrics = workspace.metrics.values()
    return min(metrics, key=lambda metric: (-len(metric.model.drivers), metric.id))


def contests(workspace: Workspace, question: Contests, bar: Bar) -> Iterator[Contest]:
    """The contested levers, the most serious first; one that is partly accepted comes twice."""
    groups: dict[tuple[str, int], list[Fork]] = {}
    tensions: dict[int, Definition[Tension] | None] = {}
    for fork in workspace.remembered(question).forks:
        if may_be_accepted(workspace, *fork.parties):
            continue
        tension = accepting(workspace, fork) if workspace.tensions else None
        tensions[id(tension)] = tension
        groups.setdefault((fork.lever, id(tension)), []).append(fork)
    found = [_contest(workspace, forks, tensions[key], bar) for (_, key), forks in groups.items()]
    yield from sorted(found, key=_rank)


def _contest(
    workspace: Workspace,
    forks: list[Fork],
    tension: Definition[Tension] | None,
    bar: Bar,
) -> Contest:
    first, caveat = _most_serious(workspace, forks, bar)
    ordered = (first, *(fork for fork in forks if fork is not first))
    known = pullers(workspace)
    one, other = sorted(department_of(workspace, known[party].kpi) for party in first.parties)
    return Contest(first.lever, ordered, caveat, tension, (one, other))


def _most_serious(workspace: Workspace, forks: list[Fork], bar: Bar) -> tuple[Fork, str]:
    """The first fork that nothing speaks against, else the first, with what does."""
    caveat = _caveat(workspace, forks[0], bar)
    for fork in forks[1:] if caveat else ():
        if not _caveat(workspace, fork, bar):
            return fork, ""
    return forks[0], caveat


def _rank(contest: Contest) -> tuple[object, ...]:
    return contest.severity.rank, contest.forks[0].rank, contest.lever


def _caveat(workspace: Workspace, fork: Fork, bar: Bar) -> str:
    """Why a pair is no more than an info, empty where it is more."""
    known, demands = pullers(workspace), (fork.one, fork.other)
    first, second = (department_of(workspace, known[each.party].kpi) for each in demands)
    if first == second or not first or not second:
        return f"both are of `{first}`" if first == second != "" else "no department parts them"
    for demand in demands:
        if not known[demand.party].drives:
            return f"`{demand.party}` has only to keep what it has"
        if demand.pull.is_ambiguous:
            return f"for `{demand.party}` it works both ways ({shown(demand.pull.against)} against)"
    weaker = min(demand.pull.strength for demand in demands)
    if weaker < bar.each:
        return f"the weaker pull is below {shown(bar.each)}"
    if fork.strength < bar.both:
        return f"both pulls multiplied, {shown(fork.strength)}, are below {shown(bar.both)}"
    values = values_that_meet(workspace, fork)
    if not values:
        return ""
    return f"both targets can be met: {_told(reasoning_about(workspace, fork.one.party), values)}"


def _told(book: Reasoning, values: Mapping[str, Decimal]) -> str:
    """Values as people read them: `price/FY2026 80 EUR, units/FY2026 1,250`."""
    from kpicli.rules.conflict.amounts import amount  # noqa: PLC0415 - few targets can be met

    return ", ".join(f"{name} {amount(value, name, book)}" for name, value in values.items())


def words_of(contest: Contest) -> str:
    """What a contest is about, in a sentence with its deciding numbers."""
    one, other = contest.forks[0].one, contest.forks[0].other
    rest = len(contest.forks) - 1
    more = f", and {rest} more {'pair' if rest == 1 else 'pairs'} likewise" if rest else ""
    words = acceptance_words(contest.tension.model) if contest.tension else contest.caveat
    ending = f"; {words}" if words else ""
    return (
        f"`{contest.lever}` is pulled both ways: `{one.party}` wants more of it "
        f"(strength {_strength(one)}) and `{other.party}` less ({_strength(other)}){more}{ending}"
    )


def rest_words(rest: Sequence[Contest]) -> str:
    """The levers of two departments that are too many to tell one by one."""
    one, other = rest[0].departments
    between = f"between `{one}` and `{other}`" if one != other else f"within `{one}`"
    levers = ", ".join(f"`{contest.lever}`" for contest in rest[:MOST_NAMED])
    more = f" and {len(rest) - MOST_NAMED} more" if len(rest) > MOST_NAMED else ""
    noun = "lever is" if len(rest) == 1 else "levers are"
    return f"{len(rest)} more {noun} pulled both ways {between}: {levers}{more}"


def places_of(contest: Contest, workspace: Workspace) -> tuple[Label, ...]:
    """The targets of the KPIs that pull, each with its way to the lever, then the lever itself."""
    demands = {demand.party: demand for demand in _demands(contest.forks[:MOST_NAMED])}
    labels = [
        workspace.goals[party].at("target", message=way_words(demand))
        for party, demand in demands.items()
    ]
    lever = workspace.metrics[contest.lever]
    return (*labels, lever.at("id", message="the lever"))


def goals_of(contest: Contest) -> tuple[str, ...]:
    """The KPIs that pull, those of the first pair first."""
    return tuple(dict.fromkeys(d.party for d in _demands(contest.forks[:MOST_NAMED])))


def way_words(demand: Demand) -> str:
    """How a KPI is moved by a lever: `wants more: raises revenue through units`."""
    wish = "wants more" if demand.sign > 0 else "wants less"
    _, *between = (f"`{name}`" for name in demand.pull.path)
    if not between:
        return f"{wish}: it is its own metric"
    through = f" through {', '.join(between[:-1])}" if between[:-1] else ""
    verb = "raises" if demand.pull.sign > 0 else "lowers"
    return f"{wish}: it {verb} {between[-1]}{through}"


def acceptance_words(tension: Tension) -> str:
    """By whom a trade-off was accepted, until when and why."""
    by = f" by `{tension.decided_by}`" if tension.decided_by else ""
    until = f" until {tension.until}" if tension.until else ""
    return f"accepted{by}{until}: {' '.join(tension.reason.split())}"


def left_out_words(found: Contested) -> str:
    """What the search left out, in a sentence; empty where it was complete."""
    cut, pairs = len(found.metrics_cut), found.pairs_left_out
    parts = [f"{shown(Decimal(pairs))} weaker pairs of pulls were not compared"] if pairs else []
    if cut:
        noun = "metric was" if cut == 1 else "metrics were"
        parts.append(f"{shown(Decimal(cut))} {noun} followed back on their strongest ways only")
    words = " and ".join(parts)
    return (
        f"metrics influence each other too densely to look at all of it: {words}" if words else ""
    )


def by_departments(found: Sequence[Contest]) -> Mapping[tuple[str, str, Severity], list[Contest]]:
    """The contests of each pair of departments and severity, in their order."""
    groups: dict[tuple[str, str, Severity], list[Contest]] = {}
    for contest in found:
        groups.setdefault((*contest.departments, contest.severity), []).append(contest)
    return groups


def _demands(forks: Sequence[Fork]) -> Iterator[Demand]:
    for fork in forks:
        yield from (fork.one, fork.other)


def _strength(demand: Demand) -> str:
    return shown(demand.pull.strength)
