"""Targets in words, read for the number that they mean."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from kpicli.models.target import Form, parse_target


class Reading(Struct, frozen=True):
    """What a target in words means: a sign such as `>=` or none, one number or two, a unit."""

    sign: str
    numbers: tuple[str, ...]
    unit: str = ""

    @property
    def text(self) -> str:
        """The target as the format writes it."""
        sign = f"{self.sign} " if self.sign[:1] in {"<", ">"} else self.sign
        return f"{sign}{'..'.join(self.numbers)}{self.unit}"

    def without_unit(self) -> Reading:
        """The same numbers, for a KPI whose unit is another."""
        return replace(self, unit="")


COMPLETE = Reading("", ("complete",))


def read_prose(text: str) -> Reading | None:
    """The structured form of a target in words; none where it holds no number, or several.

    A date ("100% by June 2026") is left out: the period says when.
    """
    plain = _plain(text)
    if plain.lower() in _DONE:
        return COMPLETE
    if _POWER.search(plain):
        return None
    reading = _between(plain) or _single(plain)
    if reading is None:
        return None
    return next((part for part in (reading, reading.without_unit()) if _is_target(part)), None)


def is_unstated(text: str) -> bool:
    """Whether the words say that there is a target, and not which: "TBD", "see the dashboard"."""
    return _UNSTATED.search(text) is not None


_DONE = {"done", "yes", "true", "delivered", "launched", "shipped", "implemented", "completed"}
_UNSTATED = re.compile(
    r"\bTB[ACD]\b|\bto be (?:determined|decided|defined|confirmed|agreed|set)\b|\bunknown\b"
    r"|\bconfidential\b|\A\W*(?:see|identified in|refer to)\b|\bno target\b|\bnot (?:yet )?set\b"
    r"|\bn/?a\b|\bpending\b|\b[XN]{1,3} ?%|\A\W*(?:none\W*)?\Z",
    re.IGNORECASE,
)

_COUNTED = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_COUNTED)})\b", re.IGNORECASE)

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:FY ?)?20[0-9]{2}(?:-(?:Q[1-4]|H[12]|[0-9]{2}(?:-[0-9]{2})?))?"
_DATE = rf"(?:(?:{_DAY} )?{_MONTH}(?: {_DAY}\b)?|Q[1-4]|H[12]|year|quarter)?,? ?(?:{_YEAR})?"
_ASIDES = (
    re.compile(r"\([^()]*\)|<[a-z/][^<>]*>", re.IGNORECASE),
    re.compile(rf"\b(?:by|until|before|in) (?:the )?(?:end of )?{_DATE}(?!\w)", re.IGNORECASE),
    re.compile(r"\b[0-9]+(?:st|nd|rd|th)\b", re.IGNORECASE),
)

_SCALE = r"(?: ?(?:%|(?:k|K|M|bn|thousand|million|billion|pp)(?!\w)))?"
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


def _plain(text: str) -> str:
    """The words without asides, dates and ordinals, with small numbers in digits."""
    for aside in _ASIDES:
        text = aside.sub(" ", text)
    text = _IN_WORDS.sub(lambda found: str(_COUNTED.index(found[0].lower())), text)
    text = re.sub(r" per ?cent\b", "%", text)
    return " ".join(text.split()).strip(" .,;:")


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


def _is_target(reading: Reading) -> bool:
    return parse_target(reading.text).form is not Form.PROSE
