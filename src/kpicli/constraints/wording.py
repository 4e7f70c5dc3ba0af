"""Names for the variables of a network; a part of a formula is named by its formula."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.constraints.extremes import Maximum, Minimum
from kpicli.constraints.linear import Linear
from kpicli.constraints.primitives import Magnitude, Power, Product, Quotient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpicli.constraints.network import Network
    from kpicli.constraints.primitives import Primitive

_LONGEST = 200
_DIGITS = 12


def wordings(network: Network) -> dict[int, str]:
    """The name or the formula of each variable; a formula beyond 200 characters is cut."""
    words = {x: _name(network, x) for x in range(len(network.names))}
    for primitive in network.primitives:
        result = primitive.variables[0]
        if network.names[result] is None:
            words[result] = _cut(_formula(primitive, words))
    return words


def equation(primitive: Primitive, words: Mapping[int, str]) -> str:
    """What a primitive says; empty where that is nothing new, or too long to follow."""
    result, formula = words[primitive.variables[0]], _formula(primitive, words)
    text = f"{result} = {formula}"
    return text if result != formula and len(text) <= _LONGEST // 2 else ""


def rounded(value: float) -> Decimal:
    """A finite number for people: 12 digits, which hides the outward rounding."""
    return Decimal(f"{value:.{_DIGITS}g}")


def _name(network: Network, x: int) -> str:
    low, high = network.domains[x]
    return network.names[x] or (f"{low:.12g}" if low == high else "a part of a formula")


def _formula(primitive: Primitive, words: Mapping[int, str]) -> str:
    match primitive:
        case Product(left=left, right=right):
            return f"{_factor(words[left])} * {_factor(words[right])}"
        case Quotient(above=above, below=below):
            return f"{_inner(words[above])} / {_inner(words[below])}"
        case Power(base=base, exponent=exponent):
            return f"{_inner(words[base])} ** {exponent}"
        case Magnitude(operand=operand):
            return f"abs({words[operand]})"
        case Minimum(operands=operands):
            return f"min({', '.join(words[x] for x in operands)})"
        case Maximum(operands=operands):
            return f"max({', '.join(words[x] for x in operands)})"
        case Linear():
            return _sum(primitive, words)
        case _:
            return words[primitive.variables[0]]


def _sum(linear: Linear, words: Mapping[int, str]) -> str:
    terms = [
        _term(factor, words[x]) for x, factor in zip(linear.operands, linear.factors, strict=True)
    ]
    if linear.constant:
        terms.append(f"{linear.constant:.12g}")
    return " + ".join(terms).replace("+ -", "- ")


def _term(factor: float, word: str) -> str:
    if factor == 1.0:
        return word
    return f"-{_inner(word)}" if factor == -1.0 else f"{factor:.12g} * {_inner(word)}"


def _factor(word: str) -> str:
    return word if {*word.split()[1::2]} <= {"*"} else _inner(word)


def _inner(word: str) -> str:
    return f"({word})" if " " in word and not word.startswith(("min(", "max(", "abs(")) else word


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
