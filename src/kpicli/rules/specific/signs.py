"""What tells at a glance that a title claims nothing, so that it need not be read."""

from __future__ import annotations

import re
from functools import lru_cache

from kpicli.rules.specific.vocabulary import first_words, one_of, vocabulary, whole

_DIGIT = re.compile("[0-9]")
_SENTENCES = re.compile(r"[.!?]\s+\S|[;\n]")


_ARROWS = "→|[-=]>"
# The word may follow right after a number: `.5to 6`.
_BEGINS = r"(?<![^\W\d])"


def may_claim(title: str, language: str) -> bool:
    """Whether a title has what every claim has; most others have not, and need not be read."""
    if not _sign(language).search(title) or _SENTENCES.search(title):
        return False
    return _DIGIT.search(title) is not None or _hint(language).search(title) is not None


def may_go(title: str, language: str) -> bool:
    """Whether a title may claim to go from a value to another."""
    return _start(language).search(title) is not None and may_claim(title, language)


@lru_cache(maxsize=8)
def _start(language: str) -> re.Pattern[str]:
    start = one_of(vocabulary(language)["claims"]["from"])
    return re.compile(rf"{_BEGINS}{start}\s|{_ARROWS}", re.IGNORECASE)


@lru_cache(maxsize=8)
def _sign(language: str) -> re.Pattern[str]:
    """What every claim has one of."""
    words = vocabulary(language)
    claims = words["claims"]
    begin = one_of(first_words([*claims["from"], *claims["to"], *claims["by"]]))
    sign = rf"{_BEGINS}{begin}\s|{_ARROWS}|{one_of(words['multiples'])}(?!\w)|x\Z"
    return re.compile(sign, re.IGNORECASE)


@lru_cache(maxsize=8)
def _hint(language: str) -> re.Pattern[str]:
    """What every claim has one of besides, or a digit."""
    words = vocabulary(language)
    numbers, by = [*words["multiples"], *words["number_values"]], one_of(words["claims"]["by"])
    return re.compile(rf"{whole(numbers)}|{by}\s+[a-z]+", re.IGNORECASE)
