from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.progress.status import ProgressStatus
from kpicli.render.reports.diff_words import rows
from kpicli.reports.diff import GoalDiff, Standing


def standing(progress: str | None, coverage: str = "1") -> Standing:
    share = None if progress is None else Decimal(progress)
    return Standing(None, share, share, Decimal(coverage), ProgressStatus.ON_TRACK)


def rows_between(before: Standing, after: Standing) -> list[tuple[str, str, str]]:
    goal = GoalDiff("a", "kpi", "A", "", None, "", (), (), (), before, after)
    return list(rows(goal, "?"))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("0.01", "0.05", ("1 %", "5 %")),
        ("0.0112", "0.0157", ("0.0112", "0.0157")),
        ("0.99999", "1", ("99 %", "100 %")),
        (None, "0.01", ("?", "1 %")),
    ],
)
def test_progress_on_both_sides_never_reads_the_same(
    before: str | None, after: str, shown: tuple[str, str]
) -> None:
    assert rows_between(standing(before), standing(after)) == [("progress", *shown)]


def test_a_difference_that_cannot_be_shown_is_none() -> None:
    assert not rows_between(standing("0.011111"), standing("0.011112"))
    found = rows_between(standing("0.01", "0.5"), standing("0.01", "0.75"))
    assert found == [("coverage", "50 %", "75 %")]
