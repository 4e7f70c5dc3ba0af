"""One decimal context for all of progress, so that every machine computes the same digits."""

from __future__ import annotations

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    getcontext,
    setcontext,
)
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Arguments = ParamSpec("Arguments")
ResultT = TypeVar("ResultT")

_CONTEXT = Context(
    prec=28,
    rounding=ROUND_HALF_EVEN,
    Emin=-999_999,
    Emax=999_999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[InvalidOperation, DivisionByZero, Overflow],
)


def fixed_precision() -> Callable[[Callable[Arguments, ResultT]], Callable[Arguments, ResultT]]:
    """A decorator: the function computes with 28 digits, whatever its caller's context.

    A check enters it several times for each goal, mostly from another such function: then there
    is nothing to do. `localcontext` takes ten times as long, since it copies the context.
    """

    def decorated(function: Callable[Arguments, ResultT]) -> Callable[Arguments, ResultT]:
        @wraps(function)
        def inside(*arguments: Arguments.args, **named: Arguments.kwargs) -> ResultT:
            before = getcontext()
            if before is _CONTEXT:
                return function(*arguments, **named)
            setcontext(_CONTEXT)
            try:
                return function(*arguments, **named)
            finally:
                setcontext(before)

        return inside

    return decorated
