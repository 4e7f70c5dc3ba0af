"""Units from text. Every text is a unit: unknown words are count nouns."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from kpicli.formulas.nouns import count_noun
from kpicli.formulas.unit_words import factor
from kpicli.formulas.units import Unit, product

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_MOST_CHARACTERS = 200
_TIMES_SIGNS = "*·⋅×"  # noqa: RUF001 - what people write
_PER = r"\bper\b(?!\s+cent\b)"
_TOKEN = rf"""\s*(?:
        (?P<times>[{_TIMES_SIGNS}](?!\*))
      | (?P<by>[/÷]|{_PER})
      | (?P<open>\()
      | (?P<close>\))
      | (?P<words>(?:(?!{_PER})[^{_TIMES_SIGNS}/÷()^²³])+)
        (?:(?:\^|\*\*)\s*(?P<exponent>[+-]?[1-9])|(?P<raised>[²³]))?
    )\s*"""
_OPERATORS = frozenset(f"{_TIMES_SIGNS}÷()^²³")
_RAISED = {"²": 2, "³": 3}


# A thousand goals share a dozen units.
@lru_cache(maxsize=1_024)
def parse_unit(text: str) -> Unit:
    """The unit that a text names; what cannot be taken apart is one count noun."""
    text = text.strip()
    if not text:
        return Unit((), Fraction(1), text)
    factors = _factors(text) if len(text) <= _MOST_CHARACTERS else None
    if factors is None:
        return Unit(((count_noun(text) or text, 1),), Fraction(1), text)
    return product(factors, text)


def unit_if_any(text: str | None) -> Unit | None:
    """The unit that a text names, none for an empty one: that may be meant in any."""
    return parse_unit(text) if text else None


def may_lack_a_scale(units: AbstractSet[str]) -> bool:
    """Whether some amounts have no unit beside others in per cent or thousands, as 0.4 and 40 %."""
    return "" in units and any(parse_unit(unit).scale != 1 for unit in units)


def _factors(text: str) -> tuple[tuple[Unit, int], ...] | None:
    """The factors with their exponents, or none where operators and brackets do not match up."""
    if _OPERATORS.isdisjoint(text) and "per" not in text.casefold():
        return _quotient(text.split("/"))
    factors: list[tuple[Unit, int]] = []
    groups, sign, wants_operand = [1], 1, True
    for token in _tokens(text):
        match token.lastgroup if token else None:
            case "open" if wants_operand:
                groups.append(groups[-1] * sign)
                sign = 1
            case "close" if not wants_operand and len(groups) > 1:
                groups.pop()
            case "times" | "by" as operator if not wants_operand:
                sign, wants_operand = (1 if operator == "times" else -1), True
            case "words" | "exponent" | "raised" if token and wants_operand:
                power = groups[-1] * sign * _exponent(token)
                factors.append((factor(token["words"]), power))
                wants_operand = False
            case _:
                return None
    return None if wants_operand or len(groups) > 1 else tuple(factors)


def _quotient(parts: list[str]) -> tuple[tuple[Unit, int], ...] | None:
    """The factors of words with nothing but `/` between them, as units mostly are."""
    words = [part.strip() for part in parts]
    exponents = (1, *[-1] * (len(words) - 1))
    return tuple(zip(map(factor, words), exponents, strict=True)) if all(words) else None


def _tokens(text: str) -> Iterator[re.Match[str] | None]:
    """The tokens of a unit, with none for what is no token, which ends them."""
    # Hardly any unit needs the pattern; `re` keeps it once it is compiled.
    pattern = re.compile(_TOKEN, re.VERBOSE | re.IGNORECASE)
    offset = 0
    while offset < len(text):
        token = pattern.match(text, offset)
        yield token
        offset = token.end() if token else len(text)


def _exponent(token: re.Match[str]) -> int:
    return _RAISED.get(token["raised"], int(token["exponent"] or 1))
