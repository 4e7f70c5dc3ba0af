from __future__ import annotations

import pytest

from kpicli.render.findings.fixes import fixed_line, ordered_line


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((3, 2, 1), "Fixed 3 findings in 2 files (1 more with --unsafe-fixes)"),
        ((1, 1, 0), "Fixed 1 finding in 1 file"),
        ((0, 0, 0), "Fixed 0 findings in 0 files"),
    ],
)
def test_counts_go_with_their_nouns(counts: tuple[int, int, int], line: str) -> None:
    assert fixed_line("Fixed", *counts) == line


def test_order_is_only_spoken_of_where_it_changed() -> None:
    assert not ordered_line(is_done=True, files=0)
    assert ordered_line(is_done=True, files=1) == "Put keys in order in 1 file"
    assert ordered_line(is_done=False, files=2) == "Would put keys in order in 2 files"
