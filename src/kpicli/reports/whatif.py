"""What changes under other values and targets: goals before and after, conflicts, notes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.models.goal import Kpi
from kpicli.progress.by_formula import consequence
from kpicli.progress.goals import progress_of_goals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from kpicli.models.target import Target
    from kpicli.progress.by_formula import Consequence, Left
    from kpicli.progress.goals import GoalProgress
    from kpicli.progress.status import ProgressStatus
    from kpicli.workspace import AnyGoal, Definition, Workspace
    from kpicli.workspace.supposed import Supposition


class Cause(StrEnum):
    """Why a goal changes: it was supposed, its formula says so, or goals below it changed."""

    SUPPOSED = "supposed"
    FORMULA = "formula"
    CASCADE = "cascade"


class Standing(Struct, frozen=True):
    """A goal on one side: numbers are none where they are not known, the target is as written."""

    target: str
    value: Decimal | None
    progress: Decimal | None
    score: Decimal | None
    status: ProgressStatus


class GoalChange(Struct, frozen=True):
    """A goal before and after; `unit` is that of its value, empty where it has none."""

    id: str
    kind: str
    title: str
    unit: str
    cause: Cause
    before: Standing
    after: Standing


class Supposed(Struct, frozen=True):
    """One part of what is supposed: the KPI, and its value with the unit or its target."""

    goal: str
    value: Decimal | None
    unit: str
    target: str


class Conflict(Struct, frozen=True):
    """A finding that is there on one side only; `help` is empty where there is none."""

    code: str
    rule: str
    severity: str
    message: str
    goals: tuple[str, ...]
    fingerprint: str
    help: str = ""


class WhatifReport(Struct, frozen=True):
    """What is supposed, the goals that change, and the conflicts that come and go.

    The goals that are supposed come first, then the others, each after those that serve it.
    """

    as_of: date
    supposed: tuple[Supposed, ...]
    goals: tuple[GoalChange, ...]
    appearing: tuple[Conflict, ...] = ()
    disappearing: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()


def whatif_report(workspace: Workspace, supposition: Supposition) -> tuple[WhatifReport, Workspace]:
    """What changes among the goals, without conflicts, and the workspace as it is then."""
    result = consequence(workspace, supposition)
    report = WhatifReport(
        workspace.as_of,
        tuple(_supposed(workspace, supposition)),
        tuple(_changes(workspace, supposition, result)),
        notes=tuple(map(_note, result.left)),
    )
    return report, result.workspace


def with_conflicts(
    report: WhatifReport, before: Iterable[Conflict], after: Iterable[Conflict]
) -> WhatifReport:
    """The report with the conflicts that only one side has, by their fingerprints."""
    old, new = tuple(before), tuple(after)
    known = {part.fingerprint for part in old}
    stay = {part.fingerprint for part in new}
    return replace(
        report,
        appearing=tuple(part for part in new if part.fingerprint not in known),
        disappearing=tuple(part for part in old if part.fingerprint not in stay),
    )


def target_text(target: Target | None) -> str:
    """A target as it was written, with its outer levels where it has any."""
    if target is None:
        return ""
    levels = (("commit", target.commit), ("stretch", target.stretch))
    outer = [f"{name} {part.text.strip()}" for name, part in levels if part is not None]
    return ", ".join([target.text.strip(), *outer])


def _supposed(workspace: Workspace, supposition: Supposition) -> Iterator[Supposed]:
    for key, value in supposition.values.items():
        unit = workspace.unit(workspace.goals[key])  # type: ignore[arg-type]  # values are of KPIs
        yield Supposed(key, value, unit, "")
    for key, target in supposition.targets.items():
        yield Supposed(key, None, "", target_text(target))


def _changes(
    before: Workspace, supposition: Supposition, result: Consequence
) -> Iterator[GoalChange]:
    after = result.workspace
    old, new = progress_of_goals(before), progress_of_goals(after)
    given = {*supposition.values, *supposition.targets}
    order = before.cascade.bottom_up
    for key in (*(k for k in order if k in given), *(k for k in order if k not in given)):
        goal = before.goals[key]
        sides = _standing(goal, old[key]), _standing(after.goals[key], new[key])
        if sides[0] == sides[1] or _is_same(before, after, key, sides):
            continue
        cause = Cause.SUPPOSED if key in given else Cause.CASCADE
        cause = Cause.FORMULA if key in result.by_formula else cause
        kind = "kpi" if isinstance(goal.model, Kpi) else "objective"
        unit = before.unit(goal) if isinstance(goal.model, Kpi) else ""  # type: ignore[arg-type]
        yield GoalChange(key, kind, goal.model.title, unit, cause, *sides)


def _is_same(
    before: Workspace, after: Workspace, key: str, sides: tuple[Standing, Standing]
) -> bool:
    """Whether only the words of the target differ, not what it asks."""
    if replace(sides[0], target="") != replace(sides[1], target=""):
        return False
    old, new = before.goals[key], after.goals[key]
    return before.commitment(old) == after.commitment(new)  # type: ignore[arg-type]  # it is a KPI


def _standing(goal: Definition[AnyGoal], known: GoalProgress) -> Standing:
    target = target_text(goal.model.target) if isinstance(goal.model, Kpi) else ""
    return Standing(target, known.value, known.attainment, known.score, known.status)


def _note(left: Left) -> str:
    if left.is_open:
        return f"`{left.kpi}` keeps its value: the units in `{left.formula}` are not certain"
    if not left.missing:
        return f"`{left.kpi}` keeps its value: `{left.formula}` has none"
    names = ", ".join(f"`{name}`" for name in left.missing)
    return (
        f"`{left.kpi}` keeps its value: `{left.formula}` needs {names}, "
        "not known for the same segment and period"
    )
