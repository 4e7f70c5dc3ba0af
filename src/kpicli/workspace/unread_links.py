"""What can be told of a goal file that is no YAML."""

from __future__ import annotations

import re

_ID = r"\bid[\"']?:[ \t]*[\"']?([a-z][a-z0-9_.]{0,99})"
_KEY = r"\bcontributes_to[\"']?:"
_FIELD = r"\b(?!goal\b|weight\b|rollup\b)[a-z_]+[\"']?:"
_PART = re.compile(f"(?:{_ID})|({_KEY})")
_END = re.compile(f"(?:{_FIELD})|[<>=]{{7}}")
_NAME = re.compile(r"(?<![\w.])[a-z][a-z0-9_.]{0,99}")
_MOST = 10_000
"""The most characters of a link that are looked at."""


def links_named(text: str) -> dict[str, tuple[str, ...]]:
    """What the goals of a file that cannot be understood seem to contribute to, by their ids.

    A link belongs to the id before it. It may name more than there is, such as words of a comment.
    """
    found: dict[str, dict[str, None]] = {}
    key = ""
    for part in _PART.finditer(text):
        if part[1]:
            key = part[1]
        elif key:
            named = _NAME.findall(_value_after(text, part.end()))
            found.setdefault(key, {}).update(dict.fromkeys(named))
    return {key: tuple(names) for key, names in found.items()}


def _value_after(text: str, start: int) -> str:
    end = _END.search(text, start, start + _MOST)
    return text[start : end.start() if end else start + _MOST]
