"""How far long work is, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")

_FEW = 20


def counting(items: Sequence[ItemT], words: str) -> Iterable[ItemT]:
    """The items, with a bar on standard error while they are taken.

    In a pipe, and for a few, there is none.
    """
    if len(items) < _FEW or not sys.stderr.isatty():
        return items
    # It takes longer to import than most commands run.
    from rich.console import Console  # noqa: PLC0415 - see above
    from rich.progress import track  # noqa: PLC0415 - see above

    return track(items, words, console=Console(stderr=True), transient=True)
