"""`kpi diff` on real repositories."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from history.repositories import Past, new_past

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi, Outcome

BEFORE = """\
objectives:
  - {id: growth, title: Win the market, period: 2026}
kpis:
  - id: leads
    title: Raise leads | from 10 to 20
    owner: ada
    period: 2026
    contributes_to: growth
    unit: lead
    baseline: 10
    target: 20
    actuals: {2026-06-30: 15}
  - {id: calls, title: Make calls, period: 2026, unit: call, target: ">= 5", actuals: {2026-05: 6}}
"""
AFTER = (
    BEFORE.replace("target: 20", "target: 16")
    .replace("owner: ada", "owner: lee")
    .replace("{2026-05: 6}", "{2026-05: 6, 2026-06: 7, 2026-07: 8}")
    + "  - {id: fresh, title: Something new}\n"
)


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A main branch with goals, and a branch on which they are others."""
    past = new_past(tmp_path / "goals")
    past.commit({"kpi.toml": "", "g.yaml": BEFORE}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"g.yaml": AFTER}, "2026-07-19")
    return past


def diff(kpi: Kpi, past: Past, *arguments: str) -> Outcome:
    root = ("--root", str(past.folder), "--as-of", "2026-09-01")
    return kpi("diff", *root, *arguments)


def test_in_words_with_goalposts_first_and_measurements_counted(kpi: Kpi, past: Past) -> None:
    outcome = diff(kpi, past)
    base = past.git("rev-parse", "--short=10", "main")
    assert outcome.code == 0
    assert (
        outcome.out
        == f"""\
main ({base}, 2026-01-05) → work tree, as of 2026-09-01
1 goal with moved goalposts, 1 goal added, 1 goal measured

Moved goalposts
• leads  Raise leads | from 10 to 20
  target loosened from 20 lead to 16 lead
  owner changed from `ada` to `lee`
  progress  50 % → 83 %
  status    at risk → on track

Added
+ • fresh  Something new

Measured
• calls  Make calls
  2 measurements added, the last on 2026-07-31: 8 call
  value     6 → 8 call

Goals above
◆ growth  Win the market
  progress  50 % → 83 %
  status    at risk → on track
"""
    )


def test_as_markdown_that_no_title_breaks(kpi: Kpi, past: Past) -> None:
    text = diff(kpi, past, "--format", "markdown").out
    assert "### Moved goalposts\n\n- **leads** Raise leads \\| from 10 to 20\n" in text
    assert "  - ⚠ target loosened from 20 lead to 16 lead\n" in text
    assert "<summary>Measured: 1 goal</summary>" in text


@pytest.mark.parametrize("command", ["diff", "report", "review"])
def test_markdown_mentions_nobody_and_links_nothing(kpi: Kpi, past: Past, command: str) -> None:
    title = "Raise leads | from 10 to 20"
    named = BEFORE.replace(title, '"@acme/board #12 https://a.org"')
    late = named.replace("15", "11").replace("owner: ada", 'owner: "@lee"')
    past.commit({"g.yaml": late}, "2026-07-20")
    root = ("--root", str(past.folder), "--as-of", "2026-07-21")
    said = kpi(command, *root, "--format", "markdown").out
    assert r"@<!-- -->acme/board \#<!-- -->12 https\://a.org" in said
    assert "@<!-- -->lee" in said
    assert not re.search(r"[@#]\w|https:", said)


def test_as_json(kpi: Kpi, past: Past) -> None:
    found = json.loads(diff(kpi, past, "--format", "json").out)
    assert found["schema"] == "kpi.diff/v1"
    leads = next(goal for goal in found["goals"] if goal["id"] == "leads")
    assert leads["turn"] == "changed"
    assert leads["changes"][0] == {
        "field": "target",
        "key": None,
        "before": "20 lead",
        "after": "16 lead",
        "effect": "looser",
        "words": "target loosened from 20 lead to 16 lead",
    }
    assert leads["before"]["progress"] == 0.5
    assert [goal["id"] for goal in found["above"]] == ["growth"]
    assert found["to"] == {"name": "work tree", "commit": None, "day": None}


