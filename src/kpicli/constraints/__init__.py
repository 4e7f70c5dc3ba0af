"""Pure reasoning about numbers: intervals and which of them exclude each other."""

from kpicli.constraints.disjoint import Disjoint, disjoint_pairs, is_rounding
from kpicli.constraints.interval import Interval

__all__ = ["Disjoint", "Interval", "disjoint_pairs", "is_rounding"]
