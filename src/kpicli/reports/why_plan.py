"""How far the targets of contributors lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.progress.precision import fixed_precision
from kpicli.reports.steps import Part, Step, Working
from kpicli.reports.why_rollup import combination

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.progress.plan import Plan


@fixed_precision()
def plan_part(plan: Plan) -> Part:
    """What the contributors' targets come to, and how much of the way to the target that is."""
    steps = [
        Step(
            f"`{part.kpi.id}`",
            part.planned,
            "" if plan.formula else plan.unit,
            note="assumed to stay at its baseline" if part.is_assumed else "its target",
            source=part.kpi.at("baseline" if part.is_assumed else "target"),
        )
        for part in plan.parts
    ]
    steps.append(Step("plan", plan.value, plan.unit, _planned(plan)))
    if plan.start is not None:
        steps.append(Step("start", plan.start, plan.unit, _started(plan), "from the baselines"))
    steps += _covered(plan)
    return Part("plan", (*steps, *(Step("doubt", note=words) for words in plan.doubts)))


def _planned(plan: Plan) -> Working:
    if plan.formula is not None:
        return (plan.formula.text,)
    return combination(plan.rollup, [(part.weight, part.planned) for part in plan.parts])


def _started(plan: Plan) -> Working:
    if plan.formula is not None:
        return (plan.formula.text,)
    pairs = [(part.weight, part.baseline) for part in plan.parts]
    return combination(plan.rollup, [(w, number) for w, number in pairs if number is not None])


def _covered(plan: Plan) -> Iterator[Step]:
    target, start, coverage = plan.commitment.target, plan.start, plan.coverage
    if coverage is not None and target is not None and start is not None:
        working = ("(", plan.value, " - ", start, ") / (", target, " - ", start, ")")
        yield Step("covered", coverage, "", working, "of the way from the baselines to the target")
    elif plan.miss:
        note = "between the plan and the target"
        yield Step("missing", plan.miss, plan.unit, note=note, source=plan.parent.at("target"))
