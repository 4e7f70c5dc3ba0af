"""The numbers in a target in words, and what the words around them make of them."""

from __future__ import annotations

import re

from kpicli.rules.measurable.prose_reading import Reading

_SCALE = r"(?: ?(?:%|(?:k|K|M|bn|thousand|million|billion|Tsd|Mio|Mrd|pp)(?!\w)))?"
_DIGITS = r"(?:[0-9](?:[0-9,_]*[0-9])?(?:\.[0-9]+)?|\.[0-9]+)"
_NUMBER = rf"(?<![\w.])[€$£¥]?{_DIGITS}(?::{_DIGITS})?{_SCALE}"
_POWER = re.compile(r"[0-9][eE][+-]?[0-9]")
_WORD = r"[A-Za-z][A-Za-z_]*"
_UNIT = rf"(?P<unit> ?{_WORD}(?:(?: per |/){_WORD})*|/{_WORD})"
_ONE = re.compile(_NUMBER)
_TWO = re.compile(
    rf"(?P<way>between|from)?\s*(?P<low>{_NUMBER})\s*(?:and|to|through|[-–—])\s*"  # noqa: RUF001 - the dashes that people type
    rf"(?P<high>{_DIGITS}(?::{_DIGITS})?{_SCALE}){_UNIT}?\W*\Z"
)

_COMPARED = re.compile(
    r"(?:(?P<equal>(?:at|equal|equal to|same) or )"
    r"|(?P<negated>\b(?:no|not|never|cannot)(?: to)? ))?"
    r"\b(?P<word>above|over|below|under|exceed(?:s|ing)?"
    r"|(?:more|greater|higher|better|less|fewer|lower|worse) than)(?P<too> or equal(?: to)?)?\Z"
)
_DOWNWARD = {"below", "under", "less than", "fewer than", "lower than", "worse than"}
_BEFORE = {
    ">=": ("at least", "minimum", "minimum of", "min", "maintain", "maintain at", "keep at"),
    "<=": ("at most", "maximum", "maximum of", "max", "up to", "within"),
    "+": ("increase by", "grow by", "raise by", "up by", "increase of", "growth of"),
    "-": ("decrease by", "reduce by", "lower by", "cut by", "down by", "reduction of"),
}
_SYMBOLS = {
    "≥": ">=",
    ">=": ">=",
    "=>": ">=",
    "≤": "<=",
    "<=": "<=",
    "=<": "<=",
    ">": ">",
    "<": "<",
}
_OTHERWISE = re.compile(r"x\b|/[0-9]")
_AFTER = {
    ">=": "or (?:more|higher|above|better|greater)|and (?:above|over|up)|minimum",
    "<=": "or (?:less|fewer|lower|below|under)|and (?:below|under)|maximum",
    "+": "increase|growth|more",
    "-": "decrease|reduction|less|fewer",
}
_BEHIND = {sign: re.compile(rf"{_UNIT}?\s*\b(?:{words})\b") for sign, words in _AFTER.items()}
_WHOLE_UNIT = re.compile(rf"{_UNIT}\W*\Z|(?P<attached>[A-Za-z]{{1,3}})(?!\w)")


def read_numbers(plain: str) -> Reading | None:
    """One number or the two ends of a range, with sign and unit; none where there are others.

    The text is without asides and dates, and small numbers are in digits.
    """
    if _POWER.search(plain):
        return None
    return _between(plain) or _single(plain)


def _between(plain: str) -> Reading | None:
    found = _TWO.search(plain)
    if found is None or len(_ONE.findall(plain[: found.start()])):
        return None
    unit = _unit(found["unit"])
    if found["way"] == "from":
        return Reading("", (found["high"],), unit)
    return Reading("", (found["low"], found["high"]), unit)


def _single(plain: str) -> Reading | None:
    numbers = list(_ONE.finditer(plain))
    if len(numbers) != 1:
        return None
    number = numbers[0][0]
    before, after = plain[: numbers[0].start()].strip().lower(), plain[numbers[0].end() :]
    if _OTHERWISE.match(after) or (before.endswith("within") and "%" in number):
        return None  # a multiple, a fraction, or a distance from something that is not named
    for sign, words in _BEHIND.items():
        behind = words.match(after)
        if behind:
            return Reading(sign, (number,), _unit(behind["unit"]))
    unit = _WHOLE_UNIT.match(after)
    sign = ">=" if after.startswith("+") else _sign(before)
    return Reading(sign, (number,), _unit((unit["unit"] or unit["attached"]) if unit else None))


def _sign(before: str) -> str:
    """The sign that the words before a number mean, empty where they mean none."""
    compared = _COMPARED.search(before)
    if compared:
        up = compared["word"] not in _DOWNWARD
        if compared["negated"]:
            return "<=" if up else ">="
        sign = ">" if up else "<"
        return f"{sign}=" if compared["equal"] or compared["too"] else sign
    symbol = next((sign for text, sign in _SYMBOLS.items() if before.endswith(text)), None)
    if symbol:
        return symbol
    words = (sign for sign, phrases in _BEFORE.items() if before.endswith(phrases))
    return next(words, "")


def _unit(words: str | None) -> str:
    """`contributors per month` as ` contributors/month`."""
    return f"{' ' if words[0] != '/' else ''}{words.strip().replace(' per ', '/')}" if words else ""
