"""Collections in brackets, as the usual form of YAML writes them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kpicli.documents.memo import KEYS
from kpicli.documents.usual_parts import BEGINNING, QUOTED, QUOTED_KEY, UnsureError, scalar
from kpicli.fields.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.documents.values import Value

# Between brackets a `:` or `#` belongs to a text only within a word: `team:sales`, `http://x#y`.
_MORE = r"[^,\[\]{}:\#?\n]*"
_KEY = rf"(?:{BEGINNING}[^,\[\]{{}}:\#?\n]{{0,200}}(?<!\ )|{QUOTED_KEY})"
_SCALAR = rf"""
    (?:{BEGINNING}{_MORE}(?:(?:(?<=\w)[:\#](?=[\w/]){_MORE})+|)(?<!\ )|{QUOTED})
"""
_FLAGS = re.VERBOSE | re.DOTALL
_ENTRY = re.compile(rf"({_KEY}):\ +({_SCALAR})\ *(?:,[ \n]*|\}}\Z)|.+", _FLAGS)
_ITEM = re.compile(rf"({_SCALAR})\ *(?:,[ \n]*|\]\Z)|.+", _FLAGS)

_CLOSING = {"[": "]", "{": "}"}
_COMMENT = re.compile(r"(?<=[\]}]) +#.*")

_Token: TypeAlias = tuple[str, str, str]
"""A bracket or comma, or a key, or a scalar, as written; all are empty for anything else."""

_NOTHING: _Token = ("", "", "")


def _key(written: str) -> str | None:
    return written[1:-1] if written[:1] in {"'", '"'} else KEYS[written]


NAMES: Memo[str | None] = Memo(_key)
_VALUES: Memo[str | None] = Memo(scalar)


@cache  # most collections hold no others
def token_pattern() -> re.Pattern[str]:
    """A bracket or comma, or a key, or a scalar, each in a group of its own."""
    return re.compile(rf"[ \n]*(?:([\[\]{{}},])|({_KEY}):(?=[ \n])|({_SCALAR})|.+)", _FLAGS)


def brackets_opened(text: str) -> int:
    """How many more brackets a text opens than it closes, those in quotes counted as well."""
    return text.count("[") + text.count("{") - text.count("]") - text.count("}")


def without_comment(line: str) -> str:
    """The line without a comment behind a bracket."""
    return _COMMENT.sub("", line, count=1)


def flow_collection(written: str, levels: int) -> Value:
    """The list or mapping in a text from its first bracket on, of so many levels at most.

    Raises UnsureError where it is not in the usual form or its brackets do not fit.
    """
    if written[-1] != _CLOSING[written[0]]:
        raise UnsureError
    if written[0] == "[":
        items = _ITEM.findall(written, 1)
        if "" not in items:
            return [_VALUES[item] for item in items]
    else:
        entries = _ENTRY.findall(written, 1)
        if ("", "") not in entries:
            return _mapping(entries)
    return _nested(written, levels)


def _mapping(entries: list[tuple[str, str]]) -> Value:
    data: dict[str, Value] = {NAMES[key] or "": _VALUES[value] for key, value in entries}
    if "" in data or len(data) < len(entries):
        raise UnsureError
    return data


def _nested(written: str, levels: int) -> Value:
    tokens: Iterator[_Token] = iter(token_pattern().findall(written))
    value = _value(next(tokens), tokens, levels)
    if next(tokens, None) is not None:
        raise UnsureError
    return value


def _value(token: _Token, tokens: Iterator[_Token], levels: int) -> Value:
    sign, _, scalar = token
    if scalar:
        return _VALUES[scalar]
    if not levels or sign not in {"[", "{"}:
        raise UnsureError
    return _list(tokens, levels - 1) if sign == "[" else _dict(tokens, levels - 1)


def _list(tokens: Iterator[_Token], levels: int) -> list[Value]:
    items: list[Value] = []
    for token in tokens:
        if token[0] == "]":
            return items
        items.append(_value(token, tokens, levels))
        if not _goes_on(tokens, "]"):
            return items
    raise UnsureError


def _dict(tokens: Iterator[_Token], levels: int) -> dict[str, Value]:
    data: dict[str, Value] = {}
    for token in tokens:
        if token[0] == "}":
            return data
        name = NAMES[token[1]]
        if name is None or name in data:
            raise UnsureError
        data[name] = _value(next(tokens, _NOTHING), tokens, levels)
        if not _goes_on(tokens, "}"):
            return data
    raise UnsureError


def _goes_on(tokens: Iterator[_Token], closing: str) -> bool:
    sign = next(tokens, _NOTHING)[0]
    if sign not in {",", closing}:
        raise UnsureError
    return sign == ","
