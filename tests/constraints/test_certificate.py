"""Weights by which rows cancel: what counts as a proof, and what does not."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

from kpicli.constraints.certificate import Bounded, certificate
from kpicli.constraints.linearised import Row

_POSITIVE = Bounded([0.0, 0.0], [inf, inf], ())
_CAUSE = frozenset((0,))


def row(terms: dict[int, float], low: float | None, high: float | None = None) -> Row:
    least, most = (None if end is None else Fraction(end) for end in (low, high))
    return Row(terms, least, most, causes=_CAUSE)


@pytest.mark.parametrize(
    ("rows", "free", "weights"),
    [
        ([row({0: 1, 1: 1}, 4), row({0: 1, 1: 1}, None, 3)], (), [1, -1]),
        ([row({0: 2, 1: 1}, 4), row({0: 4, 1: 2}, None, 7)], (), [2, -1]),
        ([row({0: 1, 1: 1}, None, -1)], (0, 1), [-1, 1, 1]),
    ],
)
def test_rows_that_cancel_and_leave_something_are_a_proof(
    rows: list[Row], free: tuple[int, ...], weights: list[int]
) -> None:
    found = [part.weight for part in certificate(rows, free, _POSITIVE)]
    assert [weight / abs(found[-1]) for weight in found] == weights


@pytest.mark.parametrize(
    ("rows", "free"),
    [
        pytest.param([row({0: 1}, 3), row({0: 1}, None, 3)], (), id="both hold"),
        pytest.param([row({0: 1, 1: 1}, 4), row({0: 1}, None, 3)], (), id="nothing cancels"),
        pytest.param([row({0: 1, 1: 1}, 4)], (0, 1), id="no bound above"),
        pytest.param(
            [row({0: 1}, 1 + 1e-10), row({0: 1}, None, 1)], (), id="apart by rounding only"
        ),
    ],
)
def test_what_leaves_nothing_is_no_proof(rows: list[Row], free: tuple[int, ...]) -> None:
    assert certificate(rows, free, _POSITIVE) == ()


def test_what_must_be_zero_and_is_not_is_a_proof() -> None:
    rows = [row({0: 1, 1: -2}, 0), row({0: -1, 1: 1}, 0)]
    assert certificate(rows, (1,), _POSITIVE) == ()
    parts = certificate(rows, (1,), Bounded([0.0, 0.0], [inf, inf], (1,)))
    assert [part.variable for part in parts] == [None, None, 1]
