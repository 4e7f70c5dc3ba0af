"""Numbers that YAML cuts at a comma: in braces and brackets it ends the value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMA_ENDS_VALUE = (
    "in braces and brackets a comma ends the value: write a number such as 1,820 without it, as "
    '1820, or in quotes, as "1,820"'
)
"""What to do where a number with a comma was cut."""

_REST = r"(?s)\d{3}(?![\d-]).*"


def is_cut_off(key: object) -> bool:
    """Whether a key looks like the rest of a number, such as the `820` of `1,820 EUR`."""
    return isinstance(key, str) and re.fullmatch(_REST, key) is not None


def remedy_of(keys: Iterable[object], otherwise: str) -> str:
    """What to write instead of keys that cannot stand there."""
    return COMMA_ENDS_VALUE if any(map(is_cut_off, keys)) else otherwise
