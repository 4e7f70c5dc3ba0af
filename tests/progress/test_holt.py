from __future__ import annotations

from decimal import Decimal

from kpicli.progress.holt import holt
from kpicli.progress.trend import Line

AIR_PASSENGERS = """
17.5534 21.8601 23.8866 26.9293 26.8885 28.8314 30.0751 30.9535
30.1857 31.5797 32.577569 33.477398 39.021581 41.386432 41.596552
"""


def test_holt_forecasts_the_textbook_series() -> None:
    values = [Decimal(word) for word in AIR_PASSENGERS.split()]
    line = holt(values, Decimal("0.8"), Decimal("0.2"))
    ahead = [str(round(line.at(step), 2)) for step in range(1, 6)]
    assert ahead == ["43.76", "45.59", "47.43", "49.27", "51.10"]


def test_holt_follows_the_latest_step_at_full_weight() -> None:
    line = holt([Decimal(3), Decimal(4), Decimal(9)], Decimal(1), Decimal(1))
    assert line == Line(slope=Decimal(5), intercept=Decimal(9))