def test_between_two_revisions_as_of_the_later_ones_day(
    kpi: Kpi, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KPI_AS_OF")
    outcome = kpi("diff", "main", "--to", "work", "--root", str(past.folder))
    assert "work (" in outcome.out
    assert ", as of 2026-07-19" in outcome.out


def test_exit_code_tells_where_that_is_asked_for(kpi: Kpi, past: Past) -> None:
    assert diff(kpi, past, "--exit-code").code == 1
    same = diff(kpi, past, "HEAD", "--exit-code")
    assert (same.code, same.out.splitlines()[1]) == (0, "No goal means anything else")


def test_conflicts_that_come_and_go(kpi: Kpi, past: Past) -> None:
    rival = '  - {id: rival, title: Cut leads, metric: leads, period: 2026, target: "<= 12"}\n'
    past.commit({"g.yaml": AFTER + rival}, "2026-07-20")
    assert "Conflicts that appear\n  error[C101] disjoint-targets" in diff(kpi, past).out
    back = diff(kpi, past, "work", "--to", "main").out
    assert "Conflicts that disappear\n  error[C101] disjoint-targets" in back
    note = "  # kpi: ignore[disjoint-targets] settled in June"
    past.write({"g.yaml": AFTER.replace("target: 16", f"target: 16{note}") + rival})
    assert "Conflicts that appear" not in diff(kpi, past).out


def test_settings_that_changed_are_named_in_all_formats(kpi: Kpi, past: Past) -> None:
    past.write({"kpi.toml": "[status]\non_track = 0.75\n[check]\nignore = ['H101']\n"})
    words = "Settings changed: check.ignore, status.on_track; both sides are seen with the later"
    text = diff(kpi, past, "HEAD").out
    assert words in text
    assert "No goal" not in text
    assert diff(kpi, past, "HEAD", "--exit-code").code == 1
    assert f"**{words} ones**".replace("_", "\\_") in diff(kpi, past, "--format", "markdown").out
    found = json.loads(diff(kpi, past, "--format", "json").out)
    assert (found["settings"], found["notes"]) == (["check.ignore", "status.on_track"], [])


def test_settings_that_could_not_be_understood_are_not_compared(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "[status]\non_track = 30\n"}, "2026-07-20")
    past.write({"kpi.toml": ""})
    assert "Not compared: the settings of HEAD cannot be und" in diff(kpi, past, "HEAD").out


def test_teams_and_people_are_listed(kpi: Kpi, past: Past) -> None:
    past.commit({"t.yaml": "teams: [{id: sales, title: Sales}]\n"}, "2026-07-20")
    assert "Metrics, teams, people, tensions\n  team sales added" in diff(kpi, past).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nowhere"], "there is no revision `nowhere`"), (["--to", "nowhere"], "no revision")],
)
def test_a_revision_that_does_not_exist(
    kpi: Kpi, past: Past, arguments: list[str], said: str
) -> None:
    outcome = diff(kpi, past, *arguments)
    assert (outcome.code, said in outcome.err) == (2, True)


def test_without_git_and_without_a_commit(kpi: Kpi, goals: Path, tmp_path: Path) -> None:
    outcome = kpi("diff", "--root", str(goals))
    assert (outcome.code, "not in a git repository" in outcome.err) == (2, True)
    empty = new_past(tmp_path / "empty")
    empty.write({"g.yaml": BEFORE})
    outcome = diff(kpi, empty)
    assert (outcome.code, "no commit yet" in outcome.err) == (2, True)


def test_renamed_and_removed_goals_and_metrics(kpi: Kpi, past: Past) -> None:
    changed = AFTER.replace("id: calls", "id: rings").replace(
        "  - {id: fresh, title: Something new}\n", ""
    )
    metric = "metrics: [{id: m, unit: EUR}]\n"
    past.commit({"g.yaml": changed + metric}, "2026-07-20")
    past.write({"g.yaml": changed + metric.replace("EUR", "days")})
    text = diff(kpi, past, "work~1").out
    assert "Removed\n- • fresh  Something new" in text
    assert "may be calls under another id: a guess from what is equal" in text
    past.commit({"t.yaml": "teams: [{id: s, title: S}]"}, "2026-07-21")
    text = diff(kpi, past, "HEAD~1", "--format", "markdown").out
    assert "### Metrics, teams, people, tensions" in text
    found = json.loads(diff(kpi, past, "work~1", "--format", "json").out)
    assert [item["id"] for item in found["items"]] == ["m", "s"]


def test_conflicts_in_every_format(kpi: Kpi, past: Past) -> None:
    rival = '  - {id: rival, title: Cut leads, metric: leads, period: 2026, target: "<= 12"}\n'
    past.write({"g.yaml": AFTER + rival})
    text = diff(kpi, past, "--format", "markdown").out
    assert "### Conflicts that appear\n\n- **error** disjoint-targets (C101): no value" in text
    assert "no value of <code>leads</code>" in text
    assert r"\`" not in text
    (conflict,) = json.loads(diff(kpi, past, "--format", "json").out)["conflicts"]["appearing"]
    assert (conflict["code"], conflict["goals"]) == ("C101", ["leads", "rival"])


