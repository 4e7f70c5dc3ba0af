"""Numbers that YAML cuts at a comma: in braces and brackets it ends the value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMA_ENDS_VALUE = (
    "in braces and brackets a comma ends the value: write 1,820 as 1820, 3,5 as 3.5 and 1.100,5 as "
    "1100.5"
)
"""What to do where a number with a comma was cut."""

_REST = r"(?s)\d{3}(?![\d-]).*"
_DECIMALS = r"(?s)\d+(?![\d-]).*"


def is_cut_off(key: object, *, has_value: bool = True) -> bool:
    """Whether a key looks like the rest of a number, such as the `820` of `1,820 EUR`.

    One that has no value, and could not have one, may be other decimals, such as the `5` of `3,5`.
    """
    rest = _REST if has_value else _DECIMALS
    return isinstance(key, str) and re.fullmatch(rest, key) is not None


def remedy_of(found: Mapping[Any, Any], otherwise: str) -> str:
    """What to write instead of a mapping with keys that cannot stand there."""
    cut = (is_cut_off(key, has_value=part is not None) for key, part in found.items())
    return COMMA_ENDS_VALUE if any(cut) else otherwise
