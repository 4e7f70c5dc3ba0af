"""The rules about history on real repositories, from the first commit to the finding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.goalposts import AS_OF, found, goals
from history.repositories import LEE, Past, new_past
from kpicli.cli.app import run
from kpicli.cli.replay.recording import recorded
from kpicli.cli.replay.replayed import replayed
from kpicli.history import HistoryError

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A repository without a commit."""
    return new_past(tmp_path / "goals")


def test_a_branch_is_judged_against_where_it_left_the_main_branch(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20", b="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "easier")
    past.commit({"g.yaml": goals(a="15", b="20")}, "2026-07-19", LEE)
    change = past.git("rev-parse", "--short=10", "HEAD")
    past.git("checkout", "--quiet", "main")
    past.commit({"g.yaml": goals(a="20", b="30")}, "2026-07-20")
    past.git("checkout", "--quiet", "easier")
    (finding,) = found(kpi, past)
    assert finding == (
        f"H101 `a` was made easier on 2026-07-19 by `Lee Park` ({change}), day 200 of 365, while "
        "off track (20 % of the way, 54.5 % expected): target loosened from 20 client to 15 client"
    )


def test_of_several_changes_the_net_counts_and_the_last_that_made_it_is_named(
    kpi: Kpi, past: Past
) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20", b="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"g.yaml": goals(a="15", b="15")}, "2026-03-01")
    past.commit({"g.yaml": goals(a="14", b="15")}, "2026-04-01", LEE)
    past.commit({"g.yaml": goals(a="14", b="20") + "# reworded\n"}, "2026-05-01")
    (finding,) = found(kpi, past)
    assert "`a` was made easier on 2026-04-01 by `Lee Park`" in finding
    assert finding.endswith("from 20 client to 14 client")


