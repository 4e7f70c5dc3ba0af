"""A goal to which nothing but new values came is no goal to judge."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.history.goal_changes import changes_but_growth, changes_of
from kpicli.history.growth import before_growth
from kpicli.models.period import Calendar
from kpicli.models.thresholds import Thresholds
from kpicli.source import SourceFile
from kpicli.workspace import Context, FileContents, Workspace, read_file
from kpicli.workspace.load import workspace_alone

if TYPE_CHECKING:
    from collections.abc import Mapping

METRIC = "metrics:\n  - {id: calls, title: Calls, unit: call}\n"
KPI = """\
kpis:
  - id: leads
    title: Raise leads
    period: 2026
    metric: calls
    actuals:
      2026-01-31: 1
      2026-02-28: 2
      2026-03-31: 3
    target: 20
"""
FILES = {"metrics.yaml": METRIC, "kpis.yaml": KPI}
NEW = "      2026-02-28: 2\n      2026-03-31: 3\n"


def _contents(files: Mapping[str, str]) -> dict[str, FileContents]:
    return {
        path: read_file(path, lambda path: (SourceFile(path, files[path]), [])) for path in files
    }


def _workspace(files: Mapping[str, FileContents]) -> Workspace:
    context = Context(date(2026, 9, 1), Calendar(), Thresholds())
    return workspace_alone(files, lambda _: (None, []), context)


def _sides(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Workspace, Workspace]:
    """Both states; files of then are told from those of now, where they can be."""
    now = _contents(new)
    told = {path: before_growth(old[path], new[path], now[path]) for path in old}
    then = {path: found or _contents(old)[path] for path, found in told.items()}
    return _workspace(then), _workspace(now)


def _compared(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The fields that changed, as they are judged and as they are."""
    before, after = _sides(old, new)
    parts = (before, before.goals["leads"], after, after.goals["leads"])
    return tuple(
        tuple(change.field for change in changes(*parts))
        for changes in (changes_but_growth, changes_of)
    )


def _then(old: str, new: str = "") -> dict[str, str]:
    assert old in KPI
    return {**FILES, "kpis.yaml": KPI.replace(old, new)}


def test_new_values_behind_the_others_are_no_change() -> None:
    assert _compared(_then(NEW), FILES) == ((), ("actuals",))


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("target: 20", "target: 30", ("target",)),
        ("2026-01-31: 1", "2026-01-31: 4", ("actuals",)),
        ("    metric: calls\n", "", ("unit",)),
        ("      2026-01-31: 1\n", "", ("actuals",)),
    ],
)
def test_whatever_else_happened_is_one(old: str, new: str, fields: tuple[str, ...]) -> None:
    judged, all_of_them = _compared(_then(old, new), FILES)
    assert set(fields) <= {*judged}
    assert judged == all_of_them


def test_another_metric_is_a_change_of_whoever_names_it() -> None:
    then = {**_then(NEW), "metrics.yaml": METRIC.replace("unit: call", "unit: lead")}
    judged, all_of_them = _compared(then, FILES)
    assert judged == all_of_them
    assert "unit" in judged


def test_a_value_that_is_written_behind_the_others_and_is_older_is_looked_at() -> None:
    now = {**FILES, "kpis.yaml": KPI.replace("2026-03-31: 3", "2026-01-01: 3")}
    then = {**FILES, "kpis.yaml": KPI.replace("      2026-03-31: 3\n", "")}
    judged, all_of_them = _compared(then, now)
    assert judged == all_of_them == ("actuals",)


_LINES = KPI.splitlines(keepends=True)
_OTHERS = (
    *("    target: 25\n", "      2026-01-31: 7\n", "      2026-06-30: 5 %\n", "    unit: lead\n"),
    *("      2026-02: {value: 2, note: late}\n", "    period: 2025\n", "    metric: calls\n"),
)


@given(st.data())
def test_what_is_no_change_to_judge_is_nothing_but_new_values(data: st.DataObject) -> None:
    then, now = list(_LINES), list(_LINES)
    for side in (then, now):
        for _ in range(data.draw(st.integers(0, 2))):
            at = data.draw(st.integers(2, len(side) - 1))
            side[at : at + data.draw(st.integers(0, 2))] = data.draw(
                st.lists(st.sampled_from(_OTHERS), max_size=1)
            )
    old, new = ({**FILES, "kpis.yaml": "".join(side)} for side in (then, now))
    before, after = _sides(old, new)
    if "leads" not in before.goals or "leads" not in after.goals:
        return
    parts = (before, before.goals["leads"], after, after.goals["leads"])
    judged, known = changes_but_growth(*parts), changes_of(*parts)
    assert judged == known or (
        not judged and all(part.field == "actuals" and part.is_neutral for part in known)
    )
