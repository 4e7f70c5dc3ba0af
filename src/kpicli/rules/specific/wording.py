"""Words that name a wish and no result, read from one file per language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.rules.specific.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

_UP_TO_FOUR_WORDS = r"\S+(?:\s+\S+){0,3}?"
_CLAUSE = r"(?:\A|[.:;!?]\s+|\]\s*)\W*(?:\w+\s+and\s+)?"
_YEAR = r"(?:FY ?)?(?:19|20)[0-9]{2}(?:[-/](?:Q[1-4]|H[12]|[0-9]{2}(?:-[0-9]{2})?))?"


class Wording(Struct, frozen=True):
    """The words of one language, ready to be looked for."""

    _wish: re.Pattern[str]
    _direction: re.Pattern[str]
    _means: re.Pattern[str]
    _number: re.Pattern[str]
    _date: re.Pattern[str]
    _measure: re.Pattern[str]

    def wish(self, title: str) -> str | None:
        """The first words of a title that name a wish, as they were written, or none.

        A title that gives a number or the means names more than a wish. Years, dates, quarters
        and the numbers in names (`P1`, `v2`, `#12`) are no such numbers.
        """
        return self._first(self._wish, title)

    def direction(self, title: str) -> str | None:
        """The verb of a title that names a way without an amount, as it was written, or none."""
        return self._first(self._direction, title)

    def names_measure(self, title: str) -> bool:
        """Whether a word that asks for something else may name a measure: `Increase in sales`."""
        return self._measure.search(title) is not None

    def _first(self, words: re.Pattern[str], title: str) -> str | None:
        found = words.search(title)
        if found is None or self._means.search(title):
            return None
        return (
            None if self._number.search(self._date.sub(" ", title)) else found[found.lastgroup or 0]
        )


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The words of a language, one of `languages()`."""
    words = vocabulary(language)
    leading, anywhere = _any_of(words["leading"]), _any_of(words["anywhere"])
    directions = _any_of(words["directions"])
    return Wording(
        re.compile(
            rf"{_CLAUSE}(?P<leading>{leading})\b|\b(?P<anywhere>{anywhere})\b", re.IGNORECASE
        ),
        re.compile(rf"{_CLAUSE}(?P<leading>{directions})\b", re.IGNORECASE),
        re.compile(rf"\b{_any_of(words['means'])}\b", re.IGNORECASE),
        re.compile(rf"(?<![\w#])[0-9]|\b{_any_of(words['numbers'])}\b", re.IGNORECASE),
        re.compile(
            rf"\b{_YEAR}\b|\b{_any_of(words['months'])}\.?\s+[0-9]{{1,2}}\b"
            rf"|\b[0-9]{{1,2}}\.?\s+{_any_of(words['months'])}\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\A\W*{_any_of(words['verbs']['never'])}(?![\w-])", re.IGNORECASE),
    )


def _any_of(phrases: Iterable[str]) -> str:
    # Longest first: an alternative that is the beginning of another must not win.
    ordered = sorted(phrases, key=len, reverse=True)
    return f"(?:{'|'.join(map(_phrase, ordered))})"


def _phrase(phrase: str) -> str:
    words = (_word(word) for word in phrase.split())
    return r"[\s-]+".join(words)


def _word(word: str) -> str:
    if word == "*":
        return _UP_TO_FOUR_WORDS
    return re.escape(word).replace(r"\*", r"\w+")