def test_what_is_not_committed_is_said_to_be_so(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.write({"g.yaml": goals(a="15")})
    (finding,) = found(kpi, past)
    assert "in changes not committed as of 2026-09-01, day 244 of 365" in finding


def test_on_main_the_state_before_the_period_counts(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="30")}, "2025-11-01")
    past.commit({"g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"g.yaml": goals(a="18")}, "2026-03-01", LEE)
    (finding,) = found(kpi, past)
    assert "on 2026-03-01 by `Lee Park`" in finding
    assert finding.endswith("from 20 client to 18 client")


def test_on_main_a_goal_that_came_late_is_judged_by_its_first_version(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"h.yaml": goals(b="20", c="20")}, "2026-02-01")
    past.commit({"h.yaml": goals(b="20", c="18")}, "2026-04-01", LEE)
    past.commit({"h.yaml": None, "x/i.yaml": goals(c="18", b="20")}, "2026-05-01")
    (finding,) = found(kpi, past)
    assert "`c` was made easier on 2026-04-01 by `Lee Park`" in finding


def test_on_main_a_goal_that_began_anew_is_judged_by_its_new_promise(kpi: Kpi, past: Past) -> None:
    old = goals(a="20").replace("period: 2026", "period: 2025")
    past.commit({"kpi.toml": "", "g.yaml": old}, "2025-01-05")
    past.commit({"g.yaml": goals(a="15")}, "2026-01-10")
    assert found(kpi, past) == []
    past.commit({"g.yaml": goals(a="14")}, "2026-06-10")
    (finding,) = found(kpi, past)
    assert finding.endswith("from 15 client to 14 client")


def test_on_main_a_draft_counts_from_when_it_is_one_no_more(kpi: Kpi, past: Past) -> None:
    draft = "    status: draft\n"
    past.commit({"kpi.toml": "", "g.yaml": goals(a="30") + draft}, "2025-12-20")
    past.commit({"g.yaml": goals(a="25") + draft}, "2026-01-10")
    past.commit({"g.yaml": goals(a="20")}, "2026-02-10")
    assert found(kpi, past) == []
    past.commit({"g.yaml": goals(a="18")}, "2026-05-10", LEE)
    (finding,) = found(kpi, past)
    assert finding.endswith("from 20 client to 18 client")


def test_everything_that_is_cosmetic_says_nothing(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20", b="1200")}, "2025-12-20")
    rewritten = (
        "# All in other words.\ndefaults: {period: FY2026}\nkpis:\n"
        "  - {title: Raise  b, target: 1.2k, baseline: 10.0, metric: b_metric, id: b,"
        " actuals: {csv: b.csv, date: day, value: b}}\n"
        "metrics: [{id: b_metric, unit: client}]\n"
    )
    past.commit(
        {
            "x/b.yaml": rewritten,
            "x/b.csv": "day,b\n2026-01,11\n2026-06-30,12\n",
            "g.yaml": goals(a="20.00").replace("Raise a\n", "Raise a  # new\n"),
        },
        "2026-03-01",
    )
    assert found(kpi, past) == []


def test_every_kind_of_change_gives_its_finding(kpi: Kpi, past: Past) -> None:
    keys = ("target", "formula", "actual", "gone", "closed", "end", "start", "weight")
    before = goals(**dict.fromkeys(keys, "20"))
    past.commit({"kpi.toml": "", "g.yaml": before}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    parts = dict(zip(keys, before.removeprefix("kpis:\n").split("  - ")[1:], strict=True))
    parts["target"] = parts["target"].replace("target: 20", "target: 19")
    parts["formula"] += "    aggregation: mean\n"
    parts["actual"] = parts["actual"].replace("2026-06: 12", "2026-06: 13")
    parts["closed"] += "    status: closed\n"
    parts["end"] = parts["end"].replace("period: 2026", "period: 2026-01-01/2027-01-31")
    parts["start"] = parts["start"].replace("baseline: 10", "baseline: 9")
    parts["weight"] += "    weight: 0.5\n"
    del parts["gone"]
    after = "kpis:\n" + "".join(f"  - {part}" for part in parts.values())
    past.commit({"g.yaml": after}, "2026-07-19")
    assert sorted(f"{line[:4]} {line.split('`')[1]}" for line in found(kpi, past)) == [
        "H101 target",
        "H102 formula",
        "H103 actual",
        "H104 closed",
        "H104 gone",
        "H105 end",
        "H106 start",
        "H107 weight",
    ]


def test_a_baseline_knows_one_loosening_and_not_the_next(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "easier")
    past.commit({"g.yaml": goals(a="15")}, "2026-07-19", LEE)
    known = str(past.folder.parent / "known.json")
    assert found(kpi, past, "--write-baseline", known) == []
    assert found(kpi, past, "--baseline", known) == []
    past.commit({"g.yaml": goals(a="12")}, "2026-07-20", LEE)
    (finding,) = found(kpi, past, "--baseline", known)
    assert finding.endswith("target loosened from 20 client to 12 client")


def test_an_earlier_revision_can_be_named(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2026-01-05")
    past.commit({"g.yaml": goals(a="18")}, "2026-02-05")
    past.commit({"g.yaml": goals(a="17")}, "2026-03-05")
    assert found(kpi, past, "--since", "HEAD~1")[0].endswith("from 18 client to 17 client")
    assert found(kpi, past, "--since", "HEAD~2", "--at", "HEAD~1")[0].endswith(
        "20 client to 18 client"
    )


def test_a_revision_that_does_not_exist_is_a_mistake_of_the_user(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")})
    outcome = kpi("check", "--root", str(past.folder), "--since", "mian")
    assert (outcome.code, "there is no revision `mian`" in outcome.err) == (2, True)
    assert "did you mean `main`?" in outcome.err


def test_without_git_the_rules_are_silent_unless_asked(kpi: Kpi, goals: Path) -> None:  # noqa: ARG001 - the fixture writes them
    assert kpi("check", "--select", "H").code == 0
    outcome = kpi("check", "--select", "H", "--since", "main")
    assert (outcome.code, "not in a git repository" in outcome.err) == (2, True)


def test_before_the_first_commit_nothing_is_judged(kpi: Kpi, past: Past) -> None:
    past.write({"kpi.toml": "", "g.yaml": goals(a="20")})
    assert found(kpi, past) == []


def test_a_detached_head_on_main_is_judged_as_main(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"g.yaml": goals(a="18")}, "2026-03-01")
    past.git("checkout", "--quiet", "--detach")
    assert len(found(kpi, past)) == 1


def test_a_goal_repository_below_the_top(kpi: Kpi, past: Past) -> None:
    past.commit({"x.txt": "", "our goals/kpi.toml": "", "our goals/g.yaml": goals(a="20")})
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"our goals/g.yaml": goals(a="15")}, "2026-07-19", LEE)
    below = Past(past.folder / "our goals")
    (finding,) = found(kpi, below)
    assert "on 2026-07-19 by `Lee Park`" in finding


def test_a_merged_change_is_its_authors_not_that_of_the_merge(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20"), "h.yaml": goals(b="20")}, "2025-12-20")
    past.git("checkout", "--quiet", "-b", "easier")
    past.commit({"g.yaml": goals(a="15")}, "2026-03-01", LEE)
    past.git("checkout", "--quiet", "main")
    past.commit({"h.yaml": goals(b="25")}, "2026-03-02")
    past.merge("easier", "2026-03-03")
    (finding,) = found(kpi, past)
    assert "on 2026-03-01 by `Lee Park`" in finding


def test_a_shallow_clone_says_from_where_it_judges(kpi: Kpi, past: Past, tmp_path: Path) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"g.yaml": goals(a="18")}, "2026-03-01")
    past.commit({"g.yaml": goals(a="17")}, "2026-04-01")
    past.git("clone", "--quiet", "--depth", "2", f"file://{past.folder}", str(tmp_path / "clone"))
    clone = Past(tmp_path / "clone")
    outcome = kpi("check", "--root", str(clone.folder), "--as-of", AS_OF, "--select", "H")
    assert "from 18 client to 17 client" in " ".join(outcome.out.split())
    assert "note: the clone is shallow: its history begins on 2026-03-01" in outcome.err


def test_a_record_with_a_reason_turns_the_finding_off(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    record = "    target_changes: [{date: 2026-07-19, from: 20, to: 15, reason: A new law}]\n"
    past.commit({"g.yaml": goals(a="15") + record}, "2026-07-19")
    assert found(kpi, past) == []


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            "from: 20, to: 16, reason: A new law",
            "this entry does not lead from 20 client to 15 client",
        ),
        ("from: 20, to: 15", "this entry has no `reason`"),
        ("field: period, reason: A new law", ""),
    ],
)
def test_a_record_that_does_not_answer_is_shown(
    kpi: Kpi, past: Past, record: str, said: str
) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    entry = f"    target_changes: [{{date: 2026-07-19, {record}}}]\n"
    past.commit({"g.yaml": goals(a="15") + entry}, "2026-07-19")
    root = ("--root", str(past.folder), "--as-of", AS_OF)
    done = kpi("check", *root, "--select", "H101", "--format", "json")
    related = json.loads(done.out)["findings"][0]["related"]
    assert [label["message"] for label in related] == ([said] if said else [])


