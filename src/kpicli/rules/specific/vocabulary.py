"""The words of a language as titles use them, as `words/<language>.py` has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

from kpicli.fields.field import Field
from kpicli.fields.notes import After
from kpicli.rules.rule import RuleOptions

Vocabulary = Mapping[str, Any]
"""Lists of phrases and tables by name; the file says what each is for."""

MOST_TITLES = 100_000
"""Titles of which is kept what they say: rules read them one after another, each from the first."""

_FOLDER = Path(__file__).with_name("words")


def _known(language: str) -> str:
    if language not in languages():
        raise ValueError(f"there are words for {', '.join(languages())} only")
    return language


class TitleOptions(RuleOptions):
    """What a rule that reads titles may be told."""

    language: Annotated[str, After(_known)] = Field("en", description="the language of the titles")


def languages() -> tuple[str, ...]:
    """The languages that there are words for, by their ISO codes."""
    names = (part.stem for part in _FOLDER.glob("*.py"))
    return tuple(sorted(name for name in names if name != "__init__"))


@lru_cache(maxsize=8)
def vocabulary(language: str) -> Vocabulary:
    """The words of a language, one of `languages()`."""
    # As a module it need not be parsed on each start.
    words = vars(import_module(f"kpicli.rules.specific.words.{language}"))
    return {name: _lists(part) for name, part in words.items() if not name.startswith("__")}


def one_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases; `*` at the beginning of a word stands for some letters."""
    # Longest first: an alternative that is the beginning of another must not win.
    ordered = sorted(phrases, key=len, reverse=True)
    return f"(?:{'|'.join(map(_phrase, ordered))})"


def whole(phrases: Iterable[str]) -> str:
    """The same for whole words only."""
    return rf"(?<!\w){one_of(phrases)}(?!\w)"


def first_words(phrases: Iterable[str]) -> tuple[str, ...]:
    """The first words of the phrases, each once."""
    return tuple(dict.fromkeys(re.split(r"\W", phrase, maxsplit=1)[0] for phrase in phrases))


def _lists(part: Any) -> Any:  # noqa: ANN401 - whatever the file says under a name
    """A list for each text of several lines, which is read much faster than quoted phrases."""
    if isinstance(part, dict):
        return {name: _lists(inner) for name, inner in part.items()}
    if not isinstance(part, str) or "\n" not in part:
        return part
    phrases = (" ".join(phrase.split()) for phrase in part.split(","))
    return [phrase for phrase in phrases if phrase]


def _phrase(phrase: str) -> str:
    return r"[\s-]+".join(re.escape(word).replace(r"\*", r"\w+") for word in phrase.split())
