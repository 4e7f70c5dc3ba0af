"""A proved contradiction in words: who asks what, why it cannot be, and what would have to give."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kpicli.constraints.conflict import Method
from kpicli.constraints.system import Side
from kpicli.findings import Severity
from kpicli.rules.conflict.amounts import bound_words, digits_apart, is_huge, number, written
from kpicli.rules.conflict.arguments import argument
from kpicli.rules.conflict.large_sets import (
    asked_to_give,
    is_large,
    large_words,
    ranked,
)
from kpicli.rules.conflict.proved import most_contested
from kpicli.workspace.feasibility import reasoning

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kpicli.constraints.gives import Gives
    from kpicli.findings import Finding, Label
    from kpicli.rules.conflict.proved import InfeasibilityOptions
    from kpicli.rules.rule import Rule
    from kpicli.workspace import Workspace
    from kpicli.workspace.feasibility import Case
    from kpicli.workspace.stated import Stated

_HUNDRED = Decimal(100)
_MOST_EXPLAINED = 20
_A_TRACE = 1000
"""How many times a bound is what it gives beyond 0, if that is hardly anything."""
_WORDS = {Side.LOW: "at least", Side.HIGH: "at most"}


def labels(case: Case) -> tuple[Label, ...]:
    """Where the facts were written, goals first, and then the formulas."""
    by_goals = sorted(case.stated, key=lambda part: not part.is_goal)
    ordered = ranked(case) if is_large(case) else by_goals
    found = (part.definition.at(part.field, message=asked(part)) for part in ordered)
    return tuple(dict.fromkeys(found))  # a range is stated of each quantity of its metric


def formula_labels(case: Case, workspace: Workspace) -> tuple[Label, ...]:
    """Where the formulas of the argument were written."""
    metrics = workspace.remembered(reasoning).metrics
    names = dict.fromkeys(metrics[each.variable] for each in case.conflict.equations)
    found = (workspace.metrics[name] for name in names)
    return tuple(each.at("formula", message="the formula") for each in found if each.model.formula)


def asked(part: Stated) -> str:
    """What a fact says: `at least 3,000 lead`."""
    ends = [
        f"{_WORDS[side]} {written(bound / part.scale)}"
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
    ordered = sorted(parts, key=lambda part: not part.is_goal)
    words = list(dict.fromkeys(named(part) for part in ordered))
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def remedy(case: Case, rank: int) -> str | None:
    """The alternatives; for the first contradictions only, since each costs many searches."""
    if rank >= _MOST_EXPLAINED:
        return "`kpi why` on one of the goals says what would have to give"
    found = _gives(case, among=asked_to_give(case) if is_large(case) else None)
    ways = list(_ways(case, found))
    if ways and is_large(case):
        ways.append("another of them")
    if not ways:
        return None
    alike = ""
    if found.share is not None and found.is_share_confirmed and len(ways) > 1:
        alike = f", or all of them by {number(found.share * _HUNDRED, ROUND_CEILING)} %"
    return f"one must give: {', or '.join(ways)}{alike}"


def is_rounding(case: Case, percent: Decimal) -> bool:
    """Whether the two bounds that the argument ends in miss each other by no more than that."""
    if case.conflict.method is Method.SOLVER:
        # Both of the bounds that miss each other give alike, so each gives half of it.
        share = _gives(case).share
        return share is not None and 2 * share * _HUNDRED <= percent
    values = [bound.value for bound in case.conflict.opposed if bound.value is not None]
    if len(values) < 2:  # noqa: PLR2004 - it takes two to miss each other
        return False
    low, high = min(values), max(values)
    return (high - low) * _HUNDRED <= percent * max(abs(low), abs(high))


def _gives(case: Case, among: Collection[str] | None = None) -> Gives:
    from kpicli.constraints.gives import gives  # noqa: PLC0415 - contradictions are few

    return gives(case.conflict, among=among)


def _ways(case: Case, found: Gives) -> Iterator[str]:
    stated = {part.fact.key: part for part in case.stated}
    for way in found.alternatives:
        part = stated[way.fact]
        bound = part.fact.bound(way.side)
        if way.value is None or bound is None or _just_passes_zero(bound, way.value):
            continue
        who = (
            f"`{part.definition.id}`"
            if part.is_goal
            else f"the benchmark of `{part.definition.id}`"
        )
        # What is known to be enough is rounded away from the bound, all else towards it.
        is_up = (way.side is Side.HIGH) is way.is_confirmed
        end = number(way.value / part.scale, ROUND_CEILING if is_up else ROUND_FLOOR)
        least = "" if way.is_confirmed else "at least "
        change = f"{written(bound / part.scale)} → {least}{end}"
        yield f"{who} {change} {part.unit}".rstrip()


def _just_passes_zero(bound: Decimal, value: Decimal) -> bool:
    """Whether a bound gives its whole size and no more, so that a divisor may change its sign.

    What is divided by less than 0 may be anything, which is true and of no help.
    """
    return bound * value < 0 and abs(value) * _A_TRACE < abs(bound)


def told(
    rule: Rule, case: Case, workspace: Workspace, rank: int, options: InfeasibilityOptions
) -> Finding:
    """The finding about a contradiction; `rank` is its place among all of them."""
    first, *others = labels(case)
    formulas = formula_labels(case, workspace)
    # Of many places some are shown, and the formula is worth more than one goal of forty.
    others = [*formulas, *others] if is_large(case) else [*others, *formulas]
    ids = tuple(part.definition.id for part in case.goals)
    finding = rule.finding(
        _contradiction(case, workspace),
        first,
        goals=ids,
        field="target",
        related=tuple(others),
        help=remedy(case, rank),
        notes=tuple(filter(None, (*argument(case, workspace), most_contested(workspace, case)))),
    )
    if not is_rounding(case, options.rounding):
        from kpicli.workspace.conditions import conditions  # noqa: PLC0415 - contradictions are few

        return _conditional(finding, tuple(conditions(workspace, case)))
    message = f"{finding.message}, but by no more than rounding"
    return replace(finding, severity=Severity.INFO, message=message)


def _conditional(finding: Finding, under: Sequence[str]) -> Finding:
    """A contradiction under conditions, which is a warning at most."""
    if not under:
        return finding
    message = f"{finding.message}, if {' and '.join(under)}"
    return replace(finding, severity=Severity.WARNING, message=message)


def _contradiction(case: Case, workspace: Workspace) -> str:
    """What cannot be, and what the argument ends in."""
    if is_large(case):
        return large_words(case, workspace.remembered(reasoning)) + _proof(case)
    verb = "cannot be met" if len(case.stated) == 1 else "cannot hold together"
    return f"{joined(case.stated)} {verb}{_because(case, workspace)}"


def _proof(case: Case) -> str:
    """Who proves it, where our own arithmetic does not."""
    return f", as {case.conflict.solver} proves" if case.conflict.solver else ""


def _because(case: Case, workspace: Workspace) -> str:
    """What the argument ends in, in a few words."""
    if case.conflict.solver:
        return _proof(case)
    book = workspace.remembered(reasoning)
    derived = [bound for bound in case.conflict.opposed if bound.fact is None]
    if not derived or derived[0].value is None or is_huge(derived[0].value):
        return ""
    bound = derived[0]
    digits = digits_apart(case.conflict.opposed, book)
    words = f"{_WORDS[bound.side]} {bound_words(bound, book, digits)}"
    wanted = [each for each in case.conflict.opposed if each is not bound]
    against = "".join(
        f" and is to be {_WORDS[each.side]} {bound_words(each, book, digits)}"
        for each in wanted
        if each.value is not None
    )
    return f": {bound.variable} comes to {words}{against}"
