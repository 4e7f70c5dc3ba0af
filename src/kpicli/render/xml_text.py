"""Somebody's text as a piece of XML: character data or the value of an attribute."""

from __future__ import annotations

import re
from html import escape

from kpicli.render.text import escaped

_FORBIDDEN = re.compile("[\ufffe\uffff]")


def xml_text(text: str) -> str:
    r"""The text on one line, without a character that acts or that XML 1.0 forbids.

    Markup signs become entities; what cannot stand in XML at all shows as `\ufffe`.
    """
    shown = _FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped(text))
    return escape(shown)
