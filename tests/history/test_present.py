"""The goals as they are now, beside a commit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from history.repositories import CONTEXT, Past, kpi
from kpicli.documents.read import read_source
from kpicli.history.present import Present
from kpicli.workspace import discover, load_workspace

if TYPE_CHECKING:
    from kpicli.workspace import Workspace

_IN_CSV = "    actuals: {csv: leads.csv, date: day, value: leads}\n"


def _present(past: Past, processes: int = 1) -> Present:
    read = partial(read_source, past.folder)
    workspace, _ = load_workspace(discover(past.folder)[0], read, CONTEXT)
    return Present(workspace, read, processes=processes)


def _at_head(present: Present, past: Past) -> Workspace:
    return present.at(past.opened(), past.at("HEAD"))


@pytest.fixture
def measured(past: Past) -> Past:
    """A repository with a KPI whose actuals are in a CSV file, and one of another goal file."""
    tables = {"leads.csv": "day,leads\n2026-01-31,12\n", "other.csv": "nobody,names,it\n"}
    past.commit({"a.yaml": kpi("leads", more=_IN_CSV), "b.yaml": kpi("other"), **tables})
    return past


def test_where_nothing_differs_it_is_the_present_itself(measured: Past) -> None:
    measured.write({"other.csv": "it,changes\n"})
    present = _present(measured)
    assert _at_head(present, measured) is present.workspace


@pytest.mark.parametrize(
    "change",
    [
        {"a.yaml": kpi("leads", "30", more=_IN_CSV)},
        {"b.yaml": None},
        {"c.yaml": kpi("third")},
        {"leads.csv": "day,leads\n2026-01-31,13\n"},
        {"leads.csv": None},
    ],
)
def test_any_file_that_counts_makes_a_difference(
    measured: Past, change: dict[str, str | None]
) -> None:
    before = _present(measured).workspace
    measured.write(change)
    old = _at_head(_present(measured), measured)
    assert old.goals.keys() == before.goals.keys() == {"leads", "other"}
    (was, _), (now, _) = before.kpis, old.kpis
    assert now.model == was.model
    assert old.series(now).values == before.series(was).values != ()


@pytest.mark.parametrize("processes", [1, 2])
def test_many_files_of_a_commit_are_read_by_several_processes(past: Past, processes: int) -> None:
    past.commit({f"{key}.yaml": kpi(key) for key in map("k{}".format, range(70))})
    past.write({f"{key}.yaml": kpi(key, "30") for key in map("k{}".format, range(1, 70))})
    present = _present(past, processes)
    old = _at_head(present, past)
    assert list(old.goals) == list(present.workspace.goals)
    assert old.goals["k0"] is present.workspace.goals["k0"]
    targets = {goal.model.target.text for goal in old.kpis if goal.model.target}
    assert targets == {"20"}
