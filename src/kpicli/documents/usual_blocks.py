"""Block scalars in the usual form of YAML: text below a `|` or `>`."""

from __future__ import annotations

import re

from kpicli.documents.usual_parts import UnsureError

# Compiled where there is a block scalar.
_HEADER = r"([|>])([-+]?)(?: +#.*)?"
_FOLD = r"(?<=[^\n])\n(\n*)(?=[^\n])"


def block_scalar(header: str, lines: list[str]) -> str:
    """The text below a header such as `>-`, of the lines indented below it, blank ones included.

    Raises UnsureError where a line is indented less than the first one, or further in a folded
    text, or where there is no text.
    """
    found = re.fullmatch(_HEADER, header)
    if found is None or not lines or not lines[0].strip(" "):
        raise UnsureError
    style, chomping = found.groups()
    text = _dedented(lines)
    if style == ">":
        text = _folded(text)
    if chomping == "+":
        return f"{text}\n"
    return text.rstrip("\n") + ("" if chomping == "-" else "\n")


def _dedented(lines: list[str]) -> str:
    width = len(lines[0]) - len(lines[0].lstrip(" "))
    margin = " " * width
    if not all(line.startswith(margin) or not line.strip(" ") for line in lines):
        raise UnsureError
    return "\n".join([line[width:] for line in lines])


def _folded(text: str) -> str:
    if "\n " in text:
        raise UnsureError
    return re.sub(_FOLD, lambda breaks: breaks[1] or " ", text)
