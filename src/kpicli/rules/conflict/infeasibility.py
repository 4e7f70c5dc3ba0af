"""A proved contradiction in words: who asks what, why it cannot be, and what would have to give."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING

from pydantic import Field

from kpicli.constraints.gives import Gives, gives
from kpicli.constraints.interval import shown
from kpicli.constraints.system import Side
from kpicli.findings import Severity
from kpicli.rules.rule import RuleOptions
from kpicli.workspace.feasibility import reasoning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.constraints.conflict import Bound, Step
    from kpicli.findings import Finding, Label
    from kpicli.rules.rule import Rule
    from kpicli.workspace import Workspace
    from kpicli.workspace.feasibility import Case, Reasoning, Stated

_DIGITS = 4
_HUNDRED = Decimal(100)
_MOST_EXPLAINED = 20
_SIGNS = {Side.LOW: "≥", Side.HIGH: "≤"}
_WORDS = {Side.LOW: "at least", Side.HIGH: "at most"}


def cases(workspace: Workspace) -> tuple[Case, ...]:
    """All contradictions that are proved, those of the most contested goals first."""
    found = workspace.remembered(reasoning).cases
    contested = _counts(found)
    return tuple(sorted(found, key=lambda case: (-_most(case, contested), case.conflict.facts)))


def labels(case: Case) -> tuple[Label, ...]:
    """Where the facts were written, goals first, and then the formulas."""
    ordered = sorted(case.stated, key=lambda part: not part.is_goal)
    return tuple(part.definition.at(part.field, message=asked(part)) for part in ordered)


def formula_labels(case: Case, workspace: Workspace) -> tuple[Label, ...]:
    """Where the formulas of the argument were written."""
    metrics = workspace.remembered(reasoning).metrics
    names = dict.fromkeys(metrics[each.variable] for each in case.conflict.equations)
    found = (workspace.metrics[name] for name in names)
    return tuple(each.at("formula", message="the formula") for each in found if each.model.formula)


def asked(part: Stated) -> str:
    """What a fact says: `at least 3,000 lead`."""
    ends = [
        f"{_WORDS[side]} {_number(bound / part.scale)}"
        for side in Side
        if (bound := part.fact.bound(side)) is not None
    ]
    return f"{' and '.join(ends)} {part.unit}".rstrip()


def named(part: Stated) -> str:
    """A fact with who says it."""
    if part.is_goal:
        return f"`{part.definition.id}` ({part.fact.variable} {asked(part)})"
    return f"the {part.field} of `{part.definition.id}` ({asked(part)})"


def joined(parts: Iterable[Stated]) -> str:
    """Facts in a row, goals first."""
    words = [named(part) for part in sorted(parts, key=lambda part: not part.is_goal)]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def argument(case: Case, workspace: Workspace) -> tuple[str, ...]:
    """The derivation, a step each, and the two bounds that it ends in."""
    book = workspace.remembered(reasoning)
    conflict = case.conflict
    steps = [_step(step, book) for step in conflict.steps]
    if not steps:
        steps = ["every case of the quantities was tried, and each ends in a contradiction"]
        steps += [each.text for each in conflict.equations]
    if len(conflict.opposed) > 1:
        steps.append(" and ".join(_bound(bound, book) for bound in conflict.opposed))
    return tuple(steps)


def remedy(case: Case, rank: int) -> str | None:
    """The alternatives; for the first contradictions only, since each costs many searches."""
    if rank >= _MOST_EXPLAINED:
        return "`kpi why` on one of the goals says what would have to give"
    found = gives(case.conflict)
    ways = list(_ways(case, found))
    if not ways:
        return None
    alike = ""
    if found.share is not None and found.is_share_confirmed and len(ways) > 1:
        alike = f", or all of them by {_number(found.share * _HUNDRED)} %"
    return f"one must give: {', or '.join(ways)}{alike}"


def most_contested(workspace: Workspace, case: Case) -> str | None:
    """That one goal is in several contradictions, if it is."""
    found = workspace.remembered(reasoning).cases
    contested = _counts(found)
    count, goal = max((contested[part.fact.key], part.fact.key) for part in case.goals)
    return f"`{goal}` is in {count} of {len(found)} contradictions" if count > 1 else None


def is_rounding(case: Case, percent: Decimal) -> bool:
    """Whether the two bounds that the argument ends in miss each other by no more than that."""
    values = [bound.value for bound in case.conflict.opposed if bound.value is not None]
    if len(values) < 2:  # noqa: PLR2004 - it takes two to miss each other
        return False
    low, high = min(values), max(values)
    return (high - low) * _HUNDRED <= percent * max(abs(low), abs(high))


def _counts(found: Iterable[Case]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for case in found:
        for part in case.goals:
            counts[part.fact.key] = counts.get(part.fact.key, 0) + 1
    return counts


def _most(case: Case, contested: dict[str, int]) -> int:
    return max(contested[part.fact.key] for part in case.goals)


def _step(step: Step, book: Reasoning) -> str:
    why = " and ".join(dict.fromkeys(each.text for each in step.equations))
    given = ", ".join(_bound(bound, book) for bound in step.premises)
    return f"{_bound(step.bound, book)}, because {why} with {given}"


def _bound(bound: Bound, book: Reasoning) -> str:
    if bound.value is None:
        return f"{bound.variable} has no value"
    unit, scale = book.units.get(bound.variable, ("", Decimal(1)))
    return f"{bound.variable} {_SIGNS[bound.side]} {_number(bound.value / scale)} {unit}".rstrip()


def _ways(case: Case, found: Gives) -> Iterator[str]:
    stated = {part.fact.key: part for part in case.stated}
    for way in found.alternatives:
        part = stated[way.fact]
        bound = part.fact.bound(way.side)
        if way.value is None or bound is None:
            continue
        who = (
            f"`{part.definition.id}`"
            if part.is_goal
            else f"the benchmark of `{part.definition.id}`"
        )
        least = "" if way.is_confirmed else "at least "
        change = f"{_number(bound / part.scale)} → {least}{_number(way.value / part.scale)}"
        yield f"{who} {change} {part.unit}".rstrip()


def _number(value: Decimal) -> str:
    """A number for people: whole, or with four digits that count."""
    if value == value.to_integral_value():
        return shown(value.quantize(Decimal(1)))
    with localcontext(prec=max(_DIGITS, value.adjusted() + 3), rounding=ROUND_HALF_EVEN):
        return shown(+value)


class InfeasibilityOptions(RuleOptions):
    """What counts as rounding."""

    rounding: Decimal = Field(
        Decimal("0.5"), ge=0, description="a miss of up to so many per cent is an info"
    )


def told(
    rule: Rule, case: Case, workspace: Workspace, rank: int, options: InfeasibilityOptions
) -> Finding:
    """The finding about a contradiction; `rank` is its place among all of them."""
    first, *others = (*labels(case), *formula_labels(case, workspace))
    ids = tuple(part.definition.id for part in case.goals)
    verb = "cannot be met" if len(case.stated) == 1 else "cannot hold together"
    finding = rule.finding(
        f"{joined(case.stated)} {verb}{_because(case, workspace)}",
        first,
        goals=ids,
        field="target",
        related=tuple(others),
        help=remedy(case, rank),
        notes=tuple(filter(None, (*argument(case, workspace), most_contested(workspace, case)))),
    )
    if not is_rounding(case, options.rounding):
        return finding
    message = f"{finding.message}, but by no more than rounding"
    return replace(finding, severity=Severity.INFO, message=message)


def _because(case: Case, workspace: Workspace) -> str:
    """What the argument ends in, in a few words."""
    book = workspace.remembered(reasoning)
    derived = [bound for bound in case.conflict.opposed if bound.fact is None]
    if not derived or derived[0].value is None:
        return ""
    bound = derived[0]
    unit, scale = book.units.get(bound.variable, ("", Decimal(1)))
    words = f"{_WORDS[bound.side]} {_number(derived[0].value / scale)} {unit}".rstrip()
    return f": {bound.variable} comes to {words}"
