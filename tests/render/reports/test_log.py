from __future__ import annotations

import json
from datetime import date

import pytest

from kpicli.history import Commit
from kpicli.history.field_change import Effect, FieldChange
from kpicli.render.reports.log import log_json, log_text
from kpicli.render.theme import Style
from kpicli.reports.log import Entry, GoalLog, Kind

LOOSENED = FieldChange("target", "20", "15", Effect.LOOSER)
MEASURED = FieldChange("actuals", "", "1 measurement, on 2026-01-31: 12")


def _commit(month: int, subject: str = "Change") -> Commit:
    key = f"{month:x}" * 40
    return Commit(key, (), "Dana Ito", "dana@acme.example", date(2026, month, 5), subject)


LOG = GoalLog(
    "leads",
    "Raise leads to 15",
    exists=True,
    is_shallow=False,
    entries=(
        Entry(_commit(5, "Be real"), "leads", (Kind.MOVED, Kind.CHANGED), "b", (LOOSENED,), "a"),
        Entry(_commit(4), "leads", (Kind.MEASURED,), "a", (MEASURED,)),
        Entry(_commit(3), "leads", (Kind.MEASURED,), "a", (MEASURED,)),
        Entry(_commit(2), "leads", (Kind.CREATED,), "a", (), "old_leads"),
        Entry(_commit(1), "old_leads", (Kind.CREATED,), "a"),
    ),
)


def test_text() -> None:
    assert log_text(LOG, Style(100)) == (
        "leads  Raise leads to 15\n"
        "\n"
        "2026-05-05  moved, changed by Dana Ito in 5555555555: Be real\n"
        "  from a to b\n"
        "  target loosened from 20 to 15\n"
        "2026-03-05 to 2026-04-05  measured in 2 commits by Dana Ito\n"
        "  lastly value added: 1 measurement, on 2026-01-31: 12\n"
        "2026-02-05  created by Dana Ito in 2222222222: Change\n"
        "  as `leads` in a; it may have been `old_leads` before\n"
        "2026-01-05  created by Dana Ito in 1111111111: Change\n"
        "  as `old_leads` in a\n"
        "\n"
        "5 commits since 2026-01-05\n"
    )


def test_text_of_a_goal_that_is_gone_in_a_shallow_clone() -> None:
    entries = (
        Entry(_commit(2), "leads", (Kind.DELETED,), "a"),
        Entry(_commit(1), "leads", (Kind.KNOWN,), "a"),
    )
    text = log_text(
        GoalLog("leads", "Leads", exists=False, is_shallow=True, entries=entries), Style(120)
    )
    assert text.startswith("leads  Leads (deleted)\n")
    assert "already there by" not in text
    assert "already there in 1111111111" in text
    assert "the clone lacks older ones: `git fetch --unshallow` brings them" in text


def test_text_of_other_ids_and_of_a_return() -> None:
    entries = (
        Entry(_commit(3), "leads", (Kind.CREATED, Kind.CHANGED), "a", (LOOSENED,)),
        Entry(_commit(2), "leads", (Kind.DELETED,), "a", became="sales"),
        Entry(_commit(1), "leads", (Kind.CREATED,), "a"),
    )
    log = GoalLog("leads", "Leads", exists=True, is_shallow=False, entries=entries)
    assert log_text(log, Style(100)).splitlines()[2:8] == [
        "2026-03-05  created, changed by Dana Ito in 3333333333: Change",
        "  as `leads` in a; it is not what it was before it was deleted:",
        "  target loosened from 20 to 15",
        "2026-02-05  deleted by Dana Ito in 2222222222: Change",
        "  in a; it may be `sales` since",
        "2026-01-05  created by Dana Ito in 1111111111: Change",
    ]
    assert json.loads(log_json(log))["entries"][1]["became"] == "sales"


@pytest.mark.parametrize(
    ("also", "where"), [("b.yaml", "in a.yaml and in b.yaml"), ("a.yaml", "in a.yaml, both")]
)
def test_text_of_a_goal_that_is_defined_twice(also: str, where: str) -> None:
    entries = (Entry(_commit(2), "leads", (Kind.DOUBLED,), "a.yaml", also=also),)
    log = GoalLog("leads", "Leads", exists=True, is_shallow=False, entries=entries)
    assert log_text(log, Style(100)).splitlines()[3] == f"  {where}"


def test_lines_fit_and_text_of_others_is_escaped() -> None:
    hostile = _commit(5, "\x1b[2J\u202e" + "long " * 30)
    entry = Entry(hostile, "leads", (Kind.CHANGED,), "\x1b", (LOOSENED,))
    text = log_text(
        GoalLog("leads", "T\x07itle", exists=True, is_shallow=False, entries=(entry,)),
        Style(40, color=False),
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(map(len, text.splitlines())) <= 40


def test_json() -> None:
    document = json.loads(log_json(LOG))
    assert document["schema"] == "kpi.log/v1"
    assert document["goal"] == {"id": "leads", "title": "Raise leads to 15", "exists": True}
    assert document["entries"][0] == {
        "commit": "5" * 40,
        "day": "2026-05-05",
        "author": "Dana Ito",
        "email": "dana@acme.example",
        "subject": "Be real",
        "goal": "leads",
        "kinds": ["moved", "changed"],
        "path": "b",
        "was": "a",
        "became": None,
        "also": None,
        "changes": [
            {
                "field": "target",
                "key": None,
                "before": "20",
                "after": "15",
                "effect": "looser",
                "words": "target loosened from 20 to 15",
            }
        ],
    }
