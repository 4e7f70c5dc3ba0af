"""What YAML makes of words without quotes, in either of its versions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATE = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_NUMBER = (
    r"(?i:[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:e[-+]?[0-9]+)?"
    r"|[-+]?0(?:x[0-9a-f_]+|o[0-7_]+|b[01_]+)|[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?"
    r"|[-+]?\.inf|\.nan)"
)
_OF_NUMBERS = frozenset("0123456789+-.")
_BOOLEANS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false"})
_LONGEST_BOOLEAN = max(map(len, _BOOLEANS))
_LONGEST_NUMBER = 40


def ambiguous(texts: Iterable[str]) -> frozenset[str]:
    """Those of some texts that may be something else."""
    # A glance at each first: nearly all are too long, and begin with a letter.
    short = [t for t in texts if len(t) <= _LONGEST_BOOLEAN or t[0] in _OF_NUMBERS]
    return frozenset(filter(other_reading, short))


def other_reading(text: str) -> str | None:
    """What else than a text it may be, in words; none for what is a text to everybody."""
    if text[0] in _OF_NUMBERS:
        return _as_number(text) if len(text) <= _LONGEST_NUMBER else None
    # Whatever ignores case takes the long s for an s.
    return "a boolean" if text.lower().replace("\u017f", "s") in _BOOLEANS else None


@lru_cache(maxsize=4096)
def _as_number(text: str) -> str | None:
    if re.fullmatch(_DATE, text):
        return "a date"
    return "a number" if re.fullmatch(_NUMBER, text) else None
