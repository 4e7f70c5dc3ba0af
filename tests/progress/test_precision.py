from __future__ import annotations

from decimal import ROUND_DOWN, Decimal, getcontext, localcontext

from kpicli.progress.precision import fixed_precision


def test_results_do_not_depend_on_the_context_of_the_caller() -> None:
    with localcontext() as context:
        context.prec, context.rounding = 3, ROUND_DOWN
        with fixed_precision():
            third = Decimal(2) / 3
    assert third == Decimal("0.6666666666666666666666666667")


def test_the_context_of_the_caller_comes_back() -> None:
    with localcontext() as context:
        context.prec = 3
        with fixed_precision():
            pass
        assert getcontext().prec == 3
