"""Words that name a wish and no result, read from one file per language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.rules.specific.titled import opening_words
from kpicli.rules.specific.vocabulary import first_words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

_UP_TO_FOUR_WORDS = r"\S+(?:\s+\S+){0,3}?"
_CLAUSE = r"(?:\A|[.:;!?]\s+|\]\s*)\W*(?:\w+\s+and\s+)?"
_YEAR = r"(?:FY ?)?(?:19|20)[0-9]{2}(?:[-/](?:Q[1-4]|H[12]|[0-9]{2}(?:-[0-9]{2})?))?"
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"\w+")


class Wording(Struct, frozen=True):
    """The words of one language, to be looked for in titles."""

    language: str

    def wish(self, title: str) -> str | None:
        """The first words of a title that name a wish, as they were written, or none.

        A title that gives a number or the means names more than a wish. Years, dates, quarters
        and the numbers in names (`P1`, `v2`, `#12`) are no such numbers.
        """
        patterns: list[re.Pattern[str]] = []
        if _opens_with(title, self.language, "leading"):
            patterns.append(_leading(self.language))
        if _may_say(title, self.language):
            patterns.append(_anywhere(self.language))
        found = [match for pattern in patterns if (match := pattern.search(title))]
        return self._alone(min(found, key=re.Match.start, default=None), title)

    def direction(self, title: str) -> str | None:
        """The verb of a title that names a way without an amount, as it was written, or none."""
        may = _opens_with(title, self.language, "directions")
        return self._alone(_direction(self.language).search(title), title) if may else None

    def _alone(self, found: re.Match[str] | None, title: str) -> str | None:
        if found is None or _means(self.language).search(title):
            return None
        # Without a digit there is no date.
        rest = _date(self.language).sub(" ", title) if _DIGIT.search(title) else title
        return None if _number(self.language).search(rest) else found["words"]


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The words of a language, one of `languages()`."""
    return Wording(language)


def _opens_with(title: str, language: str, kind: str) -> bool:
    return not opening_words(title).isdisjoint(_openings(language, kind))


@lru_cache(maxsize=16)
def _openings(language: str, kind: str) -> frozenset[str]:
    return frozenset(first_words(vocabulary(language)[kind]))


def _may_say(title: str, language: str) -> bool:
    """Whether a title may hold one of the phrases that count anywhere."""
    plain = f" {' '.join(_WORD.findall(title.lower()))} "
    return any(phrase in plain for phrase in _phrases(language))


@lru_cache(maxsize=8)
def _phrases(language: str) -> tuple[str, ...]:
    """The phrases that count anywhere, between blanks; of those with a gap, what is behind it."""
    phrases = (phrase.rpartition("* ")[2] for phrase in vocabulary(language)["anywhere"])
    return tuple(f" {phrase} " for phrase in phrases)


@lru_cache(maxsize=8)
def _leading(language: str) -> re.Pattern[str]:
    leading = _any_of(vocabulary(language)["leading"])
    return re.compile(rf"{_CLAUSE}(?P<words>{leading})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _anywhere(language: str) -> re.Pattern[str]:
    anywhere = _any_of(vocabulary(language)["anywhere"])
    return re.compile(rf"\b(?P<words>{anywhere})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _direction(language: str) -> re.Pattern[str]:
    directions = _any_of(vocabulary(language)["directions"])
    return re.compile(rf"{_CLAUSE}(?P<words>{directions})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _means(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_any_of(vocabulary(language)['means'])}\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _number(language: str) -> re.Pattern[str]:
    numbers = _any_of(vocabulary(language)["numbers"])
    return re.compile(rf"(?<![\w#])[0-9]|\b{numbers}\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _date(language: str) -> re.Pattern[str]:
    months = _any_of(vocabulary(language)["months"])
    return re.compile(
        rf"\b{_YEAR}\b|\b{months}\.?\s+[0-9]{{1,2}}\b|\b[0-9]{{1,2}}\.?\s+{months}\b",
        re.IGNORECASE,
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
