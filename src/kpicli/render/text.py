"""Text for a terminal: escaped, measured in cells, cut and wrapped."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIDDEN = (
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, line breaks and tabs
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # marks that turn the direction of text
    "\xad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2065\ufeff\ufff0-\ufffb"  # of no width
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # fillers: letters that show nothing
    "\u2028\u2029\ud800-\udfff"  # line and paragraph separators, lone surrogates
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # further unseen formats
    "]"
)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_JOINERS = "\u200c\u200d"
_JOINED = (("\u0600", "\u0dff"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufefc"))
_TWO_BYTES, _ONE_BYTE = 0xFFFF, 0xFF
_JAMO = ("\u1160", "\u11ff")


def escaped(text: str) -> str:
    r"""The text on one line, with everything that would act instead of show as `\u202e`.

    That is controls, line breaks and tabs, bidirectional marks, overrides and isolates, what has
    no width, separators of lines and paragraphs, and lone surrogates. Joiners within words of
    Arabic and Indian scripts, such as Persian's, are part of their spelling and stay.
    """
    return text if is_plain(text) else _hidden().sub(_escape, text)


# It takes long to compile, and most texts are plain.
@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(_HIDDEN)


def is_plain(text: str) -> bool:
    """Whether a text shows as it is on every terminal, each character in one cell."""
    return text.isascii() and text.isprintable()


def _escape(found: re.Match[str]) -> str:
    if found[0] in _JOINERS and _is_spelling(found.string, found.start()):
        return found[0]
    point = ord(found[0])
    if found[0] in _SHORT:
        return _SHORT[found[0]]
    if point > _TWO_BYTES:
        return f"\\U{point:08x}"
    return f"\\u{point:04x}" if point > _ONE_BYTE else f"\\x{point:02x}"


def _is_spelling(text: str, place: int) -> bool:
    """Whether the joiner at a place stands between letters that are written with joiners."""
    around = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return all(
        any(first <= letter <= last for first, last in _JOINED) and category(letter)[0] in "LM"
        for letter in around
    )


def carried(text: str, encoding: str) -> str:
    """The text with what an encoding cannot carry written out as Python does, `€` by its code."""
    return text.encode(encoding, "backslashreplace").decode(encoding)


def cell_width(text: str) -> int:
    """How many cells of a terminal an escaped text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    if character in _JOINERS or combining(character) or category(character) in {"Mn", "Me"}:
        return 0
    if _JAMO[0] <= character <= _JAMO[1]:
        # A vowel or a final consonant joins the syllable block that its initial opened.
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def cut(text: str, width: int, ellipsis: str) -> str:
    """An escaped text in at most `width` cells, with the ellipsis where its end is missing."""
    if cell_width(text) <= width:
        return text
    ellipsis = ellipsis[: max(width, 0)]
    return fitting(text, width - len(ellipsis)) + ellipsis


def fitting(text: str, width: int) -> str:
    """As much of an escaped text, from its start, as `width` cells hold."""
    used = 0
    for index, character in enumerate(text):
        used += _cells(character)
        if used > width:
            return text[:index]
    return text


def padded(text: str, width: int, taken: str | None = None) -> str:
    """The text and spaces up to `width` cells; `taken` is the same without colour."""
    return text + " " * (width - cell_width(text if taken is None else taken))


def wrapped(text: str, width: int) -> list[str]:
    """An escaped text in lines of at most `width` cells, at least one, broken between words.

    A per cent sign stays with its number.
    """
    if cell_width(text) <= width and not text.startswith(" "):
        return [text]
    return flowed(re.split(" (?!%)", text) if " %" in text else text.split(" "), width)


def flowed(parts: Iterable[str], width: int) -> list[str]:
    """Escaped parts with spaces between them, in lines of at most `width` cells, at least one.

    A part is broken inside only if it is longer than a line.
    """
    lines, used = [""], 0
    for part in parts:
        needed = cell_width(part)
        if lines[-1] and used + 1 + needed <= width:
            lines[-1] += f" {part}"
            used += 1 + needed
            continue
        pieces = [part] if needed <= width else _broken(part, width)
        if lines[-1]:
            lines += pieces
        else:
            lines[-1:] = pieces
        used = cell_width(lines[-1])
    return lines


def _broken(word: str, width: int) -> list[str]:
    parts = []
    while word:
        # A wide character in a line of one cell still has to go somewhere.
        part = fitting(word, width) or word[0]
        parts.append(part)
        word = word[len(part) :]
    return parts
