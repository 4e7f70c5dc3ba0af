"""How a KPI's progress, what is expected of it and its status come about, step by step."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.models.actual import CsvActuals
from kpicli.models.choices import Aggregation, Direction, PaceShape
from kpicli.models.period import day_of
from kpicli.progress.aim import Aim, aim_of, gap, goal_of, start_of
from kpicli.progress.attainment import share_used
from kpicli.progress.expected import share_of_period
from kpicli.progress.pace import geometric_share
from kpicli.progress.precision import fixed_precision
from kpicli.reports.steps import RATIO, Part, Step, joined
from kpicli.reports.why_budget import due_step, overspent_step
from kpicli.workspace.overlaps import overlap_in_total
from kpicli.workspace.unread_values import unread_value

if TYPE_CHECKING:
    from kpicli.findings import Label
    from kpicli.measurements import Measurement
    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.progress.goals import GoalProgress
    from kpicli.progress.pace import Pace
    from kpicli.workspace import Definition, Workspace

_MOST_ACTUALS = 6
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_ALMOST = Decimal("0.99")
_CAPPED = "at most 0.99 until the target is met"


def value_part(workspace: Workspace, kpi: Definition[Kpi], progress: GoalProgress) -> Part:
    """The actuals that the value is taken from, and how."""
    series, unit = workspace.series_in_period(kpi), workspace.unit(kpi)
    if not series:
        return Part("value", (Step("value", note="no actual in the period so far"),))
    shown = series[-_MOST_ACTUALS:]
    steps = [
        Step(f"actual {part.day}", part.value, unit, note=_csv(kpi), source=_source(kpi, part))
        for part in shown
    ]
    if len(shown) < len(series):
        note = f"{len(series) - len(shown)} more before these"
        steps.insert(0, Step("actuals", note=note, source=kpi.at("actuals")))
    return Part("value", (*steps, _combined(workspace, kpi, progress)))


def _csv(kpi: Definition[Kpi]) -> str:
    actuals = kpi.model.actuals
    return f"from {actuals.csv}" if isinstance(actuals, CsvActuals) else ""


def _source(kpi: Definition[Kpi], part: Measurement) -> Label:
    inline = part.actual in kpi.model.inline_actuals
    return kpi.at("actuals", part.actual.key) if inline else kpi.at("actuals")


def _combined(workspace: Workspace, kpi: Definition[Kpi], progress: GoalProgress) -> Step:
    values = [(part.value,) for part in workspace.series_in_period(kpi)]
    unit, count = workspace.unit(kpi), Decimal(len(values))
    if progress.value is None:
        return Step("value", note=_not_known(workspace, kpi))
    match workspace.aggregation(kpi):
        case Aggregation.SUM:
            return Step("value", progress.value, unit, joined(" + ", values), "the total so far")
        case Aggregation.LAST:
            return Step("value", progress.value, unit, note="the last one in the period")
        case Aggregation.MEAN:
            working = ("(", *joined(" + ", values), ") / ", count)
            return Step("value", progress.value, unit, working, "the mean so far")
        case Aggregation.MIN:
            return Step("value", progress.value, unit, note="the least so far")
        case Aggregation.MAX:
            return Step("value", progress.value, unit, note="the greatest so far")


def _not_known(workspace: Workspace, kpi: Definition[Kpi]) -> str:
    """Why nothing follows from the actuals of a period."""
    found = overlap_in_total(kpi, workspace.series_in_period(kpi).actuals, workspace)
    if found is not None:
        return f"`{found.first.key}` and `{found.second.key}` would count some days twice"
    unread = unread_value(kpi, workspace)
    if unread is None:
        return "of a deliverable only a share from 0 to 1 tells how far it is"
    (when,) = unread
    of = "" if when is None else f" of {day_of(when, workspace.calendar)}"
    return f"a value{of} could not be read: `kpi check` says what is wrong"


@fixed_precision()
def progress_part(
    workspace: Workspace, kpi: Definition[Kpi], progress: GoalProgress
) -> Part | None:
    """The fraction of the way that the value has come, and the score that counts in roll-ups."""
    commitment, value = workspace.commitment(kpi), progress.whole_value
    if commitment is None or value is None:
        return None
    if workspace.period(kpi) is None:
        return Part("progress", (Step("progress", note="there is no period to make it in"),))
    step = overspent_step(workspace, kpi, progress)
    aggregation = workspace.aggregation(kpi)
    steps = [step or _attained(commitment, value, aggregation, progress.attainment)]
    if progress.score is not None and progress.score != progress.attainment:
        steps.append(Step("score", progress.score, note="progress counts from 0 to 1"))
    return Part("progress", tuple(steps))


def _attained(
    commitment: Commitment, value: Decimal, aggregation: Aggregation, fraction: Decimal | None
) -> Step:
    if fraction is None:
        return Step("progress", note="without a baseline there is no way to measure")
    if commitment.direction is Direction.COMPLETE:
        return Step("progress", fraction, note="the share that is done")
    start = start_of(commitment, aggregation)
    is_held = commitment.direction is Direction.WITHIN
    if is_held or aim_of(commitment, aggregation) is not Aim.REACH:
        return _held(commitment, value, aggregation, fraction)
    target = goal_of(commitment, aggregation)
    if start is None or target is None:
        return Step("progress", fraction, note="the target is met, and there is no baseline")
    if target == start:
        return Step("progress", fraction, note=_without_way(commitment, value))
    capped = commitment.strict and not commitment.is_met_by(value)
    if capped and fraction == _ALMOST:
        return Step("progress", fraction, note=_CAPPED)
    note = _CAPPED if capped else _start_words(aggregation)
    working = ("(", value, " - ", start, ") / (", target, " - ", start, ")")
    return Step("progress", fraction, "", working, note)


def _without_way(commitment: Commitment, value: Decimal) -> str:
    """A strict target whose bound is the start."""
    side = "beyond" if commitment.is_met_by(value) else "not beyond"
    return f"the start is the bound itself, and the value is {side} it"


def _start_words(aggregation: Aggregation) -> str:
    return "a total starts at 0" if aggregation is Aggregation.SUM else ""


def _held(
    commitment: Commitment, value: Decimal, aggregation: Aggregation, fraction: Decimal
) -> Step:
    """What has to hold: 1 while it does, and less with the distance."""
    distance = abs(gap(commitment, value))
    if commitment.strict and fraction == _ALMOST:
        return Step("progress", fraction, note=_CAPPED)
    if not distance or fraction >= 1:
        return Step("progress", fraction, note=f"{_bound_words(commitment)} holds")
    allowed = _allowed_words(commitment, aggregation)
    if fraction == 0 and allowed == _TOLERANCE and not commitment.tolerance:
        return Step("progress", fraction, note="it is missed, and the tolerance of 0 allows none")
    scale = distance / (_ONE - fraction)
    note = f"1 less how far it is missed over how far it may be, which is {allowed}"
    return Step("progress", fraction, "", (_ONE, " - ", distance, " / ", scale), note)


def _bound_words(commitment: Commitment) -> str:
    if commitment.direction is not Direction.WITHIN:
        return "the bound"
    return "the value" if commitment.low == commitment.high else "the range"


_TOLERANCE = "the tolerance"


def _allowed_words(commitment: Commitment, aggregation: Aggregation) -> str:
    """Where the distance comes from at which progress is 0."""
    start, is_total = start_of(commitment, aggregation), aggregation is Aggregation.SUM
    is_range = commitment.direction is Direction.WITHIN
    if is_range and start is not None and gap(commitment, start):
        return f"how far {'0' if is_total else 'the baseline'} is off"
    if commitment.tolerance is not None:
        return _TOLERANCE
    if is_range:
        if commitment.low != commitment.high:
            return "half of the range"
        return "a tenth of the value" if commitment.low else "1 where the value is 0"
    if start is not None and start != commitment.target and not is_total:
        return "the way from the baseline"
    return "all of the bound" if commitment.target else "1 where the bound is 0"


@fixed_precision()
def expected_part(
    workspace: Workspace, kpi: Definition[Kpi], progress: GoalProgress
) -> Part | None:
    """The share of the period that is over, and what is due by then at the goal's pace."""
    commitment, period = workspace.commitment(kpi), workspace.period(kpi)
    if commitment is None or period is None:
        return None
    over = min(max((workspace.as_of - period.start).days, 0), period.days)
    share = share_of_period(period.start, period.end, workspace.as_of)
    working = (Decimal(over), " / ", Decimal(period.days))
    time = Step("time", share, "", working, "days of the period", kpi.at("period"))
    paced = _due(workspace, kpi, commitment, progress)
    return Part("expected", (time, *(due_step(workspace, kpi, progress, paced) or (paced,))))