def test_a_suppression_is_not_unused_where_nothing_is_known_of_the_past(
    kpi: Kpi, goals: Path
) -> None:
    file = goals / "goals.yaml"
    marked = "target: 20  # kpi: ignore[loosened-target] agreed in June"
    file.write_text(file.read_text("utf-8").replace("target: 20", marked), "utf-8")
    assert "D103" not in kpi("check", "--select", "H,D", "--format", "concise").out


def test_a_change_on_its_way_through_another_file_is_found(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20", z="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"g.yaml": goals(z="20"), "h.yaml": goals(a="20")}, "2026-02-01")
    past.commit({"h.yaml": goals(a="15")}, "2026-03-01", LEE)
    past.commit({"h.yaml": None, "i.yaml": goals(a="15")}, "2026-04-01")
    (finding,) = found(kpi, past)
    assert "on 2026-03-01 by `Lee Park`" in finding


def test_a_change_in_a_metrics_own_file_is_found(kpi: Kpi, past: Past) -> None:
    goal = "kpis: [{id: a, title: Raise a, metric: m, period: 2026, baseline: 1, target: 9}]\n"
    metric = "metrics: [{id: m, aggregation: %s}]\n"
    past.commit({"kpi.toml": "", "g.yaml": goal, "m.yaml": metric % "sum"}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"m.yaml": metric % "mean"}, "2026-03-01", LEE)
    past.commit({"g.yaml": f"# Why\n{goal}"}, "2026-04-01")
    (finding,) = found(kpi, past)
    assert "`m` does not mean what it did" in finding
    assert "on 2026-03-01 by `Lee Park`" in finding


