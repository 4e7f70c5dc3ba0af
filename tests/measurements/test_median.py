from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kpicli.measurements.median import median

if TYPE_CHECKING:
    from decimal import Decimal


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=3), min_size=1))
def test_it_is_what_the_standard_library_says(values: list[Decimal]) -> None:
    assert median(iter(values)) == statistics.median(values)
