"""Somebody's text as a piece of Markdown that shows it and does nothing else."""

from __future__ import annotations

import re

from kpicli.render.text import escaped

_ACTIVE = re.compile(r"[\\`*_{}\[\]()|~#!$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ENTITY = re.compile("[&<>]")
_BLANK = "\u00a0"
_REFERENCE = re.compile(r"(@|%|&amp;|\\[#!$~])(?=\w|\\_)")
_ADDRESS = re.compile(r":(?=\S)|(?<=\bwww)\.", re.IGNORECASE)
_NOTHING = "<!-- -->"
_CODE = re.compile("`([^`]*)`")


def inline(text: str) -> str:
    r"""The text on one line, with every sign that Markdown or HTML would act on escaped.

    It can stand in a cell of a table, in a heading and in emphasis: a pipe is `\|`, and blanks at
    its ends are hard ones.
    """
    shown = _ACTIVE.sub(r"\\\g<0>", escaped(text))
    shown = _ENTITY.sub(lambda found: _ENTITIES[found[0]], shown)
    inner = shown.strip(" ")
    lead = len(shown) - len(shown.lstrip(" "))
    if not inner:
        return _BLANK * len(shown)
    return _BLANK * lead + inner + _BLANK * (len(shown) - lead - len(inner))


def quoted(text: str) -> str:
    """The same where a forge shows it: nobody is mentioned, and nothing is linked.

    What GitHub and GitLab turn into links after they have read the Markdown (`@name`, `#12`,
    `!12`) is parted by an empty comment; `https:` and `www.` have their sign escaped.
    """
    shown = _ADDRESS.sub(r"\\\g<0>", inline(text))
    return _REFERENCE.sub(rf"\g<1>{_NOTHING}", shown)


def sentence(text: str) -> str:
    """A sentence of ours, in which somebody's text stands in backticks: that is shown as code."""
    return "".join(
        f"<code>{quoted(part)}</code>" if index % 2 else _prose(part)
        for index, part in enumerate(_CODE.split(text))
        if part
    )


def _prose(text: str) -> str:
    return " ".join(map(quoted, text.split(" ")))