def test_a_table_that_was_rewritten_is_found(kpi: Kpi, past: Past) -> None:
    goal = "kpis: [{id: a, title: Raise a, actuals: {csv: a.csv, date: day, value: a}}]\n"
    past.commit({"kpi.toml": "", "x/g.yaml": goal, "x/a.csv": "day,a\n2026-01,1\n"}, "2026-02-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"x/a.csv": "day,a\n2026-01,2\n2026-02,3\n"}, "2026-03-01", LEE)
    (finding,) = found(kpi, past)
    assert "on 2026-03-01 by `Lee Park`" in finding


def test_a_goal_that_was_deleted_and_committed_names_who_did(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20", b="20")}, "2026-07-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"g.yaml": goals(b="20")}, "2026-07-19", LEE)
    past.commit({"g.yaml": goals(b="20") + "# reworded\n"}, "2026-07-20")
    (finding,) = found(kpi, past)
    assert "`a` was deleted on 2026-07-19 by `Lee Park`" in finding


def test_another_id_and_an_easier_target_in_one_commit(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"g.yaml": goals(a="15").replace("id: a", "id: z")}, "2026-07-19", LEE)
    (finding,) = found(kpi, past)
    assert "`z` was made easier on 2026-07-19 by `Lee Park`" in finding


def test_a_change_beside_a_commit_is_not_laid_to_its_author(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"g.yaml": goals(a="18")}, "2026-07-19", LEE)
    past.write({"g.yaml": goals(a="16")})
    (finding,) = found(kpi, past)
    assert "in changes not committed" in finding
    assert finding.endswith("from 20 client to 16 client")


def test_nothing_is_shown_again_once_another_revision_counts(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"g.yaml": goals(a="15")}, "2026-03-01")
    cache = ("--cache-dir", str(tmp_path / "cache"))
    arguments = ["check", "--root", str(past.folder), "--as-of", AS_OF, "--select", "H", *cache]
    assert recorded(run, arguments) == 1
    said = capsys.readouterr().out
    past.git("pack-refs", "--all")
    past.git("checkout", "--quiet", "-b", "easier")
    assert replayed(arguments) is None
    assert recorded(run, arguments) == 0
    assert said != capsys.readouterr().out


def test_on_main_a_late_goal_on_a_metric_of_its_own_file(kpi: Kpi, past: Past) -> None:
    late = (
        "metrics: [{id: m, unit: MEUR}]\nkpis:\n"
        "  - {id: b, title: Raise b, metric: m, period: 2026, baseline: 1, target: %s}\n"
    )
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"h.yaml": late % 5}, "2026-02-01")
    past.commit(
        {"h.yaml": (late % "4M").replace("MEUR", "EUR").replace("baseline: 1", "baseline: 1M")},
        "2026-05-01",
    )
    (finding,) = found(kpi, past)
    assert finding.endswith("from 5 MEUR to 4,000,000 EUR")


def test_on_main_a_goal_that_is_gone_is_judged_by_what_its_last_state_tells(
    kpi: Kpi, past: Past
) -> None:
    before = goals(a="20", b="20").replace(", 2026-06: 12", "")
    past.commit({"kpi.toml": "", "g.yaml": before}, "2025-12-20")
    past.commit({"g.yaml": goals(a="20", b="20")}, "2026-07-01")
    past.commit({"g.yaml": goals(b="20")}, "2026-07-19", LEE)
    (finding,) = found(kpi, past)
    assert "`a` was deleted on 2026-07-19 by `Lee Park`" in finding


