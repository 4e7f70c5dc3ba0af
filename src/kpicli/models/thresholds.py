"""From when on a goal counts as on track."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which ratio of progress to expected progress on a goal is on track, or at risk."""

    on_track: Decimal = Decimal("0.9")
    at_risk: Decimal = Decimal("0.7")