def test_nothing_differs_in_markdown(kpi: Kpi, past: Past) -> None:
    assert ": no goal means anything else\n" in diff(kpi, past, "HEAD", "--format", "markdown").out


def test_without_a_main_branch_a_revision_has_to_be_named(kpi: Kpi, past: Past) -> None:
    past.git("branch", "-m", "main", "other")
    outcome = diff(kpi, past)
    assert (outcome.code, "there is no main branch to compare with" in outcome.err) == (2, True)


METRIC = """\
metrics:
  - {id: m, title: M, unit: lead, range: 0..100, source: {connection: c, sql: a}}
kpis:
  - {id: one, title: Raise m, metric: m, segment: a}
  - {id: two, title: Raise m there, metric: m, segment: b}
"""


def test_a_change_of_a_metric_is_told_once(kpi: Kpi, past: Past) -> None:
    past.commit({"m.yaml": METRIC}, "2026-07-20")
    wider = METRIC.replace("0..100", "0..1000").replace("title: M,", "title: N,")
    past.write({"m.yaml": wider})
    assert diff(kpi, past, "HEAD").out.splitlines()[1:] == [
        "",
        "Metrics, teams, people, tensions",
        "  metric m: range changed from 0..100 to 0..1000; title changed from `M` to `N`",
    ]
    past.write({"m.yaml": METRIC.replace("sql: a", "sql: b").replace("Raise m}", "Raise it}")})
    text = diff(kpi, past, "HEAD").out
    assert "metric m" not in text
    assert text.count("source redefined from `a` on `c` to `b` on `c`") == 2
    alone = METRIC.partition("kpis:")[0]
    past.commit({"m.yaml": alone}, "2026-07-21")
    past.write({"m.yaml": alone.replace("sql: a", "sql: b")})
    assert "metric m: source redefined from" in diff(kpi, past, "HEAD").out


@pytest.mark.parametrize(
    "hiding",
    [{"kpi.toml": '[files]\nexclude = ["h.yaml"]\n'}, {".gitignore": "h.yaml\n"}],
    ids=["exclude", "gitignore"],
)
def test_goals_whose_file_is_left_out_are_not_called_removed(
    kpi: Kpi, past: Past, hiding: dict[str, str | bytes | None]
) -> None:
    gone = "kpis: [{id: gone, title: Leave}, {id: moved, title: Move}]\n"
    past.commit({"h.yaml": gone, "i.yaml": "kpis: [{id: old, title: Go}]\n"}, "2026-07-20")
    past.write({**hiding, "i.yaml": ""})
    text = diff(kpi, past, "HEAD").out
    assert "1 goal removed, 2 goals left out" in text
    assert "Removed\n- • old  Go\n" in text
    assert "Left out, with their files, by `exclude` or a `.gitignore`\n- • gone  Leave\n" in text
    goals = json.loads(diff(kpi, past, "HEAD", "--format", "json").out)["goals"]
    assert {goal["id"]: goal["left_out"] for goal in goals} == {
        "gone": True,
        "moved": True,
        "old": False,
    }


NOTHING = "No goal that can be compared means anything else"
HIDDEN = "`calls`, `fresh`, `growth`, `leads`"