def test_an_objective_behind_that_is_closed(kpi: Kpi, past: Past) -> None:
    goal = "objectives: [{id: o, title: Grow, period: 2026%s}]\n"
    served = goals(a="20").replace("    period", "    contributes_to: o\n    period")
    past.commit({"kpi.toml": "", "o.yaml": goal % "", "g.yaml": served}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    past.commit({"o.yaml": goal % ", status: closed"}, "2026-07-19", LEE)
    (finding,) = found(kpi, past)
    assert "`o` was set to closed on 2026-07-19 by `Lee Park`" in finding
    assert "while off track (20 % of the way" in finding


def test_an_extended_period_of_a_goal_that_was_renamed_in_the_work_tree(
    kpi: Kpi, past: Past
) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2026-01-05")
    past.git("checkout", "--quiet", "-b", "work")
    longer = (
        goals(a="20")
        .replace("id: a", "id: z")
        .replace("period: 2026", "period: 2026-01-01/2027-01-31")
    )
    past.write({"g.yaml": longer})
    (finding,) = found(kpi, past)
    assert finding.startswith("H105 `z` was given more time in changes not committed")


def test_a_damaged_repository_is_a_warning_unless_a_revision_is_asked_for(
    kpi: Kpi, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise HistoryError("git cannot give an object", "`git fsck` looks for damage")

    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    monkeypatch.setattr("kpicli.history.bases.past_of", broken)
    monkeypatch.setattr("kpicli.history.bases.past_since", broken)
    arguments = ("check", "--root", str(past.folder), "--as-of", AS_OF, "--select", "H")
    outcome = kpi(*arguments)
    assert outcome.code == 0
    assert "warning: nothing is judged by its past: git cannot give an object" in outcome.err
    assert kpi(*arguments, "--since", "HEAD").code == 2


def test_a_goal_that_was_renamed_later_names_who_moved_its_target(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"g.yaml": goals(a="15")}, "2026-03-01", LEE)
    renamed = goals(a="15").replace("id: a", "id: b")
    past.commit({"g.yaml": renamed}, "2026-05-01")
    (finding,) = found(kpi, past)
    assert "`b` was made easier on 2026-03-01 by `Lee Park`" in finding


def test_a_goal_that_was_renamed_and_made_easier_at_once(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"g.yaml": goals(a="20") + "# reworded\n"}, "2026-03-01")
    renamed = goals(a="15").replace("id: a", "id: b")
    past.commit({"g.yaml": renamed}, "2026-05-01", LEE)
    past.commit({"g.yaml": renamed + "# reworded\n"}, "2026-06-01")
    (finding,) = found(kpi, past)
    assert "`b` was made easier on 2026-05-01 by `Lee Park`" in finding


def test_what_cannot_be_understood_in_the_earlier_revision_is_said(kpi: Kpi, past: Past) -> None:
    broken = goals(a="20", b="20").replace("kpis:", "kpis: [")
    past.commit({"kpi.toml": "", "g.yaml": broken, "h.yaml": goals(c="20")}, "2026-01-05")
    past.commit({"g.yaml": goals(a="10", b="10"), "h.yaml": goals(c="15")}, "2026-02-05")
    root = ("--root", str(past.folder), "--as-of", AS_OF, "--since", "HEAD~1")
    outcome = kpi("check", *root, "--select", "H101", "--format", "concise")
    assert "`c` was made easier" in outcome.out
    assert "note: not judged, since they cannot be understood in `HEAD~1`" in outcome.err
    assert outcome.err.endswith(", 2026-01-05): `a`, `b`\n")
    assert kpi("check", *root, "--select", "H101", "--quiet").err == ""


