"""How values are written into goal files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kpicli.documents.values import Number, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

# What every YAML reader takes for the same text without quotes, between brackets too.
_PLAIN = re.compile(r"[A-Za-z0-9+.-](?:[\w+./%-]| (?=\w))*", re.ASCII)
_LEAD = re.compile(r"[+.-]*[A-Za-z0-9]")
_LARGEST_OF_TWO_BYTES = 0xFFFF


def scalar_text(text: str, quote: str = "") -> str:
    """A text as one line of YAML that reads as that very text, in quotes where it needs them.

    With `quote`, the sign around the keys beside it, everything but a number is quoted.
    """
    meaning = resolve(text)
    if isinstance(meaning, Number) and _PLAIN.fullmatch(text):
        return text
    is_plain = _PLAIN.fullmatch(text) and _LEAD.match(text) and meaning is not None
    return text if is_plain and not quote else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, with everything escaped that would not show."""
    return "".join(map(_shown, json.dumps(text, ensure_ascii=False)))


def actual_text(value: str, extras: Mapping[str, str], quote: str = "") -> str:
    """An actual as one line: the value alone, or a map in brackets."""
    if not extras:
        return value_text(value, quote)
    parts = {"value": value_text(value, quote)}
    parts |= {name: extra_text(name, text, quote) for name, text in extras.items()}
    pairs = (f"{key_text(name, quote)}: {text}" for name, text in parts.items())
    return f"{{{', '.join(pairs)}}}"


def value_text(value: str, quote: str = "") -> str:
    """The value of an actual: `true` stays a boolean, `30 days` a text."""
    return value if value in {"true", "false"} else scalar_text(value, quote)


def extra_text(name: str, text: str, quote: str = "") -> str:
    """What stands beside a value; people's own words are always in quotes."""
    return quoted(text) if name == "note" else scalar_text(text, quote)


def key_text(key: str, quote: str) -> str:
    """A key in the quotes that the keys beside it have."""
    return f"{quote}{key}{quote}"


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    point = ord(character)
    return f"\\U{point:08x}" if point > _LARGEST_OF_TWO_BYTES else f"\\u{point:04x}"
