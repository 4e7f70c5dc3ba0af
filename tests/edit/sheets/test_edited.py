"""What `kpi export` wrote, after somebody changed it: nothing of it gets lost without a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.edit import Refusal
from kpicli.edit.sheets import By, Opened, Settled, Surroundings, bring_in_export, opened
from kpicli.models.period import Calendar
from kpicli.workspace import Context
from repository import AS_OF, reader

if TYPE_CHECKING:
    from pathlib import Path

AROUND = Surroundings((), reader({}), Context(AS_OF, Calendar()))
FIELDS = (
    "kind,id,title,description,team,owner,period,contributes_to,metric,segment,unit,direction,"
    "baseline,baseline.date,target,target.commit,target.stretch,interim_targets,cadence,status,"
    "aggregation,formula,range,benchmark,drivers,source,perspective,tags"
)
GOALS = "objective,grow,Grow\nkpi,leads,Leads\n"
ACTUALS = "leads,2026-01,10\nleads,2026-02,11\n"
ALL = "id,date,value,confidence,status,note,by"


def folder(path: Path, goals: str = "", actuals: str = "") -> Opened:
    """An export to a folder, with rows that somebody added."""
    (path / "goals.csv").write_text(f"{FIELDS}\n{GOALS}{goals}", "utf-8")
    (path / "actuals.csv").write_text(f"{ALL}\n{ACTUALS}{actuals}", "utf-8")
    found = opened(path)
    assert isinstance(found, Opened), found
    return found


def outcome(found: Opened) -> Settled | tuple[Refusal, ...]:
    """What importing it comes to."""
    assert found.export is not None
    return bring_in_export(found.export, found.lines, By.FILE, AROUND)


def refusals(found: Opened) -> list[str]:
    """All reasons why it is not imported."""
    result = outcome(found)
    assert isinstance(result, tuple), result
    return [refusal.message for refusal in result]


@pytest.mark.parametrize(
    ("goals", "actuals", "said"),
    [
        ("measure,m,M\n", "", "line 4 of goals: the kind `measure` is neither `objective` nor `k"),
        ("kpi,Not An Id,M\n", "", "line 4 of goals: `Not An Id` is not an id"),
        (
            "kpi,leads,M\n",
            "",
            "the id `leads` stands 2 times in goals: line 3 of goals, line 4 of goals",
        ),
        (
            "",
            "leads,2026-01,12\n",
            "line 4 of actuals: `leads` has a value for 2026-01 already, in line 2 of actuals",
        ),
        ("", "leads,,12\n", "line 4 of actuals: the date of the actual is missing"),
        ("", ",2026-03,12\n", "line 4 of actuals: the id of the actual is missing"),
        ("", "lead,2026-03,12\n", "line 4 of actuals: an actual is of `lead`, which is no goal"),
        ("", "grow,2026-03,12\n", "line 4 of actuals: `grow` is an objective, which has no"),
    ],
)
def test_a_row_that_would_get_lost_is_refused_with_its_line(
    goals: str, actuals: str, said: str, tmp_path: Path
) -> None:
    (found,) = refusals(folder(tmp_path, goals, actuals))
    assert found.startswith(said)


def test_all_reasons_are_given_at_once(tmp_path: Path) -> None:
    found = refusals(folder(tmp_path, "goal,a,A\ngoal,b,B\n", "leads,2026-01,1\nleads,2026-02,2\n"))
    assert [words.partition(":")[0] for words in found] == [
        "line 4 of goals", "line 5 of goals", "line 4 of actuals", "line 5 of actuals",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "section"),
    [("KPI", "kpis"), ("Objective", "objectives"), ("OBJECTIVE", "objectives"), ("", "kpis")],
)
def test_kinds_are_known_however_they_are_capitalised(
    kind: str, section: str, tmp_path: Path
) -> None:
    result = outcome(folder(tmp_path, f"{kind},added,Added by hand\n"))
    assert isinstance(result, Settled)
    behind = result.texts["goals.yaml"].split(f"{section}:\n")[1].split("kpis:\n")[0]
    assert "title: Added by hand" in behind


def test_a_value_that_no_goal_file_takes_is_kept_and_told_with_its_line(tmp_path: Path) -> None:
    goals = "kpi,calls,Calls,,,,whenever\n"
    result = outcome(folder(tmp_path, goals, "leads,2026-03,n/a\nleads,31.07.2026,5\n"))
    assert isinstance(result, Settled)
    assert not result.findings
    assert [(part.line, part.column, part.value) for part in result.imported.unread] == [
        (4, "actuals.2026-03", "n/a"), (5, "actuals.31.07.2026", "5"), (4, "period", "whenever"),
    ]  # fmt: skip
    text = result.texts["goals.yaml"]
    assert "meta: {period: whenever}" in text
    assert "actuals.2026-03: {date: 2026-03, value: n/a}" in text
    assert 'actuals.31.07.2026: {date: "31.07.2026", value: 5}' in text


def test_a_document_without_lines_names_the_entry(tmp_path: Path) -> None:
    goals = [{"kind": "kpi", "id": "a", "title": "A"}, {"kind": "both", "id": "b", "title": "B"}]
    text = json.dumps({"schema": "kpi.export/v1", "goals": goals})
    (tmp_path / "x.json").write_text(text, "utf-8")
    found = opened(tmp_path / "x.json")
    assert isinstance(found, Opened), found
    (said,) = refusals(found)
    assert said == "entry 2 of goals: the kind `both` is neither `objective` nor `kpi`"


@pytest.mark.parametrize("goals", ['"a"', '["a"]', "{}", "null"])
def test_a_document_with_something_else_than_goals_is_refused(goals: str, tmp_path: Path) -> None:
    text = f'{{"schema": "kpi.export/v1", "goals": {goals}}}'
    (tmp_path / "x.json").write_text(text, "utf-8")
    found = opened(tmp_path / "x.json")
    assert isinstance(found, Refusal)
    assert found.message == "`goals` is no list of objects"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("actuals.csv", "id,date,number\nleads,2026-01,1\n", "`actuals` has no column `value`"),
        ("teams.csv", "id,Name\nsales,Sales\n", "`teams` lacks most of the columns"),
        ("copy.csv", f"{ALL}\n{ACTUALS}", "`actuals` and `copy` both hold actuals"),
    ],
)
def test_a_table_that_is_not_known_any_more_is_refused(
    name: str, text: str, said: str, tmp_path: Path
) -> None:
    folder(tmp_path)
    (tmp_path / name).write_text(text, "utf-8")
    found = opened(tmp_path)
    assert isinstance(found, Refusal)
    assert found.message.startswith(said)


def test_a_table_of_something_else_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("when,what\nMay,Nothing\n", "utf-8")
    (tmp_path / "empty.csv").write_text("when,what\n", "utf-8")
    assert folder(tmp_path).left_out == ("notes",)