def _due(
    workspace: Workspace, kpi: Definition[Kpi], commitment: Commitment, progress: GoalProgress
) -> Step:
    if aim_of(commitment, workspace.aggregation(kpi)) is Aim.HOLD:
        return Step("expected", progress.expected, note="it has to hold from the first day on")
    if progress.expected is None:
        return Step("expected", note=_without_baseline(commitment, workspace.aggregation(kpi)))
    pace = kpi.model.pace
    if kpi.model.interim_targets and pace in _THROUGH_INTERIM_TARGETS:
        field, words = "interim_targets", f"{pace} pace through the interim targets"
    else:
        field, words = "pace", _pace_words(pace, commitment, workspace.aggregation(kpi))
    source = kpi.at(field) if field in kpi.model.given else None
    return Step("expected", progress.expected, note=words, source=source)


_THROUGH_INTERIM_TARGETS = {PaceShape.LINEAR, PaceShape.STEP}


def _pace_words(pace: Pace, commitment: Commitment, aggregation: Aggregation) -> str:
    if not isinstance(pace, PaceShape):
        return "seasonal pace"
    ends = start_of(commitment, aggregation), goal_of(commitment, aggregation)
    # At the same growth every day, half of the way is never due at half of the time.
    is_linear = pace is PaceShape.GEOMETRIC and geometric_share(_HALF, *ends) == _HALF
    if is_linear and ends[0] != ends[1]:
        return "linear pace, since a geometric one needs baseline and target of the same sign"
    return f"{pace} pace"


