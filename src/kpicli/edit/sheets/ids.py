"""Ids from words: valid, all different, the same whenever the words are the same."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct, field

from kpicli.models.text import ID_LENGTH

_SPELLED = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "\u0131": "i"}
_LETTERS = str.maketrans({**_SPELLED, "&": " and ", "%": " percent "})
_DROPPED = re.compile("['\u2018\u2019\u02bc]")
_ROOM_FOR_A_NUMBER = 8


def slug(words: str) -> str:
    """Words in the form of an id without points; empty where no letter or digit is left."""
    plain = _DROPPED.sub("", words.casefold()).translate(_LETTERS)
    folded = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", "_", folded).strip("_")
    return joined if not joined or joined[0].isalpha() else f"n{joined}"


class Names(Struct):
    """Gives out ids and keeps them apart; `taken` are those that are in use already."""

    taken: set[str] = field(default_factory=set)

    def give(self, words: str, under: str, key: str, otherwise: str) -> str:
        """A free id made from words, below another id where one is given.

        One that is taken gets the row's key behind it, else a number. `otherwise` stands for words
        of which nothing is left.
        """
        prefix = f"{under}." if under else ""
        room = max(ID_LENGTH - len(prefix) - _ROOM_FOR_A_NUMBER, 1)
        stem = prefix + cut(slug(words) or slug(key) or otherwise, room)
        ending = slug(key)
        name = stem
        if name in self.taken and ending:
            name = f"{prefix}{cut(slug(words), room - len(ending) - 1)}_{ending}"[:ID_LENGTH]
        count = 2
        while name in self.taken:
            name, count = f"{stem}_{count}", count + 1
        self.taken.add(name)
        return name


def cut(text: str, limit: int) -> str:
    """An id without points in at most that many characters, cut between words if it can be."""
    if len(text) <= limit:
        return text
    return text[: limit + 1].rpartition("_")[0] or text[:limit]
