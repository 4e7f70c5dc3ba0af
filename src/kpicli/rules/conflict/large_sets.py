"""Contradictions of many goals: the sum that they meet in, the gap, and its greatest parts."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import TYPE_CHECKING

from kpicli.rules.conflict.amounts import amount, number

if TYPE_CHECKING:
    from collections.abc import Collection

    from kpicli.constraints.conflict import Contributor, Shortfall
    from kpicli.workspace.feasibility import Case, Reasoning
    from kpicli.workspace.stated import Stated

MOST_NAMED = 8
"""Sets of more facts are told by the sum that they run through."""
_FEW = 5


def is_large(case: Case) -> bool:
    """Whether a contradiction has more facts than a person takes in one by one."""
    return len(case.stated) > MOST_NAMED


def large_words(case: Case, book: Reasoning) -> str:
    """What cannot be: the sum, what is wanted of it, what it comes to, and its greatest parts."""
    count, missed = len(case.goals), _missed(case)
    if missed is None:
        names = ", ".join(f"`{part.definition.id}`" for part in case.goals[:_FEW])
        more = f" and {count - _FEW} more" if count > _FEW else ""
        return f"{count} goals cannot hold together: {names}{more}"
    is_low = missed.reached < missed.wanted
    wanted, reached = ("at least", "at most") if is_low else ("at most", "at least")
    unit, _ = book.units.get(missed.variable, ("", 1))
    # All of it is told as it is or weaker, so that it stays true.
    up, down = (ROUND_CEILING, ROUND_FLOOR) if is_low else (ROUND_FLOOR, ROUND_CEILING)
    gap = amount(abs(missed.wanted - missed.reached), missed.variable, book, ROUND_FLOOR)
    return (
        f"{count} goals cannot hold together: {missed.variable} is to be {wanted} "
        f"{amount(missed.wanted, missed.variable, book, down)}{_by(case, missed)} and comes to "
        f"{reached} {amount(missed.reached, missed.variable, book, up)}, {gap} too "
        f"{'little' if is_low else 'much'}; of its {missed.count} parts the greatest are "
        f"{_parts(case, missed, book, unit)}"
    )


def ranked(case: Case) -> tuple[Stated, ...]:
    """The facts in the order of what they matter: what is wanted, then the parts by their size."""
    missed = _missed(case)
    wanted = missed.variable if missed else ""

    def weight(part: Stated) -> tuple[object, ...]:
        bounds = [abs(end) for end in (part.fact.low, part.fact.high) if end is not None]
        return part.fact.variable != wanted, not part.is_goal, -max(bounds), part.fact.key

    return tuple(sorted(case.stated, key=weight))


def _missed(case: Case) -> Shortfall | None:
    from kpicli.constraints.shortfall import shortfall_of  # noqa: PLC0415 - contradictions are few

    return shortfall_of(case.conflict)


def asked_to_give(case: Case) -> Collection[str]:
    """The facts of a large set whose alternatives are looked for: what is wanted, and two parts."""
    softs = [part.fact for part in ranked(case) if part.field != "range"]
    return {fact.key for fact in softs[:3]}


def _by(case: Case, missed: Shortfall) -> str:
    """Who wants the sum, if goals do so themselves."""
    ids = [f"`{part.definition.id}`" for part in _at(case, missed.variable) if part.is_goal]
    return f" ({' and '.join(ids)})" if ids else ""


def _parts(case: Case, missed: Shortfall, book: Reasoning, unit: str) -> str:
    words = [_part(case, part, book, unit) for part in missed.contributors]
    rest = missed.count - len(words)
    return ", ".join(words) + (f", and {rest} more" if rest else "")


def _part(case: Case, part: Contributor, book: Reasoning, unit: str) -> str:
    """A part by the goal that bounds it, else by its own name."""
    goals = [each for each in _at(case, part.variable) if each.is_goal]
    name = f"`{goals[0].definition.id}`" if goals else part.variable
    own, scale = book.units.get(part.variable, ("", 1))
    value = number(part.value / scale)
    return f"{name} {value}" if own == unit else f"{name} {value} {own}".rstrip()


def _at(case: Case, variable: str) -> list[Stated]:
    return [part for part in case.stated if part.fact.variable == variable]
