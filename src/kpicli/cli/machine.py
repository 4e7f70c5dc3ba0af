"""What the machine offers."""

from __future__ import annotations

import os

_MOST = 8
"""More processes than families of rules only cost memory."""


def processors() -> int:
    """How many processes can run at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    found = len(affinity(0)) if affinity else os.cpu_count()
    return min(found or 1, _MOST)
