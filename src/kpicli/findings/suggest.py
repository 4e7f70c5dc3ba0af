"""The nearest known word to one that was misspelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKENESS = 0.6
_LONGEST = 100
_MOST_COMPARED = 20_000


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The most similar known word, the alphabetically first of equals; none if nothing is near."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - most words are known

    wanted = _wanted(word.lower()[:_LONGEST])
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted.text)
    best, best_ratio = None, _LIKENESS
    for candidate in sorted(known)[:_MOST_COMPARED]:
        other = candidate.lower()
        if not wanted.may_be_like(other, best_ratio):
            continue
        matcher.set_seq1(other)
        ratio = matcher.ratio()
        if ratio > best_ratio or (best is None and ratio >= _LIKENESS):
            best, best_ratio = candidate, ratio
    return best


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The sentence that suggests the nearest known word, or none."""
    return suggestion(nearest(word, known))


def suggestion(best: str | None) -> str | None:
    """The sentence that suggests a word, none where there is none."""
    return f"did you mean `{best}`?" if best else None


class _Wanted(Struct, frozen=True):
    """A word, its letters, how often each is in it, and where: bit 0 is the first place."""

    text: str
    letters: tuple[str, ...]
    amounts: tuple[int, ...]
    places: dict[str, int]

    def may_be_like(self, other: str, ratio: float) -> bool:
        """Whether a matcher's ratio can be so high: it costs a hundred times as much to find out.

        What matches is in both words, in the same order. So it is bounded by the shorter of them,
        by their common letters, and by the longest sequence of letters that both have.
        """
        total = len(self.text) + len(other)
        if _ratio(min(len(self.text), len(other)), total) < ratio:
            return False
        common = sum(map(min, map(other.count, self.letters), self.amounts))
        return _ratio(common, total) >= ratio and _ratio(self._in_order(other), total) >= ratio

    def _in_order(self, other: str) -> int:
        """The length of the longest common subsequence, by one addition for each letter.

        The bits of `open_places` that are 0 are places of a longest one so far (Hyyrö, 2004).
        """
        whole = (1 << len(self.text)) - 1
        open_places = whole
        for letter in other:
            met = open_places & self.places.get(letter, 0)
            open_places = (open_places + met) | (open_places - met)
        return len(self.text) - (open_places & whole).bit_count()


def _wanted(text: str) -> _Wanted:
    places: dict[str, int] = {}
    for index, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | 1 << index
    return _Wanted(text, tuple(places), tuple(map(int.bit_count, places.values())), places)


def _ratio(matching: int, total: int) -> float:
    """What a matcher makes of so many matching letters, of all letters of two words."""
    return 2.0 * matching / total if total else 1.0
