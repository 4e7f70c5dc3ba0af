"""Targets in words, read for the number that they mean."""

from __future__ import annotations

import re

from kpicli.models.target import Form, parse_target
from kpicli.rules.measurable.prose_reading import Reading

COMPLETE = Reading("", ("complete",))


def read_prose(text: str) -> Reading | None:
    """The structured form of a target in words; none where it holds no number, or several.

    A date ("100% by June 2026") is left out: the period says when.
    """
    plain = _plain(text)
    if plain.lower() in _DONE:
        return COMPLETE
    if not _DIGIT.search(plain):
        return None
    from kpicli.rules.measurable.prose_numbers import (  # noqa: PLC0415 - its patterns cost 4 ms
        read_numbers,
    )

    reading = read_numbers(plain)
    if reading is None:
        return None
    return next((part for part in (reading, reading.without_unit()) if _is_target(part)), None)


def is_unstated(text: str) -> bool:
    """Whether the words say that there is a target, and not which: "TBD", "see the dashboard"."""
    return _UNSTATED.search(text) is not None


_DONE = {"done", "yes", "true", "delivered", "launched", "shipped", "implemented", "completed"}
_DIGIT = re.compile("[0-9]")
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


def _plain(text: str) -> str:
    """The words without asides, dates and ordinals, with small numbers in digits."""
    for aside in _ASIDES:
        text = aside.sub(" ", text)
    text = _IN_WORDS.sub(lambda found: str(_COUNTED.index(found[0].lower())), text)
    text = re.sub(r" per ?cent\b", "%", text)
    return " ".join(text.split()).strip(" .,;:")


def _is_target(reading: Reading) -> bool:
    return parse_target(reading.text).form is not Form.PROSE