def test_what_cannot_be_understood_on_the_earlier_side_is_said(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": AFTER.replace("kpis:", "kpis: [")}, "2026-07-20")
    past.commit({"g.yaml": AFTER}, "2026-07-21")
    outcome = diff(kpi, past, "HEAD~1")
    assert (outcome.code, outcome.err) == (0, "")
    said = f"Not compared, since they cannot be understood in HEAD~1: {HIDDEN}"
    assert outcome.out.splitlines()[1:] == [NOTHING, said]
    assert json.loads(diff(kpi, past, "HEAD~1", "--format", "json").out)["notes"] == [said]
    markdown = diff(kpi, past, "HEAD~1", "--format", "markdown").out
    assert "no goal that can be compared means anything else" in markdown
    assert "Not compared, since they cannot be understood in" in markdown


def test_goals_that_are_defined_twice_are_named_and_not_compared(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": BEFORE}, "2026-07-20")
    past.commit({"a.yaml": "kpis: [{id: leads, title: Leads again}]\n"}, "2026-07-21")
    found = json.loads(diff(kpi, past, "HEAD~1", "--format", "json").out)
    assert "leads" not in {goal["id"] for goal in found["goals"]}
    assert found["notes"] == ["Not compared, since they are defined twice on a side: `leads`"]


def test_what_cannot_be_understood_on_the_later_side_is_neither_gone_nor_settled(
    kpi: Kpi, past: Past
) -> None:
    rival = '  - {id: rival, title: Cut leads, metric: leads, period: 2026, target: "<= 12"}\n'
    around = "people: [{id: ada}]\nteams: [{id: sales}]\ntensions: [{between: [leads, calls]}]\n"
    past.commit({"g.yaml": AFTER + rival + around}, "2026-07-20")
    past.write({"g.yaml": f"<<<<<<< HEAD\n{AFTER}{rival}{around}=======\n>>>>>>> work\n"})
    found = json.loads(diff(kpi, past, "HEAD", "--format", "json").out)
    assert [found[key] for key in ("goals", "items", "above")] == [[], [], []]
    assert found["conflicts"] == {"appearing": [], "disappearing": []}
    (note,) = found["notes"]
    assert note.startswith("Not compared, since they cannot be understood in the work tree: `ada`")


def test_the_conflicts_of_a_goal_that_cannot_be_understood_are_not_settled(
    kpi: Kpi, past: Past
) -> None:
    rival = '  - {id: rival, title: Cut leads, metric: leads, period: 2026, target: "<= 12"}\n'
    past.commit({"g.yaml": AFTER + rival}, "2026-07-20")
    past.write({"g.yaml": AFTER + rival.replace("period: 2026", "period: soon")})
    outcome = diff(kpi, past, "HEAD")
    assert "Conflicts" not in outcome.out
    assert "understood in the work tree: `rival`" in outcome.out
    past.write({"g.yaml": AFTER})
    assert "Conflicts that disappear" in diff(kpi, past, "HEAD").out


ORDERS = "metrics: [{id: orders, unit: order, aggregation: sum}]\n"
ON_ORDERS = """\
objectives: [{id: growth, title: Win the market, period: 2026}]
kpis:
  - {id: sold, title: Sell more, period: 2026, metric: orders, baseline: 0, target: 20,
     contributes_to: growth, actuals: {2026-01: 4, 2026-02: 5}}
"""


@pytest.mark.parametrize(
    ("right", "wrong"), [("metrics:", "metrcs:"), ("unit: order", "unit: [1]"), ("un", "xx: [\nun")]
)
def test_goals_on_a_metric_that_cannot_be_understood_did_not_change(
    kpi: Kpi, past: Past, right: str, wrong: str
) -> None:
    past.commit({"m.yaml": ORDERS, "g.yaml": ON_ORDERS}, "2026-07-20")
    past.write({"m.yaml": ORDERS.replace(right, wrong)})
    found = json.loads(diff(kpi, past, "HEAD", "--format", "json").out)
    assert [found[key] for key in ("goals", "items", "above")] == [[], [], []]
    past.write({"m.yaml": ORDERS.replace(", aggregation: sum", "")})
    found = json.loads(diff(kpi, past, "HEAD", "--format", "json").out)
    assert [part["id"] for part in found["goals"]] == ["sold"]


CSV = """\
objectives: [{id: growth, title: Win the market, period: 2026}]
kpis:
  - {id: cash, title: Raise cash, owner: ada, period: 2026, baseline: 1, target: 5,
     contributes_to: growth, actuals: {csv: c.csv, date: day, value: v}}
"""
MARKS = "day,v\n<<<<<<< HEAD\n2026-01,1\n=======\n2026-01,2\n>>>>>>> work\n"


@pytest.mark.parametrize("broken", [MARKS, None], ids=["conflict", "gone"])
def test_values_in_a_file_that_cannot_be_read_are_not_compared(
    kpi: Kpi, past: Past, broken: str | None
) -> None:
    files: dict[str, str | bytes | None] = {"g.yaml": CSV, "c.csv": "day,v\n2026-01,1\n2026-02,2\n"}
    past.commit(files, "2026-07-20")
    past.write({"c.csv": broken})
    said = "Values not compared, since their CSV file cannot be read in"
    assert diff(kpi, past, "HEAD").out.splitlines()[2:] == [f"{said} the work tree: `cash`"]
    root = ("--root", str(past.folder), "--as-of", "2026-09-01", "--since", "HEAD")
    assert "H103" not in kpi("check", *root, "--select", "H,D", "--format", "concise").out
    past.git("add", "--all")
    past.record("2026-07-21")
    past.write({"c.csv": "day,v\n2026-01,1\n", "g.yaml": CSV.replace("ada", "lee")})
    assert diff(kpi, past, "HEAD").out.splitlines()[1:] == [
        "1 goal changed otherwise",
        f"{said} HEAD: `cash`",
        "",
        "Other changes",
        "• cash  Raise cash",
        "  owner changed from `ada` to `lee`",
    ]
