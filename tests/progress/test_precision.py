from __future__ import annotations

from decimal import ROUND_DOWN, Decimal, getcontext, localcontext

from kpicli.progress.precision import fixed_precision


@fixed_precision()
def third_of(number: Decimal) -> Decimal:
    """A third."""
    return number / 3


def test_results_do_not_depend_on_the_context_of_the_caller() -> None:
    with localcontext() as context:
        context.prec, context.rounding = 3, ROUND_DOWN
        assert third_of(Decimal(2)) == Decimal("0.6666666666666666666666666667")


def test_the_context_of_the_caller_comes_back() -> None:
    with localcontext() as context:
        context.prec = 3
        third_of(Decimal(2))
        assert getcontext().prec == 3


def test_a_function_keeps_its_name_and_words() -> None:
    assert (third_of.__name__, third_of.__doc__) == ("third_of", "A third.")
