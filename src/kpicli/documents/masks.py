"""Stand-ins for characters that a YAML 1.1 scanner takes for syntax and YAML 1.2 for text."""

from __future__ import annotations

import re

from msgspec import Struct, field

# YAML 1.1, which libyaml scans, breaks lines at these characters; YAML 1.2 does not.
_OLD_BREAKS = "\x85\u2028\u2029"
# Inside of words these are text, but libyaml 0.1 rejects them between brackets: `{url: http://x}`.
_WORD_SIGN = re.compile(r"""(?<=[^\s,\[\]{}"'])(?::(?=[^\s,\[\]{}])|\?)""")


class MaskedText(Struct, frozen=True):
    """A text of the same length in which stand-ins, here by code point, replace characters."""

    text: str
    originals: dict[int, str] = field(default_factory=dict)

    def restore(self, text: str) -> str:
        """A part of the text as it was written."""
        # No stand-in is an ASCII character, which nearly all texts have only.
        return text if text.isascii() else text.translate(self.originals)


def mask_breaks(text: str) -> MaskedText:
    """The text with next-line, line-separator and paragraph-separator characters masked."""
    masked = MaskedText(text)
    for character in _OLD_BREAKS:
        if character in text:
            mask = _unused(masked)
            originals = {**masked.originals, ord(mask): character}
            masked = MaskedText(masked.text.replace(character, mask), originals)
    return masked


def mask_word_signs(masked: MaskedText) -> MaskedText:
    """The text with the colons and question marks inside of words masked as well."""
    for sign in ":?":
        mask = _unused(masked)
        text = _WORD_SIGN.sub(lambda found: mask if found[0] == sign else found[0], masked.text)  # noqa: B023 - called at once
        masked = MaskedText(text, {**masked.originals, ord(mask): sign})
    return masked


def is_word_sign(text: str, offset: int) -> bool:
    """Whether a colon or question mark inside of a word stands at the offset."""
    return _WORD_SIGN.match(text, offset) is not None


def _unused(masked: MaskedText) -> str:
    # A double-quoted scalar can also name a character by its code: those of that plane are left.
    plane = 0x100000 if "\\u000f" in masked.text.lower() else 0xF0000
    used = set(masked.text)
    free = (chr(point) for point in range(plane, plane + 0xFFFE) if chr(point) not in used)
    # A text that uses all of them is no goal file; whatever it comes out as, it is read.
    return next(free, chr(plane))
