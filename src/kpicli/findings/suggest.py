"""The nearest known word to one that was misspelled."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKENESS = 0.6
_MOST_COMPARED = 20_000


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The most similar known word, the alphabetically first of equals; none if nothing is near."""
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.lower()[:100])
    best, best_ratio = None, _LIKENESS
    for candidate in sorted(known)[:_MOST_COMPARED]:
        matcher.set_seq1(candidate.lower())
        if matcher.real_quick_ratio() < best_ratio or matcher.quick_ratio() < best_ratio:
            continue
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
