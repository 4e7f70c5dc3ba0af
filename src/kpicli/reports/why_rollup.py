"""How a roll-up comes about from its contributors."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.models.choices import Lifecycle, ObjectiveRollup, Rollup
from kpicli.models.goal import Kpi, Objective
from kpicli.progress.goals import progress_of
from kpicli.progress.kpi_values import contributed, is_stale
from kpicli.progress.objectives import counted_expected, counted_score, is_left_out
from kpicli.progress.plan_parts import weight_of
from kpicli.progress.precision import fixed_precision
from kpicli.progress.status import ProgressStatus
from kpicli.progress.within_parent import reaches_beyond, total_within
from kpicli.reports.steps import Part, Step, Working, joined
from kpicli.workspace.links import link_label
from kpicli.workspace.unknown_contributors import unknown_contributors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.findings import Label
    from kpicli.progress.goals import GoalProgress
    from kpicli.workspace import AnyGoal, Definition, Workspace

_NOT_COUNTED = {Lifecycle.DRAFT, Lifecycle.DROPPED}
NONE_STARTED = "nothing that counts in it has started"
"""Why an objective has no score and a status of its own within its period."""

_AHEAD = "not counted: not started"
_OUTSIDE = (
    *("shown only", "not counted: draft", "not counted: dropped", "not counted: an obj"),
    _AHEAD,
)
"""What the notes of contributors begin with that would not count with data either."""
_NOT_READ = "counted as without data: `kpi check` says what is wrong"
_ZERO = Decimal(0)


class Contributor(Struct, frozen=True):
    """One contributor: its weight, and the score or the value that counts, none where none does.

    `score` and `expected` are those of the goal itself; `value` is in the unit of a KPI above it,
    and none below an objective. What does not count has the reason in `note`.
    """

    goal: str
    weight: Decimal
    score: Decimal | None
    value: Decimal | None
    expected: Decimal | None
    status: ProgressStatus
    note: str
    source: Label


def contributors_of(workspace: Workspace, goal: Definition[AnyGoal]) -> tuple[Contributor, ...]:
    """All contributors in the order of ids, those that do not count too."""
    is_kpi, follows = isinstance(goal.model, Kpi), _follows(workspace, goal)
    found: list[Contributor] = []
    for child, link in workspace.contributors(goal):
        known = progress_of(child.id, workspace)
        value = _value_in(goal, child, known, workspace) if is_kpi else None
        weight = max(weight_of(child, link), _ZERO)  # type: ignore[arg-type]
        note = "" if link.counts else "shown only"
        note = note or _note(goal, child, known)
        if not note and is_kpi:
            note = _value_note(workspace, goal, child, known, value) if follows else "not rolled up"  # type: ignore[arg-type]
        source = link_label(child, link)
        scored, due = (known.score, known.expected)
        if not is_kpi and not note:
            scored, due = counted_score(known), counted_expected(known)
        found.append(Contributor(child.id, weight, scored, value, due, known.status, note, source))
    return tuple(found)


def _value_in(
    goal: Definition[AnyGoal],
    child: Definition[AnyGoal],
    known: GoalProgress,
    workspace: Workspace,
) -> Decimal | None:
    if not isinstance(child.model, Kpi):
        return None
    return contributed(child, known, goal, workspace)  # type: ignore[arg-type]


def _note(goal: Definition[AnyGoal], child: Definition[AnyGoal], known: GoalProgress) -> str:
    if child.model.status in _NOT_COUNTED:
        return f"not counted: {child.model.status}"
    if isinstance(goal.model, Objective):
        if known.status is ProgressStatus.STALE:
            return "not counted: stale"
        if is_left_out(known, goal.model.rollup):
            return _AHEAD
        return _missing(counted_score(known), "no score")
    return "" if isinstance(child.model, Kpi) else "not counted: an objective has no value"


def _value_note(
    workspace: Workspace,
    parent: Definition[Kpi],
    child: Definition[Kpi],
    known: GoalProgress,
    value: Decimal | None,
) -> str:
    """Why the value of a KPI does not count; `value` is what it brings to the KPI above it."""
    if value is not None or known.value is None:
        return _missing(value, "no value")
    other_unit = f"its value is in {workspace.unit(child)}"
    if reaches_beyond(child, parent, workspace):
        return f"not counted: {total_within(child, parent, workspace).lack or other_unit}"
    if is_stale(child, known, workspace):
        return "not counted: stale"
    is_part = known.whole_value is None
    return f"not counted: {'parts of its value are missing' if is_part else other_unit}"


def _missing(number: Decimal | None, words: str) -> str:
    return f"not counted: {words}" if number is None else ""


def rollup_part(
    workspace: Workspace,
    goal: Definition[AnyGoal],
    progress: GoalProgress,
    parts: Sequence[Contributor],
) -> Part | None:
    """The roll-up of scores or values, and the share of the weight that has data."""
    weighted = [part for part in parts if part.weight and _is_part(part)]
    counting = [part for part in weighted if not part.note]
    unknown = unknown_contributors(goal, workspace)
    steps: list[Step] = []
    if isinstance(goal.model, Objective):
        steps.append(_scores(goal.model.rollup, counting, progress))
    elif not _follows(workspace, goal):
        return None
    else:
        steps.append(_values(workspace, goal, counting, progress))  # type: ignore[arg-type]
        steps += _parts_within(workspace, goal, counting)  # type: ignore[arg-type]
        steps += _missing_parts(goal.model.rollup, weighted, unknown, progress)
    if unknown:
        names = joined(", ", [(f"`{key}`",) for key in unknown])
        steps.append(Step("not read", None, "", names, _NOT_READ))
    return Part("roll-up", (*steps, *_coverage(counting, weighted, len(unknown), progress)))


def _is_part(part: Contributor) -> bool:
    """Whether the contributor would count if it had data."""
    return not part.note.startswith(_OUTSIDE)


def _follows(workspace: Workspace, goal: Definition[AnyGoal]) -> bool:
    """Whether a KPI takes its value from contributors, having no actuals of its own."""
    model = goal.model
    if not isinstance(model, Kpi) or model.rollup is Rollup.NONE:
        return False
    return not workspace.series_in_period(goal)  # type: ignore[arg-type]


def _scores(
    method: ObjectiveRollup, counting: Sequence[Contributor], progress: GoalProgress
) -> Step:
    scored = [(part.weight, part.score) for part in counting if part.score is not None]
    if progress.status is ProgressStatus.NOT_STARTED:
        return Step("score", note=NONE_STARTED)
    if progress.score is None:
        return Step("score", note="less than half of the weight has data")
    if method is ObjectiveRollup.MIN:
        working: Working = ("least of ", *joined(", ", [(score,) for _, score in scored]))
    else:
        working = _average(scored)
    return Step("score", progress.score, "", working)


def _values(
    workspace: Workspace,
    kpi: Definition[Kpi],
    counting: Sequence[Contributor],
    progress: GoalProgress,
) -> Step:
    valued = [(part.weight, part.value) for part in counting if part.value is not None]
    if not valued:
        return Step("value", note="no contributor has one")
    working = combination(kpi.model.rollup, valued)
    return Step("value", progress.value, workspace.unit(kpi), working, source=kpi.at("rollup"))


def _parts_within(
    workspace: Workspace, kpi: Definition[Kpi], counting: Sequence[Contributor]
) -> Iterator[Step]:
    """Of which totals only those values count that lie in the period."""
    goals = ((part.goal, workspace.goals[part.goal]) for part in counting)
    names = [(f"`{key}`",) for key, goal in goals if reaches_beyond(goal, kpi, workspace)]  # type: ignore[arg-type]
    if names:
        note = "of a total that reaches beyond the period, the values in it count"
        yield Step("in the period", None, "", joined(", ", names), note)


def _missing_parts(
    method: Rollup,
    weighted: Sequence[Contributor],
    unknown: Sequence[str],
    progress: GoalProgress,
) -> Iterator[Step]:
    """Of a value that is only a part of what it is to be, what is missing, and why that counts."""
    if progress.value is None or progress.whole_value is not None:
        return
    is_sum = method is Rollup.SUM
    parts = "a sum with a part missing" if is_sum else "a value with less than half of the weight"
    missing = (*(part.goal for part in weighted if part.note), *unknown)
    names = [(f"`{key}`",) for key in missing]
    yield Step("missing", None, "", joined(", ", names), f"{parts} has no progress")


def combination(rollup: Rollup, pairs: Sequence[tuple[Decimal, Decimal]]) -> Working:
    """How weights and values, in pairs, make the value of a roll-up, in signs and words."""
    values = [(value,) for _, value in pairs]
    match rollup:
        case Rollup.WEIGHTED_AVERAGE:
            return _average(pairs)
        case Rollup.MIN:
            return ("least of ", *joined(", ", values))
        case Rollup.MAX:
            return ("greatest of ", *joined(", ", values))
        case _:
            return joined(" + ", values)


@fixed_precision()
def _average(pairs: Sequence[tuple[Decimal, Decimal]]) -> Working:
    whole = sum((weight for weight, _ in pairs), _ZERO)
    products: list[Working] = [(weight, " * ", number) for weight, number in pairs]
    return ("(", *joined(" + ", products), ") / ", whole)


@fixed_precision()
def _coverage(
    counting: Sequence[Contributor],
    weighted: Sequence[Contributor],
    unknown: int,
    progress: GoalProgress,
) -> tuple[Step, ...]:
    have = sum((part.weight for part in counting), _ZERO)
    whole = sum((part.weight for part in weighted), Decimal(unknown))
    working = (have, " / ", whole)
    step = Step("coverage", progress.coverage, "", working, "of the weight has data")
    return (step,) if whole else ()
