"""What is counted, under one spelling: `Clients`, `client` and `story-points`, `story point`."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s_-]+")
_IRREGULAR = {
    "analyses": "analysis",
    "bonuses": "bonus",
    "buses": "bus",
    "caches": "cache",
    "campuses": "campus",
    "children": "child",
    "crises": "crisis",
    "data": "data",
    "hypotheses": "hypothesis",
    "indices": "index",
    "lives": "life",
    "men": "man",
    "movie": "movie",
    "movies": "movie",
    "people": "person",
    "persons": "person",
    "shelves": "shelf",
    "statuses": "status",
    "viruses": "virus",
    "women": "woman",
}
_UNCHANGED = frozenset({"bus", "gas", "gps", "lens", "news", "nps", "series", "sms", "species"})
_HISSING = ("ches", "sses", "shes", "xes", "zzes")
_SINGULAR_IN_S = ("ss", "us", "is")
_SHORTEST_PLURAL = 3


def count_noun(words: str) -> str:
    """The noun in lower case with its last word in the singular, by simple English rules."""
    plain = unicodedata.normalize("NFC", words).casefold().strip()
    folded = _SEPARATORS.sub(" ", plain).strip() or plain
    before, space, last = folded.rpartition(" ")
    return f"{before}{space}{_singular(last)}"


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _UNCHANGED or len(word) < _SHORTEST_PLURAL or not word.endswith("s"):
        return word
    if word.endswith(_SINGULAR_IN_S):
        return word
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_HISSING) else word[:-1]
