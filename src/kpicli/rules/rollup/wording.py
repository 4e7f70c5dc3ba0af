"""The words in which the rules of this family say what a plan comes to."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Context, Decimal
from typing import TYPE_CHECKING

from kpicli.constraints.interval import shown
from kpicli.models.choices import Rollup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.findings import Label
    from kpicli.progress.plan import Plan
    from kpicli.progress.plan_parts import PlannedPart

MOST_NAMED = 5
"""How many contributors are named one by one."""

_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)
_HUNDRED = Decimal(100)


def number_words(value: Decimal, rounding: str = ROUND_HALF_EVEN) -> str:
    """A number with up to four decimals, or four digits of one below 1."""
    places = 4 if not value or abs(value) >= 1 else 3 - value.adjusted()
    exponent = int(value.as_tuple().exponent)
    return shown(value if exponent >= -places else _rounded(value, places, rounding))


def _rounded(value: Decimal, places: int, rounding: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding, context=_EXACT)


def percent_words(fraction: Decimal) -> str:
    """A fraction in per cent with at most one decimal, rounded towards 0."""
    tenth = Decimal("0.1")
    return f"{shown((fraction * _HUNDRED).quantize(tenth, ROUND_DOWN, context=_EXACT))} %"


def largest(plan: Plan) -> tuple[PlannedPart, ...]:
    """The contributors to be named: the largest, or all of a few, in the order of size."""
    ranked = sorted(plan.parts, key=lambda part: (-abs(part.planned), part.kpi.id))
    return tuple(ranked[:MOST_NAMED])


def labels_of(plan: Plan) -> tuple[Label, ...]:
    """The target of each contributor to be named; its baseline where that is assumed to stay."""
    return tuple(_label(plan, part) for part in largest(plan))


def _label(plan: Plan, part: PlannedPart) -> Label:
    weight = f", weight {shown(part.weight)}" if plan.rollup is Rollup.WEIGHTED_AVERAGE else ""
    words = f"`{part.kpi.id}`: {number_words(part.planned)}{weight}"
    if part.is_assumed:
        return part.kpi.at("baseline", message=f"{words}, assumed: it has no target")
    return part.kpi.at("target", message=words)


def goals_of(plan: Plan) -> tuple[str, ...]:
    """The parent and the contributors that are named."""
    return (plan.parent.id, *(part.kpi.id for part in largest(plan)))


def arithmetic_of(plan: Plan) -> str:
    """How the plan's value comes about: `4 + 3 + 2.5`."""
    match plan.rollup:
        case Rollup.SUM:
            return _joined(plan, " + ", [number_words(part.planned) for part in largest(plan)])
        case Rollup.WEIGHTED_AVERAGE:
            return _joined(plan, ", ", [_weighted(part) for part in largest(plan)])
        case Rollup.MIN | Rollup.MAX:
            return _joined(plan, ", ", [number_words(part.planned) for part in largest(plan)])
        case Rollup.NONE:
            return _joined(plan, ", ", [_named(part) for part in largest(plan)])


def _joined(plan: Plan, separator: str, terms: Sequence[str]) -> str:
    rest = len(plan.parts) - len(terms)
    return separator.join([*terms, f"{rest} more"] if rest else terms)


def _weighted(part: PlannedPart) -> str:
    return f"{number_words(part.planned)} (weight {shown(part.weight)})"


def _named(part: PlannedPart) -> str:
    return f"{part.kpi.model.metric or part.kpi.id} {number_words(part.planned)}"


def subject_of(plan: Plan) -> str:
    """What is compared with the parent's target, and the verb: `the targets … add up to`."""
    below = f"the targets of what contributes to `{plan.parent.id}`"
    match plan.rollup:
        case Rollup.SUM:
            return f"{below} add up to"
        case Rollup.WEIGHTED_AVERAGE:
            return f"{below} average"
        case Rollup.MIN:
            return f"the least of {below} is"
        case Rollup.MAX:
            return f"the greatest of {below} is"
        case Rollup.NONE:
            formula = plan.formula.text if plan.formula else ""
            return f"at {below}, `{formula}` gives"


def target_of(plan: Plan) -> str:
    """The parent's target beside the plan's value: `of 10 MEUR`, `where at most 10 EUR …`."""
    unit = f" {plan.unit}" if plan.unit else ""
    low, high = plan.commitment.low, plan.commitment.high
    if low is not None and high is not None:
        return f"outside {shown(low)} to {shown(high)}{unit}"
    if high is not None:
        return f"where {number_words(high)}{unit} is the most"
    return f"of {number_words(plan.bound)}{unit}"


def reached_of(plan: Plan) -> str:
    """How much of the way the plan leads, or how far it lies beside the target."""
    if plan.coverage is not None:
        return f"{percent_words(plan.coverage)} of the way"
    if not plan.bound:
        return "where nothing may be missing"
    side = "below" if plan.value < plan.bound else "above"
    return f"{percent_words(plan.miss / abs(plan.bound))} {side} it"


def remedy_of(plan: Plan) -> str:
    """What closes the gap between the plan and the target."""
    way = "more" if plan.value < plan.bound else "less"
    return (
        f"agree on targets that bring {number_words(plan.miss, ROUND_UP)} {way}, or give "
        f"`{plan.parent.id}` a target that they reach; write a link that is not to count with "
        "`rollup: false`"
    )
