"""What people write in formulas that is no formula, and what to write instead."""

from __future__ import annotations

import re
from decimal import Decimal

from kpicli.formulas.error import FormulaError, shown

_COMPARISON = (
    "a formula computes a number and compares nothing",
    "write a bound as the metric's `range` or the KPI's `target`",
)
_BRACKET = ("a formula has round brackets only", "write `(` and `)`")
_BRACE = ("a formula has no templates", "write metric ids bare, without braces")
_TEXT = ("a formula has no texts", "write metric ids without quotes")
_CURRENCY = ("a formula has no currency signs", "write the unit into the metric's `unit`")
_LOGIC = ("a formula has no logic", "write `min(…)` or `max(…)` to choose between values")
_OTHER_SIGN = "the operators are `+ - * / **`"

_HINTS = {
    "^": ("a formula has no `^`", "write `**` for a power: `x ** 2`"),
    "//": ("a formula has no `//`", "write `/`; formulas do not round"),
    "=": ("a formula assigns nothing", "write only what is computed, without `=`"),
    **dict.fromkeys(["==", "!=", "<=", ">=", "<", ">"], _COMPARISON),
    **dict.fromkeys("[]", _BRACKET),
    **dict.fromkeys("{}", _BRACE),
    **dict.fromkeys(["'", '"'], _TEXT),
    **dict.fromkeys("$€£¥", _CURRENCY),
    **dict.fromkeys("&|~!?", _LOGIC),
    ":=": ("a formula assigns nothing", "write only what is computed"),
    ":": ("a formula has no `:`", "write `/` for a ratio"),
    "#": ("a formula has no comments", "write them after the formula, as comments of the file"),
    "@": ("a formula has no `@`", _OTHER_SIGN),
    ";": ("a formula is one expression", "define a metric of its own for each part"),
}
_TYPOGRAPHIC = {
    "\N{MULTIPLICATION SIGN}": "*",
    "\N{MIDDLE DOT}": "*",
    "\N{DIVISION SIGN}": "/",
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{SUPERSCRIPT TWO}": "** 2",
    "\N{SUPERSCRIPT THREE}": "** 3",
}
_SIGN = re.compile(r"==|!=|<=|>=|:=|//|.", re.DOTALL)
_PLAIN = r"(?:\d+(?:\.\d+)?|\.\d+)"
_NUMBER_BEFORE = re.compile(rf"(?<![\w.])({_PLAIN})[ \t\r\n]*$", re.ASCII)
_SUFFIXED = re.compile(rf"({_PLAIN})(k|K|M|bn)", re.ASCII)
_SUFFIXES = {"k": 3, "K": 3, "M": 6, "bn": 9}


def refused_sign(text: str, offset: int) -> FormulaError:
    """Why the character at an offset, which begins no part of a formula, is refused."""
    found = _SIGN.match(text, offset)
    sign = found.group() if found else ""
    end = offset + len(sign)
    if sign == "%":
        return _refused_percent(text, offset)
    message, remedy = _HINTS.get(sign) or _unknown(sign)
    return FormulaError(message, offset, end, remedy)


def refused_number(written: str, offset: int) -> FormulaError:
    """Why a word that begins with a digit is no number."""
    message = f"{shown(written)} is not a number"
    return FormulaError(message, offset, offset + len(written), _rewritten(written))


def _unknown(sign: str) -> tuple[str, str]:
    if plain := _TYPOGRAPHIC.get(sign):
        return f"{shown(sign)} is no operator", f"write `{plain}`"
    return f"{shown(sign)} is no part of a formula", _OTHER_SIGN


def _refused_percent(text: str, offset: int) -> FormulaError:
    before = _NUMBER_BEFORE.search(text[max(0, offset - 50) : offset])
    if before is None:
        message = "a formula has no remainder `%`"
        return FormulaError(message, offset, offset + 1, "write a share as a number: `0.15`")
    share = _plain(Decimal(before.group(1)).scaleb(-2))
    start = offset - len(before.group())
    message = f"`{before.group(1)}%` is not a number"
    return FormulaError(message, start, offset + 1, f"write `{share}`")


def _rewritten(written: str) -> str:
    suffixed = _SUFFIXED.fullmatch(written)
    if suffixed and len(written) <= 50:  # noqa: PLR2004 - longer ones are nobody's shorthand
        number, suffix = suffixed.groups()
        return f"write `{_plain(Decimal(number).scaleb(_SUFFIXES[suffix]))}`"
    bare = written.replace("_", "").lstrip("0").rstrip(".")
    if bare.isdecimal():
        return f"write {shown(bare)}"
    return "write digits without separators, with a point: `1500`, `0.15`, `2.5e6`"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
