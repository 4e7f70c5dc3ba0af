"""Whom the rules about history name: whoever brought the value that stands, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.goalposts import found, goals
from history.repositories import DANA, LEE, Past, new_past, signed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi

ZED = ("Zed Q", "zed@acme.example")


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A repository with one goal on main, promised before its year began."""
    past = new_past(tmp_path / "goals")
    past.commit({"kpi.toml": "", "g.yaml": goals(a="30")}, "2025-12-20")
    return past


def _measured(value: str) -> str:
    return goals(a="30").replace("2026-06: 12", f"2026-06: {value}")


def _merged(past: Past, ours: str, theirs: str, result: str) -> str:
    """Lee's file on main, Zed's one day later on a branch, and what Dana makes of the two."""
    past.git("checkout", "--quiet", "-b", "side")
    past.commit({"g.yaml": theirs}, "2026-03-02", ZED)
    past.git("checkout", "--quiet", "main")
    past.commit({"g.yaml": ours}, "2026-03-01", LEE)
    who = signed(DANA, "2026-03-04")
    past.git("merge", "--quiet", "--no-commit", "-s", "ours", "side", environment=who)
    past.write({"g.yaml": result})
    past.git("add", "--all")
    return past.record("2026-03-04")


def test_a_target_that_a_merge_threw_away_accuses_nobody(kpi: Kpi, past: Past) -> None:
    _merged(past, goals(a="25"), goals(a="20"), goals(a="25"))
    (finding,) = found(kpi, past)
    assert "`a` was made easier on 2026-03-01 by `Lee Park`" in finding
    assert finding.endswith("from 30 client to 25 client")


def test_a_target_that_a_merge_took_is_of_whoever_brought_it(kpi: Kpi, past: Past) -> None:
    _merged(past, goals(a="25"), goals(a="20"), goals(a="20"))
    (finding,) = found(kpi, past)
    assert "`a` was made easier on 2026-03-02 by `Zed Q`" in finding


def test_a_value_that_a_merge_threw_away_accuses_nobody(kpi: Kpi, past: Past) -> None:
    _merged(past, _measured("16"), _measured("24"), _measured("16"))
    (finding,) = found(kpi, past)
    assert "was rewritten on 2026-03-01 by `Lee Park`" in finding


def test_a_merge_that_is_easier_than_all_that_it_joins_is_named(kpi: Kpi, past: Past) -> None:
    merge = _merged(past, goals(a="25"), goals(a="28"), goals(a="22"))
    (finding,) = found(kpi, past)
    assert f"`a` was made easier on 2026-03-04 by `Dana Ito` ({merge[:10]})" in finding


def test_a_merge_between_the_two_that_it_joins_tells_nobody(kpi: Kpi, past: Past) -> None:
    merge = _merged(past, goals(a="25"), goals(a="20"), goals(a="22"))
    (finding,) = found(kpi, past)
    assert f"by 2026-03-04 at the latest ({merge[:10]}), by whom cannot be told, day 63" in finding


def test_a_mistake_that_was_reverted_accuses_nobody(kpi: Kpi, past: Past) -> None:
    for day, author, target in (("01", LEE, "25"), ("02", ZED, "15"), ("03", ZED, "25")):
        past.commit({"g.yaml": goals(a=target)}, f"2026-04-{day}", author)
    (finding,) = found(kpi, past)
    assert "`a` was made easier on 2026-04-01 by `Lee Park`" in finding


def test_a_wrong_value_that_was_reverted_accuses_nobody(kpi: Kpi, past: Past) -> None:
    for day, author, value in (("01", LEE, "16"), ("02", ZED, "61"), ("03", ZED, "16")):
        past.commit({"g.yaml": _measured(value)}, f"2026-08-{day}", author)
    (finding,) = found(kpi, past)
    assert "was rewritten on 2026-08-01 by `Lee Park`" in finding


def test_who_restored_the_target_meanwhile_clears_all_before(kpi: Kpi, past: Past) -> None:
    for day, author, target in (("01", LEE, "25"), ("02", DANA, "30"), ("03", ZED, "25")):
        past.commit({"g.yaml": goals(a=target)}, f"2026-04-{day}", author)
    (finding,) = found(kpi, past)
    assert "`a` was made easier on 2026-04-03 by `Zed Q`" in finding


def test_who_restored_a_value_meanwhile_clears_all_before(kpi: Kpi, past: Past) -> None:
    for day, author, value in (("01", LEE, "16"), ("02", DANA, "12"), ("03", ZED, "16")):
        past.commit({"g.yaml": _measured(value)}, f"2026-08-{day}", author)
    (finding,) = found(kpi, past)
    assert "was rewritten on 2026-08-03 by `Zed Q`" in finding


def test_a_value_that_was_removed_and_put_back_otherwise(kpi: Kpi, past: Past) -> None:
    removed = goals(a="30").replace(", 2026-06: 12", "")
    past.commit({"g.yaml": removed}, "2026-08-01", ZED)
    past.commit({"g.yaml": _measured("16")}, "2026-08-02", LEE)
    (finding,) = found(kpi, past)
    assert "was rewritten on 2026-08-02 by `Lee Park`" in finding


def test_an_easier_target_that_was_half_restored_is_nobodys_alone(kpi: Kpi, past: Past) -> None:
    first = past.commit({"g.yaml": goals(a="15")}, "2026-04-01", ZED)
    past.commit({"g.yaml": goals(a="25")}, "2026-04-02", LEE)
    (finding,) = found(kpi, past)
    assert f"`a` was made easier in several commits since 2026-04-01 ({first[:10]})" in finding
    assert "Zed" not in finding


