from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from history.repositories import CONTEXT, LEE, Past, kpi, new_past, signed
from kpicli.reports.log import GoalLog, Kind, goal_log

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A repository without a commit."""
    return new_past(tmp_path / "goals")


def _log(past: Past, goal: str = "leads") -> GoalLog:
    found = goal_log(past.opened(), goal, CONTEXT)
    assert found is not None
    return found


def _told(past: Past, goal: str = "leads") -> list[str]:
    """What happened, the oldest first: kinds, and the words of the changes."""
    return [
        ": ".join((", ".join(entry.kinds), *(change.words for change in entry.changes)))
        for entry in reversed(_log(past, goal).entries)
    ]


def test_a_whole_life(past: Past) -> None:
    actuals = "    actuals: {2026-01-31: 12}\n"
    past.commit({"a.yaml": kpi("leads")}, "2026-01-05")
    past.commit({"a.yaml": kpi("leads", more=actuals)}, "2026-02-01")
    past.commit({"a.yaml": kpi("leads", "15", actuals)}, "2026-03-01", LEE)
    past.git("mv", "a.yaml", "b.yaml")
    past.record("2026-04-01")
    past.commit(
        {"b.yaml": kpi("leads", "15", f"{actuals}    reviewed: 2026-05-01\n")}, "2026-05-01"
    )
    past.commit({"b.yaml": kpi("leads", "15", f"{actuals}    status: closed\n")}, "2026-06-01")
    past.commit({"b.yaml": None}, "2026-07-01")
    log = _log(past)
    assert [entry.kinds[0] for entry in reversed(log.entries)] == [
        *(Kind.CREATED, Kind.MEASURED, Kind.CHANGED, Kind.MOVED),
        *(Kind.REVIEWED, Kind.CLOSED, Kind.DELETED),
    ]
    assert (log.exists, log.title) == (False, "Raise leads to 15")
    loosened = log.entries[-3]
    assert "target loosened from 20 to 15" in [change.words for change in loosened.changes]
    assert loosened.commit.author == "Lee Park"
    moved = log.entries[-4]
    assert (moved.was, moved.path) == ("a.yaml", "b.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "# Why\n" + kpi("leads"),
        kpi("leads").replace("target: 20", "target: 20.0"),
        kpi("leads")
        .replace("    title: Raise leads to 20\n", "")
        .replace("id: leads\n", "id: leads\n    title: Raise leads to 20\n"),
        kpi("leads").replace("\n", "\r\n"),
        kpi("leads") + kpi("other").removeprefix("kpis:\n"),
    ],
)
def test_what_changes_no_meaning_is_left_out(past: Past, text: str) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": text})
    assert _told(past) == ["created"]


def test_a_merge_repeats_nothing(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.git("checkout", "--quiet", "-b", "side")
    past.commit({"a.yaml": kpi("leads", "15")}, "2026-02-01", LEE)
    past.git("checkout", "--quiet", "main")
    past.commit({"a.yaml": kpi("leads", more="    owner: dana\n")}, "2026-02-02")
    past.git(
        "merge",
        "--quiet",
        "--no-commit",
        "-s",
        "ours",
        "side",
        environment=signed(LEE, "2026-02-03"),
    )
    text = kpi("leads", "15", "    owner: dana\n    team: sales\n")
    past.write({"a.yaml": text})
    past.git("add", "--all")
    past.record("2026-02-03")
    last = _log(past).entries[0]
    assert [change.field for change in last.changes] == ["team"], "the rest came from a side"


def test_a_goal_with_another_id_before(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads"), "b.yaml": kpi("other")}, "2026-01-05")
    past.commit({"a.yaml": kpi("leads", "30")}, "2026-02-05")
    renamed = kpi("leads", "30").replace("id: leads", "id: qualified_leads")
    past.commit({"a.yaml": renamed}, "2026-03-05")
    past.commit({"a.yaml": renamed.replace("target: 30", "target: 40")}, "2026-04-05")
    log = _log(past, "qualified_leads")
    assert [(entry.goal, entry.kinds[0]) for entry in log.entries] == [
        ("qualified_leads", Kind.CHANGED),
        ("qualified_leads", Kind.CREATED),
        ("leads", Kind.CHANGED),
        ("leads", Kind.CREATED),
    ]
    assert log.entries[1].was == "leads"
    assert _told(past, "leads")[-1] == "deleted"


def test_another_id_hides_nothing_that_changed_with_it(past: Past) -> None:
    actuals = "    actuals: {2026-01-31: %s}\n"
    past.commit({"a.yaml": kpi("leads", more=actuals % 12), "b.yaml": kpi("other")}, "2026-01-05")
    renamed = kpi("leads", "15", actuals % 14).replace("id: leads", "id: sales")
    past.commit({"a.yaml": renamed.replace("to 15", "to 20")}, "2026-03-05")
    assert _told(past, "sales") == [
        "created",
        (
            "created, changed: target loosened from 20 to 15: "
            "value of 2026-01-31 rewritten from 12 to 14"
        ),
    ]
    assert _log(past).entries[0].became == "sales"


def test_a_goal_that_only_went_became_nothing(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads"), "b.yaml": kpi("other")}, "2026-01-05")
    past.commit({"a.yaml": None, "c.yaml": kpi("calls", "7")}, "2026-03-05")
    assert _log(past).entries[0].became == ""


def test_broken_for_a_while_and_what_changed_meanwhile(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads") + "  [\n"})
    past.commit({"a.yaml": kpi("leads") + "  [[\n"})
    past.commit({"a.yaml": kpi("leads", "15").replace("to 15", "to 20")})
    assert _told(past) == ["created", "broken", "changed: target loosened from 20 to 15"]


def test_defined_twice_for_a_while_and_what_changed_meanwhile(past: Past) -> None:
    past.commit({"b.yaml": kpi("leads")})
    past.commit({"a.yaml": kpi("leads", "7")})
    past.commit({"c.yaml": kpi("other")})
    past.commit({"a.yaml": None, "b.yaml": kpi("leads", "15").replace("to 15", "to 20")})
    assert _told(past) == ["created", "doubled", "changed: target loosened from 20 to 15"]
    doubled = _log(past).entries[1]
    assert (doubled.path, doubled.also) == ("a.yaml", "b.yaml")


def test_values_that_could_not_be_read_for_a_while(past: Past) -> None:
    goal = kpi("leads", more="    actuals: {csv: a.csv, date: day, value: v}\n")
    past.commit({"a.yaml": goal, "a.csv": "day,v\n2026-01,1\n2026-02,2\n"})
    past.commit({"a.csv": "day,v\n<<<<<<< HEAD\n2026-01,1\n=======\n>>>>>>> b\n"})
    past.commit({"a.yaml": goal.replace("target: 20", "target: 15")})
    past.commit({"a.csv": "day,v\n2026-01,1\n2026-02,3\n2026-03,4\n"})
    rewritten = "value of 2026-02-28 rewritten from 2 to 3"
    assert _told(past) == [
        "created",
        "broken",
        "changed: target loosened from 20 to 15",
        f"changed, measured: {rewritten}: value added: 1 measurement, on 2026-03-31: 4",
    ]


def test_gone_and_back(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": "kpis: []\n"})
    past.commit({"a.yaml": kpi("leads")})
    assert _told(past) == ["created", "deleted", "created"]


def test_back_and_easier_than_before_it_went(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": "kpis: []\n"})
    past.commit({"a.yaml": kpi("leads", "15").replace("to 15", "to 20")})
    easier = "created, changed: target loosened from 20 to 15"
    assert _told(past) == ["created", "deleted", easier]


def test_created_on_two_branches_is_no_return(past: Past) -> None:
    past.commit({"b.yaml": kpi("other")})
    past.git("checkout", "--quiet", "-b", "side")
    past.commit({"a.yaml": kpi("leads")}, "2026-02-01")
    past.git("checkout", "--quiet", "main")
    past.commit({"a.yaml": kpi("leads", "15")}, "2026-02-02")
    past.git("merge", "--quiet", "-s", "ours", "side", environment=signed(LEE, "2026-02-03"))
    assert _told(past) == ["created", "created"]


def test_a_shallow_clone_does_not_say_created(past: Past, tmp_path: Path) -> None:
    for number in range(20, 24):
        past.commit({"a.yaml": kpi("leads", str(number))})
    past.git("clone", "--quiet", "--depth=2", past.folder.as_uri(), str(tmp_path / "clone"))
    log = _log(Past(tmp_path / "clone"))
    assert log.is_shallow
    assert [entry.kinds[0] for entry in log.entries] == [Kind.CHANGED, Kind.KNOWN]


def test_measurements_from_a_table_are_told(past: Past) -> None:
    table = "day,n\n2026-01-31,12\n"
    text = kpi("leads", more="    actuals: {csv: t.csv, date: day, value: n}\n")
    past.commit({"a.yaml": text, "t.csv": table})
    past.commit({"t.csv": f"{table}2026-02-28,13\n"})
    past.commit({"t.csv": table.replace("12", "14")})
    assert _told(past) == [
        "created",
        "measured: value added: 1 measurement, on 2026-02-28: 13",
        (
            "changed: value of 2026-01-31 rewritten from 12 to 14: "
            "value of 2026-02-28 removed: it was 13"
        ),
    ]


def test_commits_that_only_measure_are_one_chapter(past: Past) -> None:
    def measured(*days: str) -> str:
        return kpi("leads", more="    actuals:\n" + "".join(f"      {day}: 12\n" for day in days))

    past.commit({"a.yaml": kpi("leads")})
    past.commit({"a.yaml": measured("2026-01-31")})
    past.commit({"a.yaml": measured("2026-01-31", "2026-02-28")})
    assert [len(chapter) for chapter in _log(past).chapters] == [2, 1]


def test_a_goal_that_never_was(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")})
    assert goal_log(past.opened(), "lead", CONTEXT) is None
