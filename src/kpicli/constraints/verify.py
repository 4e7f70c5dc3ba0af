"""Whether values satisfy a system, computed anew on decimals, whoever found them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.formulas import Formula, Name, evaluate, postorder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.constraints.system import Equation, Fact, System

_AGREEMENT = Decimal("1e-9")
"""How closely numbers agree that count as equal, relative to them."""


def satisfied(system: System, values: Mapping[str, Decimal]) -> Mapping[str, Decimal] | None:
    """The values with those of all definitions, if they satisfy every equation and fact to 1e-9.

    Of a variable with a definition the value is computed, whatever was given for it.
    """
    defined = {each.variable for each in system.definitions}
    known = {name: value for name, value in values.items() if name not in defined}
    for each in system.definitions:
        value = _value(each, known)
        if value is None:
            return None
        known[each.variable] = value
    if not all(_agrees(row, known) for row in system.rows):
        return None
    return known if all(_holds(fact, known.get(fact.variable)) for fact in system.facts) else None


def _value(equation: Equation, values: Mapping[str, Decimal]) -> Decimal | None:
    names = {node.id for node in postorder(equation.root) if isinstance(node, Name)}
    return evaluate(Formula(equation.text, equation.root, tuple(sorted(names))), values)


def _agrees(row: Equation, values: Mapping[str, Decimal]) -> bool:
    own, other = values.get(row.variable), _value(row, values)
    return own is not None and other is not None and abs(own - other) <= _slack(own, other)


def _holds(fact: Fact, value: Decimal | None) -> bool:
    if value is None:
        return False
    is_above = fact.low is None or value >= fact.low - _slack(value, fact.low)
    return is_above and (fact.high is None or value <= fact.high + _slack(value, fact.high))


def _slack(one: Decimal, other: Decimal) -> Decimal:
    return _AGREEMENT * max(abs(one), abs(other))
