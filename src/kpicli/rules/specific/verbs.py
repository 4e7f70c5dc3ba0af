"""The verb that a title begins with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.rules.specific.vocabulary import MOST_TITLES, first_words, one_of, vocabulary, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = (
    r"\A(?:\[[^\]]*\]\s*|\([^)]*\)\s*|[0-9]{1,2}[.)]\s+|[-*•\u2013\s]+)*(?:[\w .&/()-]{1,40}:\s+)?"
)
"""What may stand before the first word: tags, a list number, the name of a team and a colon."""


class Verb(Struct, frozen=True):
    """A verb that says what happens to a number, in small letters, and where it ends.

    `sign` is 1 for `increase`, -1 for `reduce`, and 0 for `improve`, which leaves it open.
    """

    word: str
    sign: int
    end: int


@lru_cache(maxsize=MOST_TITLES)
def leading_verb(title: str, language: str) -> Verb | None:
    """The verb that a title begins with, none where it begins with another word."""
    found = _leading(language).match(title)
    if found is None:
        return None
    sign = 1 if found["up"] else -1 if found["down"] else 0
    return Verb(found["verb"].lower(), sign, found.end("verb"))


def is_plain(title: str, verb: Verb, language: str) -> bool:
    """Whether the title speaks of no second change: not `Reduce waiting to raise satisfaction`."""
    return _second(language).search(title, verb.end) is None


def is_attached(title: str, verb: Verb, place: int, language: str) -> bool:
    """Whether a number at the place belongs to the verb: no other clause begins between."""
    return _between(language).search(title, verb.end, place) is None


def names_inverse(title: str, language: str) -> bool:
    """Whether a smaller number may be the better one, as of a rank or of a speed in seconds."""
    return _inverse(language).search(title) is not None


@lru_cache(maxsize=8)
def ways_of_openings(language: str) -> Mapping[str, frozenset[int]]:
    """The signs of the clear verbs that a title may begin with, by its first word."""
    words = vocabulary(language)
    verbs, multiples = words["verbs"], words["multiples"]
    ways = {
        **dict.fromkeys(first_words(verbs["up"]), _UP),
        **dict.fromkeys(first_words(verbs["down"]), _DOWN),
        **{word: _UP if multiples[word] > 1 else _DOWN for word in multiples},
    }
    return ways | dict.fromkeys(first_words(verbs["leads"]), _UP | _DOWN)


_UP, _DOWN = frozenset({1}), frozenset({-1})


@lru_cache(maxsize=8)
def _leading(language: str) -> re.Pattern[str]:
    words = vocabulary(language)
    verbs = words["verbs"]
    multiples = words["multiples"]
    up = one_of([*verbs["up"], *(word for word in multiples if multiples[word] > 1)])
    down = one_of([*verbs["down"], *(word for word in multiples if multiples[word] < 1)])
    leads = rf"(?:{one_of(verbs['leads'])}\s+)*"
    proper = rf"(?!(?i:{one_of(verbs['adjectives'])})\s+[A-Z][a-z])"
    never = rf"(?!(?i:{one_of(verbs['never'])})(?!\w))"
    verb = rf"(?P<verb>(?P<up>{up})|(?P<down>{down})|{one_of(verbs['changing'])})"
    return re.compile(rf"{PREFIX}(?i:{leads}){never}{proper}(?i:{verb})(?![\w,-])")


@lru_cache(maxsize=8)
def _second(language: str) -> re.Pattern[str]:
    words = vocabulary(language)
    verbs = words["verbs"]
    return re.compile(whole([*verbs["up"], *verbs["down"], *words["multiples"]]), re.IGNORECASE)


@lru_cache(maxsize=8)
def _between(language: str) -> re.Pattern[str]:
    blocking = vocabulary(language)["verbs"]["blocking"]
    return re.compile(rf"[,;:]|{whole(blocking)}|\bto\s+[a-z]", re.IGNORECASE)


@lru_cache(maxsize=8)
def _inverse(language: str) -> re.Pattern[str]:
    return re.compile(whole(vocabulary(language)["verbs"]["inverse"]), re.IGNORECASE)