TABLE = """
kpis:
  - {id: a, title: Raise a, period: 2026, actuals: {csv: a.csv, date: day, value: a}}
  - {id: b, title: Raise b, period: 2026, actuals: {csv: b.csv, date: day, value: b}}
  - {id: c, title: Raise c, period: 2026, status: draft, actuals: {csv: a.csv, date: day, value: a}}
"""


@pytest.mark.parametrize("branch", ["main", "work"])
@pytest.mark.parametrize("first", ["<<<<<<< HEAD\nday,a\n2026-01,1\n", None])
def test_values_that_cannot_be_read_in_the_earlier_revision_are_said(
    kpi: Kpi, past: Past, branch: str, first: str | None
) -> None:
    table = {"a.csv": first} if first else {}
    past.commit({"kpi.toml": "", "g.yaml": TABLE, **table}, "2026-01-05")
    base = past.git("rev-parse", "--short=10", "HEAD")
    past.git("checkout", "--quiet", "-B", branch)
    past.commit({"a.csv": "day,a\n2026-01,2\n"}, "2026-03-01", LEE)
    past.commit({"a.csv": "day,a\n2026-01,3\n"}, "2026-03-02", LEE)
    root = ("--root", str(past.folder), "--as-of", AS_OF, "--select", "H103")
    outcome = kpi("check", *root, "--format", "concise")
    assert "H103" not in outcome.out
    (note,) = outcome.err.splitlines()
    assert note.startswith("note: values not judged, since their CSV file cannot be read ")
    assert base in note
    assert note.endswith(": `a`")
    assert kpi("check", *root, "--quiet").err == ""
    assert kpi("check", *root, "--since", "HEAD~1").err == ""


@pytest.mark.parametrize("since", [(), ("--since", "HEAD")])
def test_values_that_cannot_be_read_now_either_are_no_news(
    kpi: Kpi, past: Past, since: tuple[str, ...]
) -> None:
    past.commit({"kpi.toml": "", "g.yaml": TABLE}, "2026-01-05")
    past.write({"g.yaml": TABLE + "# reworded\n"})
    root = ("--root", str(past.folder), "--as-of", AS_OF, "--select", "H103")
    outcome = kpi("check", *root, *since, "--format", "concise")
    assert "b.csv" in outcome.out
    assert outcome.err == ""


@pytest.mark.parametrize("since", [(), ("--since", "HEAD~2")])
def test_a_goal_that_is_defined_twice_is_not_judged(
    kpi: Kpi, past: Past, since: tuple[str, ...]
) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20", b="20")}, "2026-01-05")
    past.commit({"g.yaml": goals(a="15", b="15")}, "2026-02-05")
    past.commit({"f.yaml": goals(a="12")}, "2026-03-05")
    lines = found(kpi, past, *since)
    assert [line.split("`")[1] for line in lines if line.startswith("H101")] == ["b"]


