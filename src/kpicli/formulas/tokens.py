"""The words of a formula: numbers, metric ids, signs."""

from __future__ import annotations

import re
from enum import Enum, auto

from msgspec import Struct

from kpicli.formulas.error import FormulaError, shown

_MOST_ID_CHARACTERS = 100
_SPACES = re.compile(r"[ \t\r\n]*")
_SIGN = re.compile(r"\*\*|/(?!/)|[-+*(),]")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
# Compiled when a formula has a number.
_NUMERIC = r"\.?[0-9](?:[eE][+-][0-9]+|[A-Za-z0-9_.])*"
_NUMBER = r"(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"


class TokenKind(Enum):
    """What a token is."""

    NUMBER = auto()
    NAME = auto()
    SIGN = auto()
    END = auto()


class Token(Struct, frozen=True):
    """A word of a formula and the offset, in characters, at which it starts."""

    kind: TokenKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset just after it."""
        return self.start + len(self.text)


def tokenize(text: str) -> tuple[Token, ...] | FormulaError:
    """The tokens of a formula, an END last, or the first thing that is none."""
    tokens: list[Token] = []
    offset = _after_spaces(text, 0)
    while offset < len(text):
        token = _token_at(text, offset)
        if isinstance(token, FormulaError):
            return token
        tokens.append(token)
        offset = _after_spaces(text, token.end)
    return (*tokens, Token(TokenKind.END, "", len(text.rstrip(" \t\r\n"))))


def _after_spaces(text: str, offset: int) -> int:
    found = _SPACES.match(text, offset)
    return found.end() if found else offset


def _token_at(text: str, offset: int) -> Token | FormulaError:
    if sign := _SIGN.match(text, offset):
        return Token(TokenKind.SIGN, sign.group(), offset)
    if word := _WORD.match(text, offset):
        return _name(word.group(), offset)
    if numeric := re.compile(_NUMERIC).match(text, offset):
        return _number(numeric.group(), offset)
    from kpicli.formulas.hints import refused_sign  # noqa: PLC0415 - most formulas are right

    return refused_sign(text, offset)


def _number(written: str, offset: int) -> Token | FormulaError:
    if re.fullmatch(_NUMBER, written):
        return Token(TokenKind.NUMBER, written, offset)
    from kpicli.formulas.hints import refused_number  # noqa: PLC0415 - most formulas are right

    return refused_number(written, offset)


def _name(written: str, offset: int) -> Token | FormulaError:
    end = offset + len(written)
    if len(written) > _MOST_ID_CHARACTERS:
        message = f"{shown(written)} has {len(written)} characters; an id has at most 100"
        return FormulaError(message, offset, end)
    if _ID.fullmatch(written):
        return Token(TokenKind.NAME, written, offset)
    lowered = written.lower()
    remedy = f"write `{lowered}`" if _ID.fullmatch(lowered) else "an id looks like `sales.leads`"
    return FormulaError(f"{shown(written)} is not a metric id", offset, end, remedy)
