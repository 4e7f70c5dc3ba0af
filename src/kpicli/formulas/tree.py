"""A formula as a tree: small, frozen, and nothing that Python would ever run."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from kpicli.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

_Result = TypeVar("_Result")


class Operator(StrEnum):
    """The four operations on two operands."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


class Function(StrEnum):
    """The functions a formula can call; `wavg` takes values and weights in turn."""

    MIN = "min"
    MAX = "max"
    ABS = "abs"
    SUM = "sum"
    MEAN = "mean"
    WAVG = "wavg"


class _Placed(Struct, frozen=True, eq=False, kw_only=True):
    """What every node has: its place in the formula's text, which plays no part in equality."""

    span: Span = Span(0, 0)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Placed) or type(self) is not type(other):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def _content(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "span")


class Number(_Placed, frozen=True, eq=False):
    """A number as written, exact, never negative."""

    value: Decimal


class Name(_Placed, frozen=True, eq=False):
    """The id of a metric."""

    id: str


class Negation(_Placed, frozen=True, eq=False):
    """A unary minus."""

    operand: Node


class BinaryOperation(_Placed, frozen=True, eq=False):
    """A sum, difference, product or quotient; chains lean to the left, as they are read."""

    operator: Operator
    left: Node
    right: Node


class Power(_Placed, frozen=True, eq=False):
    """A base to a whole exponent of 1 to 8."""

    base: Node
    exponent: int


class Call(_Placed, frozen=True, eq=False):
    """A function with as many arguments as it takes."""

    function: Function
    arguments: tuple[Node, ...]


Operation = Negation | BinaryOperation | Power | Call
Node = Number | Name | Operation


class Formula(Struct, frozen=True):
    """A parsed formula: its text, its tree, and the metric ids it names, sorted, each once."""

    text: str
    root: Node
    names: tuple[str, ...]

    def text_of(self, node: Node) -> str:
        """A node's own text, its parentheses included."""
        return self.text[node.span.start : node.span.end]


def children(node: Node) -> tuple[Node, ...]:
    """The operands of a node, in the order they are written."""
    # Trees are walked so often that patterns, which read every field, would be felt.
    if isinstance(node, Name | Number):
        return ()
    if isinstance(node, BinaryOperation):
        return node.left, node.right
    if isinstance(node, Call):
        return node.arguments
    return (node.base,) if isinstance(node, Power) else (node.operand,)


def postorder(root: Node) -> Iterator[Node]:
    """All nodes, operands before what they belong to and from left to right; never recurses."""
    visited, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        visited.append(node)
        waiting.extend(children(node))
    return reversed(visited)


def fold(root: Node, combine: Callable[[Node, tuple[_Result, ...]], _Result]) -> _Result:
    """The value of a tree from the values of its nodes' operands; never recurses."""
    visited, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        operands = children(node)
        visited.append((node, len(operands)))
        waiting.extend(operands)
    results: list[_Result] = []
    for node, count in reversed(visited):
        first = len(results) - count
        results[first:] = [combine(node, tuple(results[first:]))]
    return results[0]