def _without_baseline(commitment: Commitment, aggregation: Aggregation) -> str:
    if start_of(commitment, aggregation) is None:
        return "interim targets count from a baseline, and there is none"
    return "interim targets count along a way, and the target lies where it starts"


@fixed_precision()
def ratio_of(
    workspace: Workspace, kpi: Definition[Kpi], progress: GoalProgress
) -> tuple[Step, ...]:
    """Progress over what is expected; of a cap the smaller of that and what may be used up.

    Of a cap that is used up, there is no ratio.
    """
    attained, due = progress.attainment, progress.expected
    commitment, value = workspace.commitment(kpi), progress.value
    if attained is None or not due or commitment is None or value is None:
        return ()
    used = share_used(commitment, value)
    ratio = Step(RATIO, attained / due, "", (attained, " / ", due), "progress over expected")
    is_cap = aim_of(commitment, workspace.aggregation(kpi)) is Aim.CAP
    if not is_cap or used is None or commitment.high is None or used <= due:
        return (ratio,)
    share = Step(
        "used up",
        used,
        "",
        (value, " / ", commitment.high),
        "the total over the most that it may be",
    )
    if used >= 1 and attained < 1:
        return (share,)
    if due / used < attained / due:
        ratio = Step(RATIO, due / used, "", (due, " / ", used), "expected over the share used up")
    return share, ratio
