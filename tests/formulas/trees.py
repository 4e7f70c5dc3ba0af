"""Formulas' trees for property tests, and their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from kpicli.formulas import (
    BinaryOperation,
    Call,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    postorder,
)

if TYPE_CHECKING:
    from decimal import Decimal

IDS = ("a", "b", "sales.in", "lambda")


def leaves() -> st.SearchStrategy[Node]:
    numbers = st.decimals(0, 10**6, places=3).map(Number)
    return st.one_of(numbers, st.sampled_from(IDS).map(Name))


def trees() -> st.SearchStrategy[Node]:
    return st.recursive(leaves(), _operations, max_leaves=12)


def _operations(operands: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(operands, min_size=1, max_size=3).map(tuple)
    functions = st.sampled_from([Function.MIN, Function.MAX, Function.SUM, Function.MEAN])
    return st.one_of(
        st.builds(Negation, operands),
        st.builds(BinaryOperation, st.sampled_from(Operator), operands, operands),
        st.builds(Power, operands, st.integers(1, 8)),
        st.builds(Call, functions, several),
        st.builds(Call, st.just(Function.ABS), st.tuples(operands)),
        st.builds(Call, st.just(Function.WAVG), st.tuples(operands, operands)),
    )


def values() -> st.SearchStrategy[dict[str, Decimal]]:
    return st.fixed_dictionaries({i: st.decimals(-(10**6), 10**6, places=2) for i in IDS})


def names(tree: Node) -> tuple[str, ...]:
    return tuple(sorted({node.id for node in postorder(tree) if isinstance(node, Name)}))


def render(node: Node) -> str:
    """The text of a tree, every operation in brackets."""
    match node:
        case Number(value=value):
            return f"{value:f}"
        case Name(id=name):
            return name
        case Negation(operand=operand):
            return f"(-{render(operand)})"
        case Power(base=base, exponent=exponent):
            return f"({render(base)} ** {exponent})"
        case BinaryOperation(operator=operator, left=left, right=right):
            return f"({render(left)} {operator} {render(right)})"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(render, arguments))})"
