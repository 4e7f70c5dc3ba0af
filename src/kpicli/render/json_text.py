"""JSON with exact decimals, written without floats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from json import JSONEncoder

Json = str | int | Decimal | bool | Mapping[str, "Json"] | Sequence["Json"] | None
"""What JSON can say; a Decimal becomes a number token of its very digits."""

_INDENT = "  "
_SURROGATE = re.compile("[\ud800-\udfff]")
_scalar = JSONEncoder(ensure_ascii=False).encode


def json_text(value: Json) -> str:
    """The value as JSON, indented by two, keys in the order given, ending with a line break.

    Text stays as it is but for lone surrogates, which no file could hold: they are escaped.
    """
    text = "".join((*_tokens(value, "\n"), "\n"))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _tokens(value: Json, line: str) -> Iterator[str]:
    if isinstance(value, Decimal):
        yield f"{value:f}"
    elif isinstance(value, Mapping) and value:
        yield from _mapping(value, line + _INDENT)
        yield f"{line}}}"
    elif isinstance(value, list | tuple) and value:
        yield from _sequence(value, line + _INDENT)
        yield f"{line}]"
    else:
        yield _scalar(value)


def _mapping(value: Mapping[str, Json], line: str) -> Iterator[str]:
    opening = "{"
    for key, part in value.items():
        yield f"{opening}{line}{_scalar(key)}: "
        yield from _tokens(part, line)
        opening = ","


def _sequence(value: Sequence[Json], line: str) -> Iterator[str]:
    opening = "["
    for part in value:
        yield opening + line
        yield from _tokens(part, line)
        opening = ","
