"""What stands before and behind the colon of a line in the usual form, told by its text alone."""

from __future__ import annotations

import re
from enum import Enum, auto

from kpicli.documents.memo import KEYS
from kpicli.documents.values import resolve
from kpicli.fields.memo import Memo


class UnsureError(Exception):
    """The text is not in the usual form, or may not be."""


# What an unquoted text may begin with: a character that means nothing to YAML, or a minus.
BEGINNING = r"""(?:[^ \n\-?:,\[\]{}\#&*!|>'"%@`]|-(?=[^ \n\-]))"""

# In double quotes with no other escapes than these three.
QUOTED = r"""(?:'[^'\n]*(?:''[^'\n]*)*'|"[^"\\\n]*(?:\\["\\n][^"\\\n]*)*")"""

# What has more than 1,024 characters is no key, so that a short one is sure to be one.
QUOTED_KEY = r"""(?:'[^':\n]{0,200}'|"[^"\\:\n]{0,200}")"""

# At the start of a line `...` ends a document.
_HEAD = re.compile(
    rf"\ *(?:((?!\.\.\.){BEGINNING}[^:\#]{{0,200}}(?<!\ ))|({QUOTED_KEY}))", re.VERBOSE
)

# A `:` ends an unquoted text before a space or the end of the line, a `#` after a space.
_UNQUOTED = rf"{BEGINNING}[^:\#]*(?:(?=[:\#])(?:(?::(?=[^\ ])|(?<!\ )\#)[^:\#]*)*|)(?<!\ )"
SCALAR = re.compile(rf"(?:({_UNQUOTED})|({QUOTED}))(?:\ +\#.*)?", re.VERBOSE)

_ESCAPE = re.compile(r"\\(.)")

# What no scalar on the line begins with: nothing, a comment, a flow collection, a block scalar.
_OPENINGS = frozenset({"", *"#[{|>"})


class More(Enum):
    """What says that a value is no scalar on the line of its key."""

    MORE = auto()


def _head(text: str) -> tuple[int, str | None]:
    found = _HEAD.fullmatch(text)
    if found is None:
        return -1, None
    if found[2]:
        return found.start(2), found[2][1:-1]
    return found.start(1), KEYS[found[1]]


def _value(behind: str) -> str | More | None:
    if behind[1:].isdecimal() and behind[0] == " ":
        return resolve(behind[1:])  # most of what was not met before
    if behind[:1] not in {"", " "}:
        raise UnsureError
    text = behind.strip(" ")
    if text[:1] in _OPENINGS:
        return More.MORE
    found = SCALAR.fullmatch(text)
    if found is None:
        raise UnsureError
    return resolve(found[1]) if found[1] else scalar(found[2])


def text_of(lines: list[str]) -> str | None:
    """An unquoted scalar on several lines, given without what surrounds it, as `scalar`."""
    text = " ".join(lines)
    if re.fullmatch(_UNQUOTED, text, re.VERBOSE) is None:
        raise UnsureError
    return resolve(text)


def scalar(written: str) -> str | None:
    """What a scalar is, given as written, with quotes: None, `Boolean`, `Number` or `str`."""
    if written[0] == "'":
        return written[1:-1].replace("''", "'")
    if written[0] == '"':
        return _ESCAPE.sub(_escaped, written[1:-1])
    return resolve(written)


def _escaped(escape: re.Match[str]) -> str:
    return "\n" if escape[1] == "n" else escape[1]


HEADS: Memo[tuple[int, str | None]] = Memo(_head)
"""Texts before the first colon of a line: the column of a key, and its name.

The column is -1 for anything but a key; the name is None for a null and the merge key.
"""

VALUES: Memo[str | More | None] = Memo(_value)
"""Texts behind the colon of a key: the scalar, or `More` where it takes a closer look.

Raises UnsureError where it is not of the usual form.
"""
