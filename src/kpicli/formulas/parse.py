"""Formulas from text: a parser of its own, so that a metric may be called `in` or `lambda`.

Precedence and associativity are those of Python and of spreadsheets' users: `**` binds tighter
than a unary minus, that tighter than `*` and `/`, those tighter than `+` and `-`.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from kpicli.findings import did_you_mean
from kpicli.formulas.error import FormulaError, shown
from kpicli.formulas.tokens import Token, TokenKind, tokenize
from kpicli.formulas.tree import (
    BinaryOperation,
    Call,
    Formula,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    postorder,
)
from kpicli.source import Span

MOST_CHARACTERS = 4_000
MOST_NODES = 500
MOST_NESTED = 50
_MOST_MAGNITUDE = 99
_MOST_EXPONENT = 8
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}
_FUNCTIONS = tuple(Function)
_SPLIT = "define a metric of its own for each part"


def parse_formula(text: str) -> Formula | FormulaError:
    """A formula, or the first reason why the text is none; any text gives one of the two."""
    if len(text) > MOST_CHARACTERS:
        message = f"the formula has {len(text)} characters; at most {MOST_CHARACTERS} are read"
        return FormulaError(message, MOST_CHARACTERS, len(text), _SPLIT)
    tokens = tokenize(text)
    if isinstance(tokens, FormulaError):
        return tokens
    try:
        root = _whole(_Cursor(tokens))
    except _RefusalError as refusal:
        return refusal.error
    return _within_limits(text, root)


def _within_limits(text: str, root: Node) -> Formula | FormulaError:
    nodes = tuple(postorder(root))
    if len(nodes) > MOST_NODES:
        message = f"the formula has {len(nodes)} parts; at most {MOST_NODES} are read"
        return FormulaError(message, root.span.start, root.span.end, _SPLIT)
    return Formula(text, root, tuple(sorted({n.id for n in nodes if isinstance(n, Name)})))


class _RefusalError(Exception):
    """Carries an error out of the descent; it never leaves this module."""

    def __init__(self, error: FormulaError) -> None:
        super().__init__(error.message)
        self.error = error


def _refusal(message: str, token: Token, remedy: str | None = None) -> _RefusalError:
    return _RefusalError(FormulaError(message, token.start, token.end, remedy))


class _Cursor(Struct):
    """The tokens and how many of them have been read."""

    tokens: tuple[Token, ...]
    index: int = 0

    def peek(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.peek()
        self.index += 1
        return token

    def takes(self, sign: str) -> Token | None:
        """The next token, read, if it is this sign."""
        if self.peek().kind is TokenKind.SIGN and self.peek().text == sign:
            return self.take()
        return None


def _whole(cursor: _Cursor) -> Node:
    if cursor.peek().kind is TokenKind.END:
        raise _refusal("the formula is empty", cursor.peek(), "write it, or leave the field out")
    root = _expression(cursor, 0, 1)
    if cursor.peek().kind is not TokenKind.END:
        raise _out_of_place(cursor.peek())
    return root


def _expression(cursor: _Cursor, nested: int, binding: int) -> Node:
    """Everything from here on that binds at least as tightly as asked."""
    left = _operand(cursor, nested)
    while (tightness := _tightness(cursor.peek())) >= binding:
        operator = Operator(cursor.take().text)
        right = _expression(cursor, nested, tightness + 1)
        span = Span(left.span.start, right.span.end)
        left = BinaryOperation(operator, left, right, span=span)
    return left


def _tightness(token: Token) -> int:
    return _BINDING.get(token.text, 0) if token.kind is TokenKind.SIGN else 0


def _operand(cursor: _Cursor, nested: int) -> Node:
    if nested > MOST_NESTED:
        raise _refusal(f"the formula nests deeper than {MOST_NESTED} levels", cursor.peek(), _SPLIT)
    if minus := cursor.takes("-"):
        operand = _operand(cursor, nested + 1)
        return Negation(operand, span=Span(minus.start, operand.span.end))
    return _power(cursor, _atom(cursor, nested))


def _power(cursor: _Cursor, base: Node) -> Node:
    if not cursor.takes("**"):
        return base
    token = cursor.take()
    exponent = _exponent(token)
    if again := cursor.takes("**"):
        raise _refusal("a power of a power needs brackets", again, "write `(x ** 2) ** 3`")
    return Power(base, exponent, span=Span(base.span.start, token.end))


def _exponent(token: Token) -> int:
    if token.kind is TokenKind.NUMBER:
        value = _decimal(token)
        if value == value.to_integral_value() and 1 <= value <= _MOST_EXPONENT:
            return int(value)
    written = shown(token.text) if token.text else "nothing"
    raise _refusal(
        f"an exponent is a whole number from 1 to {_MOST_EXPONENT}, not {written}", token
    )


def _atom(cursor: _Cursor, nested: int) -> Node:
    token = cursor.take()
    if token.kind is TokenKind.NUMBER:
        return Number(_decimal(token), span=Span(token.start, token.end))
    if token.kind is TokenKind.NAME and cursor.takes("("):
        return _call(cursor, token, nested)
    if token.kind is TokenKind.NAME:
        return Name(token.text, span=Span(token.start, token.end))
    if token.kind is TokenKind.SIGN and token.text == "(":
        return _bracketed(cursor, token, nested)
    raise _missing_operand(token)


def _bracketed(cursor: _Cursor, opening: Token, nested: int) -> Node:
    inner = _expression(cursor, nested + 1, 1)
    return replace(inner, span=Span(opening.start, _closing(cursor, opening).end))


def _call(cursor: _Cursor, name: Token, nested: int) -> Node:
    if name.text not in _FUNCTIONS:
        remedy = did_you_mean(name.text, _FUNCTIONS)
        listed = f"the functions are `{' '.join(_FUNCTIONS)}`; a product needs `*`"
        raise _refusal(f"{shown(name.text)} is not a function", name, remedy or listed)
    arguments = _arguments(cursor, nested)
    closing = _closing(cursor, name)
    whole = Token(name.kind, " " * (closing.end - name.start), name.start)
    function = Function(name.text)
    if wanted := _wanted_arguments(function, len(arguments)):
        raise _refusal(f"`{function}` takes {wanted}, not {len(arguments)}", whole)
    return Call(function, arguments, span=Span(whole.start, whole.end))


def _arguments(cursor: _Cursor, nested: int) -> tuple[Node, ...]:
    if cursor.peek().text == ")":
        return ()
    arguments = [_expression(cursor, nested + 1, 1)]
    while cursor.takes(","):
        arguments.append(_expression(cursor, nested + 1, 1))
    return tuple(arguments)


def _wanted_arguments(function: Function, count: int) -> str | None:
    if function is Function.ABS:
        return "one argument" if count != 1 else None
    if function is Function.WAVG:
        return "pairs of a value and a weight" if count == 0 or count % 2 else None
    return "at least one argument" if count == 0 else None


def _closing(cursor: _Cursor, opening: Token) -> Token:
    if closing := cursor.takes(")"):
        return closing
    if cursor.peek().kind is TokenKind.END:
        raise _refusal(f"{shown(opening.text)} has no closing bracket", opening, "write `)`")
    raise _out_of_place(cursor.peek())


def _decimal(token: Token) -> Decimal:
    digits, _, exponent = token.text.lower().partition("e")
    # An exponent of many digits would not even fit into a Decimal.
    if len(exponent.lstrip("+-0")) <= len(str(_MOST_MAGNITUDE)):
        value = Decimal(f"{digits}e{exponent or 0}")
        if abs(value.adjusted()) <= _MOST_MAGNITUDE:
            return value
    raise _refusal(f"{shown(token.text)} is beyond 1e±{_MOST_MAGNITUDE}", token)


def _missing_operand(token: Token) -> _RefusalError:
    if token.kind is TokenKind.END:
        return _refusal("the formula ends where a number or a metric id is missing", token)
    remedy = "leave out the `+`" if token.text == "+" else None
    return _refusal(f"a number or a metric id is missing before {shown(token.text)}", token, remedy)


def _out_of_place(token: Token) -> _RefusalError:
    if token.text == ")":
        remedy = "leave it out, or write the `(` that belongs to it"
        return _refusal("`)` closes nothing", token, remedy)
    if token.text == ",":
        remedy = "write numbers without separators and with a point: `1000`, `1.5`"
        return _refusal("`,` stands between arguments only", token, remedy)
    remedy = "the operators are `+ - * / **`; a formula has no words such as `if` or `and`"
    return _refusal(f"an operator is missing before {shown(token.text)}", token, remedy)
