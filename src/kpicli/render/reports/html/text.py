"""Somebody's text on the page: it shows and does nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from kpicli.render.text import escaped

Data = str | int | float | bool | None | Sequence["Data"] | Mapping[str, "Data"]
"""What the page's script reads. Numbers of goals are texts, as they are shown."""

# Of what a terminal shows escaped, a page can show these: joiners within words and emoji, soft
# hyphens, and the marks for right-to-left text, which end where the element does.
_HARMLESS = re.compile("([\u200c\u200d\xad\u200e\u200f\u061c])")
_IN_SCRIPT = re.compile("[<>&\u2028\u2029]")


def shown(text: str) -> str:
    r"""The text with controls, line breaks and bidirectional overrides as `\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        part if _HARMLESS.fullmatch(part) else escaped(part) for part in _HARMLESS.split(text)
    )


def script_json(data: Data) -> str:
    """The data as JSON on one line that can stand inside a `script` element.

    No `<`, `>` or `&` is in it, nor a separator of lines that a script would take for one.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _IN_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