def test_goals_that_are_defined_twice_are_named(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20"), "h.yaml": goals(a="9")}, "2026-01-05")
    past.commit({"g.yaml": goals(a="15"), "h.yaml": None}, "2026-02-05")
    root = ("--root", str(past.folder), "--as-of", AS_OF, "--since", "HEAD~1")
    outcome = kpi("check", *root, "--select", "H101")
    assert "H101" not in outcome.out
    assert "note: not judged, since they are defined twice, now or in `HEAD~1`" in outcome.err
    assert outcome.err.endswith(": `a`\n")


def test_a_checkout_without_git_to_read_it_is_said(
    kpi: Kpi, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    past.commit({"g.yaml": goals(a="15")}, "2026-03-01")
    monkeypatch.setenv("PATH", "")
    outcome = kpi("check", "--root", str(past.folder), "--as-of", AS_OF, "--select", "H")
    assert outcome.code == 0
    assert outcome.err == (
        "warning: nothing is judged by its past: the program `git` is not found\n"
        "  help: install git, or put it on PATH\n"
    )


def test_a_unit_that_does_not_convert_is_judged_by_what_was_measured_before(
    kpi: Kpi, past: Past
) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    measured = goals(a="20").replace("2026-06: 12", "2026-06: 12, 2026-07: 15")
    past.commit({"g.yaml": measured}, "2026-08-01")
    other = goals(a="900").replace("client", "EUR").replace("11, 2026-06: 12", "800, 2026-06: 850")
    past.commit({"g.yaml": other}, "2026-08-03", LEE)
    redefined = found(kpi, past)[0]
    assert "unit redefined from client to EUR, on 2026-08-03 by `Lee Park`" in redefined
    assert "while at risk (50 % of the way, 58.6 % expected)" in redefined


def test_a_commit_that_is_dated_back_hides_nothing(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(leads="20")}, "2025-12-20")
    past.commit({"kpi.toml": "# One.\n"}, "2026-07-01")
    past.commit({"g.yaml": goals(leads="12")}, "2025-12-24", LEE)
    past.commit({"kpi.toml": "# Two.\n"}, "2025-12-28")
    (finding,) = found(kpi, past)
    key = past.at("HEAD~1").short
    assert finding.startswith(
        "H101 `leads` was made easier on 2026-07-01 at the earliest by `Lee Park` "
        f"({key}, dated 2025-12-24), day 182 of 365"
    )
    past.git("checkout", "--quiet", "-b", "easier", "HEAD~2")
    past.commit({"g.yaml": goals(leads="11")}, "2025-12-24", LEE)
    (finding,) = found(kpi, past)
    assert "on 2026-07-01 at the earliest by `Lee Park`" in finding


def test_days_that_differ_by_one_are_believed(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(leads="20")}, "2025-12-20")
    past.commit({"kpi.toml": "# In Auckland it is tomorrow.\n"}, "2026-01-01")
    past.commit({"g.yaml": goals(leads="12")}, "2025-12-31", LEE)
    past.commit({"kpi.toml": "# Two.\n"}, "2026-02-01")
    assert found(kpi, past) == []


def test_a_commit_of_days_to_come_makes_nothing_late(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(leads="20")}, "2025-12-20")
    past.commit({"kpi.toml": "# Whose clock is this?\n"}, "2031-01-01")
    past.commit({"g.yaml": goals(leads="12")}, "2025-12-24", LEE)
    past.commit({"kpi.toml": "# Two.\n"}, "2026-02-01")
    assert found(kpi, past) == []


@pytest.mark.parametrize("name", ["a.yaml", "g.yaml"])
def test_a_late_goal_that_was_renamed_is_judged_by_what_it_was(
    kpi: Kpi, past: Past, name: str
) -> None:
    """In the same file, and in another one."""
    past.commit({"kpi.toml": "", "x.yaml": goals(z="20")}, "2025-12-20")
    late = goals(leads="30").replace("Raise leads", "Win")
    past.commit({"g.yaml": late}, "2026-03-01")
    past.commit({"g.yaml": late.replace("30", "25")}, "2026-04-01", LEE)
    (past.folder / "g.yaml").unlink()
    past.commit({name: late.replace("30", "22").replace("leads", "more")}, "2026-05-01")
    (finding,) = found(kpi, past)
    assert finding.startswith("H101 `more` was made easier on 2026-05-01 by `Dana Ito`")
    assert finding.endswith("target loosened from 30 client to 22 client")
    shown = kpi("check", "--root", str(past.folder), "--as-of", "2026-09-01").out
    assert (
        f"judged against its first version, as `leads` ({past.at('HEAD~2').short}, 2026-03-01)"
        in shown
    )
    past.commit({name: late.replace("30", "30.5").replace("leads", "again")}, "2026-06-01")
    assert found(kpi, past) == []


def test_a_goal_of_the_next_period_is_no_other_name_of_the_last_one(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "x.yaml": goals(z="20")}, "2025-12-20")
    first = (
        goals(first="30").replace("Raise first", "Win").replace("period: 2026", "period: 2026-H1")
    )
    past.commit({"g.yaml": first}, "2026-01-20")
    second = first.replace("first", "second").replace("30", "22").replace("H1", "H2")
    past.commit({"g.yaml": second}, "2026-07-02")
    assert found(kpi, past) == []
