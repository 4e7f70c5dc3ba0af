"""What tells at a glance that a title claims nothing, so that it need not be read."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from kpicli.rules.specific.vocabulary import one_of, vocabulary, whole

_DIGIT = re.compile("[0-9]")
_SENTENCES = re.compile(r"[.!?]\s+\S|[;\n]")


def may_claim(title: str, language: str) -> bool:
    """Whether a title has what every claim has; most others have not, and need not be read."""
    signs = _signs(language)
    if not signs.sign.search(title) or _SENTENCES.search(title):
        return False
    return _DIGIT.search(title) is not None or signs.hint.search(title) is not None


def may_go(title: str, language: str) -> bool:
    """Whether a title may claim to go from a value to another."""
    return _signs(language).start.search(title) is not None and may_claim(title, language)


class _Signs(Struct, frozen=True):
    """What tells most titles without a claim: of `sign`, and of `hint` or a digit, each has one."""

    start: re.Pattern[str]
    sign: re.Pattern[str]
    hint: re.Pattern[str]


@lru_cache(maxsize=8)
def _signs(language: str) -> _Signs:
    words = vocabulary(language)
    start, end, by = (one_of(words["claims"][name]) for name in ("from", "to", "by"))
    multiples = words["multiples"]
    # The word may follow right after a number: `.5to 6`.
    begins, arrows = r"(?<![^\W\d])", "→|[-=]>"
    sign = rf"{begins}(?:{start}|{end}|{by})\s|{arrows}|{one_of(multiples)}(?!\w)|x\Z"
    hint = rf"{whole([*multiples, *words['number_values']])}|{by}\s+[a-z]+"
    patterns = (rf"{begins}{start}\s|{arrows}", sign, hint)
    return _Signs(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))
