"""Titles that begin with an imperative: what is to be done."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.rules.specific.titled import opening_words
from kpicli.rules.specific.verbs import PREFIX
from kpicli.rules.specific.vocabulary import first_words, one_of, vocabulary, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Pair(Struct, frozen=True):
    """Two verbs of a title, as they were written."""

    first: str
    second: str


def joined_verbs(title: str, language: str) -> Pair | None:
    """The two imperatives that "and" joins in a title, none where there are no two."""
    if _and(language) not in title or not _may_join(title, language):
        return None
    found = _compound(language).match(title)
    return Pair(found["first"], found["second"]) if found else None


def activity(title: str, language: str) -> str | None:
    """The verb of a title that says what is done, none where it says what for."""
    if opening_words(title).isdisjoint(activity_openings(language)):
        return None
    found = _activity(language).match(title)
    return found["verb"] if found and not _result(language).search(title) else None


@lru_cache(maxsize=8)
def activity_openings(language: str) -> tuple[str, ...]:
    """The first words of what is done, in small letters."""
    words = vocabulary(language)["activities"]
    return first_words([*words["clear"], *words["ambiguous"]])


def _may_join(title: str, language: str) -> bool:
    """Whether "and" stands before a verb anywhere: hardly any title need be read for two."""
    words = _behind_and(language).findall(title.lower())
    return not _imperative_openings(language).isdisjoint(words)


@lru_cache(maxsize=8)
def _behind_and(language: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,]{vocabulary(language)['imperatives']['joint']}\s+(\w+)")


@lru_cache(maxsize=8)
def _imperative_openings(language: str) -> frozenset[str]:
    words = vocabulary(language)["imperatives"]
    return frozenset(first_words([*words["clear"], *words["ambiguous"]]))


@lru_cache(maxsize=8)
def _and(language: str) -> str:
    return f" {vocabulary(language)['imperatives']['joint']} "


@lru_cache(maxsize=8)
def _compound(language: str) -> re.Pattern[str]:
    words = vocabulary(language)["imperatives"]
    objects = words["objects"]
    first = _verb(words, objects)
    # Both in the first clause: what follows "that" or "to reduce" says what it is for.
    aside = (
        rf"\b(?:{one_of(words['asides'])}|to\s+{one_of([*words['clear'], *words['ambiguous']])})\b"
    )
    return re.compile(
        rf"{PREFIX}(?P<first>{first})\b(?![-,])(?:(?!{aside})[^.;:!?()])*?"
        rf"[\s,]{words['joint']}\s+(?P<second>{first})\b(?!-)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _activity(language: str) -> re.Pattern[str]:
    words = vocabulary(language)
    verb = _verb(words["activities"], words["imperatives"]["objects"])
    return re.compile(rf"{PREFIX}(?P<verb>{verb})\b(?![-,])", re.IGNORECASE)


@lru_cache(maxsize=8)
def _result(language: str) -> re.Pattern[str]:
    return re.compile(whole(vocabulary(language)["activities"]["results"]), re.IGNORECASE)


def _verb(words: Mapping[str, Iterable[str]], objects: Iterable[str]) -> str:
    before_object = rf"(?=\s+(?:{one_of(objects)}\b|[0-9$€£¥]))"
    return rf"(?:{one_of(words['clear'])}|{one_of(words['ambiguous'])}{before_object})"