def test_what_others_made_easier_is_not_laid_to_the_first(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": goals(a="30")}, "2025-12-21")
    past.commit({"g.yaml": goals(a="25")}, "2026-04-01", LEE)
    late = past.commit({"g.yaml": goals(a="25") + "    pace: step\n"}, "2026-04-02", ZED)
    (finding,) = found(kpi, past)
    assert "`a` was made easier on 2026-04-01 by `Lee Park`" in finding
    assert finding.endswith(f"linear to step on 2026-04-02 by `Zed Q` ({late[:10]})")


def test_values_that_others_rewrote_are_not_laid_to_the_first(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": _measured("16")}, "2026-08-01", LEE)
    past.write({"g.yaml": _measured("16").replace("2026-01: 11", "2026-01: 13")})
    (finding,) = found(kpi, past)
    assert "was rewritten in changes not committed as of 2026-09-01" in finding
    assert "from 12 client to 16 client on 2026-08-01 by `Lee Park`" in finding


def test_a_table_that_was_moved_before_and_after_does_not_hide_who_it_was(
    kpi: Kpi, past: Past
) -> None:
    goal = "kpis: [{id: a, title: Raise a, period: 2026, actuals: {csv: %s, date: d, value: n}}]\n"
    table = "d,n\n2026-01,1\n"
    past.commit({"g.yaml": goal % "a.csv", "a.csv": table}, "2025-12-21")
    past.commit({"g.yaml": goal % "b.csv", "b.csv": table, "a.csv": None}, "2026-02-01", ZED)
    past.commit({"b.csv": table.replace(",1", ",2")}, "2026-03-01", LEE)
    moved = {"c.csv": table.replace(",1", ",2"), "b.csv": None}
    past.commit({"g.yaml": goal % "c.csv", **moved}, "2026-04-01", ZED)
    (finding,) = found(kpi, past)
    assert "was rewritten on 2026-03-01 by `Lee Park`" in finding


def test_a_goal_that_comes_back_easier_is_of_whoever_brought_it_back(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": "kpis: []\n"}, "2026-04-01", ZED)
    past.commit({"g.yaml": goals(a="20")}, "2026-05-01", LEE)
    (finding,) = found(kpi, past)
    assert "`a` was made easier on 2026-05-01 by `Lee Park`" in finding


def test_another_id_later_does_not_hide_who_it_was(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": goals(a="20").replace("id: a", "id: b")}, "2026-04-01", ZED)
    past.commit({"g.yaml": goals(a="20").replace("id: a", "id: c")}, "2026-05-01", LEE)
    (finding,) = found(kpi, past)
    assert "`c` was made easier on 2026-04-01 by `Zed Q`" in finding


def test_whoever_moved_a_goal_did_not_delete_it(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": None, "h.yaml": goals(a="30")}, "2026-04-01", ZED)
    past.commit({"h.yaml": None, "i.yaml": goals(b="30")}, "2026-05-01", LEE)
    (finding,) = found(kpi, past)
    assert "`a` was deleted on 2026-05-01 by `Lee Park`" in finding


def test_whoever_renamed_a_goal_did_not_delete_it(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": goals(a="30").replace("id: a", "id: b")}, "2026-04-01", ZED)
    past.commit({"g.yaml": goals(z="30")}, "2026-05-01", LEE)
    (finding,) = found(kpi, past)
    assert "`a` was deleted on 2026-05-01 by `Lee Park`" in finding


def test_a_goal_that_is_there_in_other_words_was_given_up_where_its_id_went(
    kpi: Kpi, past: Past
) -> None:
    past.commit({"g.yaml": goals(a="30").replace("id: a", "id: b")}, "2026-04-01", LEE)
    past.commit({"g.yaml": goals(b="30").replace("Raise b", "Get more")}, "2026-05-01", ZED)
    (finding,) = found(kpi, past)
    assert "`a` was deleted on 2026-04-01 by `Lee Park`" in finding


def test_a_file_that_was_broken_meanwhile_tells_nobody(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": goals(a="30").replace("- id: a", "- id: a\n   - [")}, "2026-04-01", ZED)
    fixed = past.commit({"g.yaml": goals(a="20")}, "2026-05-01", LEE)
    (finding,) = found(kpi, past)
    assert f"by 2026-05-01 at the latest ({fixed[:10]}), by whom cannot be told" in finding


def test_a_file_that_was_broken_after_it_does_not_hide_who_it_was(kpi: Kpi, past: Past) -> None:
    past.commit({"g.yaml": goals(a="20")}, "2026-03-01", LEE)
    past.commit({"g.yaml": goals(a="30").replace("- id: a", "- id: a\n   - [")}, "2026-04-01", ZED)
    past.commit({"g.yaml": goals(a="20")}, "2026-05-01", ZED)
    (finding,) = found(kpi, past)
    assert "`a` was made easier on 2026-03-01 by `Lee Park`" in finding


def test_where_a_shallow_clone_ends_nobody_is_named(kpi: Kpi, past: Past, tmp_path: Path) -> None:
    past.git("checkout", "--quiet", "-b", "side")
    past.commit({"g.yaml": goals(a="25")}, "2026-02-01", ZED)
    past.commit({"g.yaml": goals(a="25") + "# reworded\n"}, "2026-02-02", ZED)
    past.git("checkout", "--quiet", "main")
    past.commit({"h.yaml": goals(b="30")}, "2026-02-03")
    past.merge("side", "2026-03-01")
    where = tmp_path / "clone"
    past.git("clone", "--quiet", "--depth", "2", f"file://{past.folder}", str(where))
    (finding,) = found(kpi, Past(where))
    assert "by 2026-02-02 at the latest, where the clone's history begins" in finding
