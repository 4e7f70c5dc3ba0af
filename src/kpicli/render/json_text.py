"""JSON with exact decimals, written without floats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from json import JSONEncoder
from json.encoder import encode_basestring

from kpicli.render.numbers import EXACT

Json = str | int | Decimal | bool | Mapping[str, "Json"] | Sequence["Json"] | None
"""What JSON can say; a Decimal becomes a number token of its very digits."""

_LINE, _INDENT = "\n", "  "
_FOUR_PLACES = Decimal("0.0001")
_ALMOST = Decimal("0.9999")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("[\x7f-\x9f\u2028\u2029]")
_WORDS = {None: "null", True: "true", False: "false"}
_encoded = JSONEncoder(ensure_ascii=False).encode


def json_text(value: Json) -> str:
    """The value as JSON, indented by two, keys in the order given, ending with a line break.

    Text stays as it is but for lone surrogates, which no file could hold: they are escaped.
    """
    return _SURROGATE.sub(_escape, f"{_indented(value, _LINE)}\n")


def json_line(value: Json) -> str:
    """The value as JSON on one line, ending with a line break, the only one by any reckoning."""
    return f"{_SURROGATE.sub(_escape, _BREAK.sub(_escape, _flat(value)))}\n"


def plain_number(value: Decimal | None) -> Decimal | None:
    """The shortest digits of the same number: a whole one has no point, and 0 no sign."""
    if value is None:
        return None
    digits = f"{value:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Decimal(0) if not value else Decimal(digits)


def decimal_number(value: Decimal | None) -> Decimal | None:
    """The same with at least one decimal, for numbers that are fractions by nature: `1.0`."""
    number = plain_number(value)
    if number is None or number != number.to_integral_value():
        return number
    return Decimal(f"{number:f}.0")


def fraction(share: Decimal | None) -> Decimal | None:
    """A share, such as progress, to four places, for JSON."""
    return decimal_number(four_places(share))


def four_places(share: Decimal | None) -> Decimal | None:
    """A share to four places; 1 is said of nothing less, since it tells that a target is met."""
    if share is None:
        return None
    rounded = share.quantize(_FOUR_PLACES, context=EXACT)
    return min(rounded, _ALMOST) if share < 1 else rounded


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _flat(value: Json) -> str:
    if isinstance(value, Mapping):
        parts = (f"{_scalar(key)}: {_flat(part)}" for key, part in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flat, value))}]"
    return _scalar(value)


def _indented(value: Json, line: str) -> str:
    """The value over several lines, the next of which begins as `line` does."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = line + _INDENT
    if isinstance(value, Mapping) and value:
        entries = [
            f"{inner}{_scalar(key)}: {_indented(part, inner)}" for key, part in value.items()
        ]
        return f"{{{','.join(entries)}{line}}}"
    if isinstance(value, list | tuple) and value:
        items = [inner + _indented(part, inner) for part in value]
        return f"[{','.join(items)}{line}]"
    return _scalar(value)


def _scalar(value: Json) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return f"{value:d}" if isinstance(value, int) else _encoded(value)
