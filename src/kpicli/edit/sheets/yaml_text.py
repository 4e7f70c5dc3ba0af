"""Data as the text of a goal file: block style, quotes only where they are needed.

What is written reads back as the very data under the reader of goal files; `goal_files` makes
sure of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.documents import Boolean, Number
from kpicli.documents.values import resolve
from kpicli.edit.scalars import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kpicli.documents import Value

WIDTH = 100
"""Characters of a line within which a map or a list stays on one line."""

_INDENT = "  "
_LONGEST_KEY = 500
_START = r"[^\W_]|[(€$£¥~/_]"
# Signs that mean something to YAML, anywhere or before and after a blank.
_PLAIN = re.compile(rf"(?:{_START})(?:[^\s:#]|:(?=[^\s])|(?<=[^\s])#|[ ](?=[^\s#]))*")
_FLOW_SIGNS = re.compile(r"[,\[\]{}:#\"'!&*?|<>=%@`]")
# What another version of YAML takes for a boolean, a number or an hour. Dates are no texts to
# it either, and people write them without quotes.
_OTHERWISE = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|~|<<|=)\Z"
    r"|[-+.]?[0-9][0-9_.,:]*(?:e[-+]?[0-9]+)?\Z|0[xob][0-9a-f_]+\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[1-9][0-9]{3}")
_LITERAL = re.compile(r"(?:[^\n\r\s][^\n\r]*\n+)*[^\n\r\s][^\n\r]*\n?")


def yaml_text(data: Mapping[str, Value]) -> str:
    """A goal file: a blank line between its sections and between the goals of a section."""
    sections = ("\n".join(_section(key, value)) for key, value in data.items())
    return "\n\n".join(sections) + "\n"


def _section(key: str, value: Value) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield from _pair(key, value, "")
        return
    yield f"{scalar(key)}:"
    for index, item in enumerate(value):
        lines = list(_item(item, _INDENT))
        if index and len(lines) > 1:
            yield ""
        yield from lines


def flow_text(value: Value) -> str:
    """A value on one line, as it stands in a cell or between brackets."""
    if isinstance(value, dict):
        pairs = (f"{_key(key, _flow_scalar)}: {flow_text(part)}" for key, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow_text, value))}]"
    return _flow_scalar(value)


def scalar(value: str | None) -> str:
    """A scalar in block style, on one line."""
    if value is None:
        return "null"
    return str(value) if _is_plain(value) else quoted(value)


def _flow_scalar(value: str | None) -> str:
    if value is None:
        return "null"
    is_safe = _is_plain(value) and not _FLOW_SIGNS.search(value)
    return str(value) if is_safe else quoted(value)


def _key(key: str, write: Callable[[str], str]) -> str:
    """A key, which is a text whatever it looks like; years stand without quotes."""
    return key if _YEAR.fullmatch(key) else write(key)


def _is_plain(text: str) -> bool:
    if isinstance(text, Number | Boolean):
        return type(resolve(text)) is type(text)
    return (
        bool(_PLAIN.fullmatch(text))
        and type(resolve(text)) is str
        and text.isprintable()
        and not _OTHERWISE.match(text)
    )


def _pair(key: str, value: Value, indent: str) -> Iterator[str]:
    """The lines of a key and its value."""
    name = _key(key, scalar)
    if len(name) > _LONGEST_KEY:
        yield f"{indent}? {name}"
        name = ""
    if isinstance(value, dict | list) and value:
        flow = f"{indent}{name}: {flow_text(value)}"
        if len(flow) <= WIDTH and _is_flat(value):
            yield flow
            return
        yield f"{indent}{name}:"
        yield from _collection(value, indent + _INDENT)
        return
    if isinstance(value, str) and _is_literal(value):
        yield f"{indent}{name}: |{'' if value.endswith(chr(10)) else '-'}"
        lines = value.removesuffix("\n").split("\n")
        yield from (f"{indent}{_INDENT}{line}" if line else "" for line in lines)
        return
    yield f"{indent}{name}: {flow_text(value) if not isinstance(value, str) else scalar(value)}"


def _is_literal(text: str) -> bool:
    """Whether a text shows best line by line."""
    return (
        "\n" in text
        and text.replace("\n", "").isprintable()
        and _LITERAL.fullmatch(text) is not None
    )


def _is_flat(value: dict[str, Value] | list[Value]) -> bool:
    """Whether a person reads it on one line: scalars, or scalars one level further down."""
    parts = value.values() if isinstance(value, dict) else value
    return not any(
        isinstance(inner, dict | list)
        for part in parts
        if isinstance(part, dict | list)
        for inner in (part.values() if isinstance(part, dict) else part)
    )


def _collection(value: dict[str, Value] | Sequence[Value], indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _pair(key, part, indent)
        return
    for item in value:
        yield from _item(item, indent)


def _item(item: Value, indent: str) -> Iterator[str]:
    """The lines of an item of a list: a map with its first key behind the dash."""
    if not isinstance(item, dict) or not item:
        yield f"{indent}- {flow_text(item)}"
        return
    lead = f"{indent}- "
    for line in _collection(item, f"{indent}{_INDENT}"):
        yield f"{lead}{line[len(indent) + 2 :]}" if lead else line
        lead = ""
