"""Goalposts that move by way of the settings, the period or the place in a large file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.goalposts import AS_OF, found, goals
from history.repositories import LEE, Past, new_past
from kpicli.history.view import Views

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A repository without a commit."""
    return new_past(tmp_path / "goals")


def told(kpi: Kpi, past: Past) -> str:
    """The findings about goals that were given up, in full."""
    return kpi("check", "--root", str(past.folder), "--as-of", AS_OF, "--select", "H104").out


def test_a_goal_whose_file_is_excluded_is_as_good_as_deleted(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20"), "x/h.yaml": goals(b="20")}, "2025-12-20")
    past.commit({"x/h.yaml": goals(b="20") + "# reworded\n"}, "2026-03-01")
    exclude = '[files]\nexclude = ["x/**"]\n'
    past.write({"kpi.toml": exclude})
    (finding,) = found(kpi, past)
    assert finding.startswith("H104 `b` was left out with its file in changes not committed")
    text = " ".join(told(kpi, past).split())
    assert "--> kpi.toml:2:1" in text
    assert "`x/h.yaml` is still there: `exclude` under [files] leaves it out" in text
    past.commit({"kpi.toml": exclude}, "2026-07-19", LEE)
    past.commit({"kpi.toml": exclude + "# why not\n"}, "2026-08-01")
    (finding,) = found(kpi, past)
    assert finding.startswith("H104 `b` was left out with its file on 2026-07-19 by `Lee Park`")
    assert finding.endswith("while off track (20 % of the way, 54.5 % expected)")
    (finding,) = found(kpi, past, "--since", "HEAD~2")
    assert "on 2026-07-19 by `Lee Park`" in finding
    assert found(kpi, past, "--since", "HEAD~1") == []


def test_a_goal_whose_file_is_ignored_is_as_good_as_deleted(kpi: Kpi, past: Past) -> None:
    files = {"g.yaml": goals(a="20"), "x/h.yaml": goals(b="20")}
    past.commit({"kpi.toml": "[files]\nexclude = ['y/']\n", **files}, "2025-12-20")
    past.commit({"x/.gitignore": "h.*\n"}, "2026-07-19", LEE)
    (finding,) = found(kpi, past)
    assert finding.startswith("H104 `b` was left out with its file on 2026-07-19 by `Lee Park`")
    text = " ".join(told(kpi, past).split())
    assert "--> kpi.toml:1:1" in text
    assert (
        "`x/h.yaml` is still there: `exclude` under [files] or a `.gitignore` leaves it out" in text
    )


def test_a_goal_that_is_excluded_is_told_where_the_settings_say_so(kpi: Kpi, past: Past) -> None:
    project = "[project]\nname = 'goals'\n\n[tool.kpi.check]\nfail_on = 'error'\n"
    files = {"pyproject.toml": project, "g.yaml": goals(a="20"), "x/h.yaml": goals(b="20")}
    past.commit(files, "2025-12-20")
    excluded = f"{project}\n[tool.kpi.files]\n  # Old ones.\n  exclude = [\n    'x/',\n  ]\n"
    past.write({"pyproject.toml": excluded})
    assert " --> pyproject.toml:9:1\n" in told(kpi, past)


def test_what_was_excluded_before_is_not_missed(kpi: Kpi, past: Past) -> None:
    exclude = '[files]\nexclude = ["x/**"]\n'
    files = {"kpi.toml": exclude, "g.yaml": goals(a="20"), "x/h.yaml": goals(b="20")}
    past.commit(files, "2025-12-20")
    past.commit({"kpi.toml": exclude + "# why not\n"}, "2026-07-19")
    assert found(kpi, past) == []
    past.commit({"kpi.toml": '[files]\nexclude = ["x/**", "y/**"]\n'}, "2026-07-20")
    assert found(kpi, past) == []
    past.commit({"kpi.toml": ""}, "2026-07-21")
    assert found(kpi, past) == []


def test_settings_that_cannot_be_read_any_more_exclude_what_is_excluded_now(
    kpi: Kpi, past: Past
) -> None:
    past.commit({"kpi.toml": "[file", "g.yaml": goals(a="20"), "x/h.yaml": goals(b="20")})
    past.commit({"kpi.toml": '[files]\nexclude = ["x/**"]\n'}, "2026-07-21")
    assert found(kpi, past) == []


def test_a_first_segment_is_fine_before_anything_was_measured(kpi: Kpi, past: Past) -> None:
    plain = goals(a="20", b="20").replace("    actuals: {2026-01: 11, 2026-06: 12}\n", "")
    past.commit({"kpi.toml": "", "g.yaml": plain}, "2025-12-20")
    first = plain.replace("    period: 2026\n", "    period: 2026\n    segment: emea\n", 1)
    past.commit({"g.yaml": first}, "2026-03-01")
    second = first.replace("Raise b\n", "Raise b\n    actuals: {2026-06: 12}\n")
    past.commit({"g.yaml": second}, "2026-07-01")
    assert found(kpi, past) == []
    past.commit(
        {"g.yaml": second.replace("Raise b\n", "Raise b\n    segment: emea\n")}, "2026-08-01"
    )
    (finding,) = found(kpi, past)
    assert finding.startswith("H102 `b` does not mean what it did: segment added: emea")


def test_on_main_the_last_goal_of_a_period_that_went_is_missed(kpi: Kpi, past: Past) -> None:
    quarter = goals(b="20").replace("2026\n", "2026-Q3\n").replace("2026-06:", "2026-08-10:")
    files = {"kpi.toml": "", "g.yaml": goals(a="20"), "x/h.yaml": quarter}
    past.commit(files, "2025-12-20")
    past.commit({"x/h.yaml": None}, "2026-08-20", LEE)
    (finding,) = found(kpi, past)
    assert finding.startswith("H104 `b` was deleted on 2026-08-20 by `Lee Park`")


@pytest.mark.parametrize("left", ["2026-Q4", "2027", ""])
@pytest.mark.parametrize("period", ["2026", "2026-Q3", "2026-03-01/2026-12-31"])
def test_on_main_what_went_is_missed_where_all_that_is_left_begins_later(
    kpi: Kpi, past: Past, period: str, left: str
) -> None:
    gone = goals(a="20").replace("period: 2026", f"period: {period}")
    past.commit({"kpi.toml": "", "g.yaml": gone.replace("2026-06:", "2026-08-10:")}, "2025-12-20")
    coming = goals(b="20").replace("period: 2026", f"period: {left}") if left else "kpis: []\n"
    past.commit({"g.yaml": coming}, "2026-08-20", LEE)
    (finding,) = found(kpi, past)
    assert finding.startswith("H104 `a` was deleted on 2026-08-20 by `Lee Park`")


def test_on_main_so_is_what_went_in_a_fiscal_year(kpi: Kpi, past: Past) -> None:
    calendar = "[calendar]\nfiscal_year_start = 10\n"
    gone = goals(a="20").replace("period: 2026", "period: FY2026")
    past.commit({"kpi.toml": calendar, "g.yaml": gone}, "2025-09-20")
    coming = goals(b="20").replace("period: 2026", "period: FY2027")
    past.commit({"g.yaml": coming}, "2026-08-20", LEE)
    (finding,) = found(kpi, past)
    assert finding.startswith("H104 `a` was deleted on 2026-08-20 by `Lee Park`")


@pytest.mark.parametrize(
    ("was", "now", "day", "said"),
    [
        ("2026", "2027", "2026-07-19", "from 2026 (until 2026-12-31) to 2027 (until 2027-12-31)"),
        ("2026-Q3", "2026-Q4", "2026-08-19", "to 2026-Q4 (until 2026-12-31)"),
        ("2026-Q3", "2027-Q2", "2026-08-19", "to 2027-Q2 (until 2027-06-30)"),
        ("2025-07-01/2026-09-30", "2027", "2026-02-19", "to 2027 (until 2027-12-31)"),
    ],
)
def test_on_main_a_period_that_was_moved_while_it_ran_is_extended(
    kpi: Kpi, past: Past, was: str, now: str, day: str, said: str
) -> None:
    before = goals(a="20", b="20").replace("period: 2026", f"period: {was}", 1)
    past.commit({"kpi.toml": "", "g.yaml": before}, "2025-06-20")
    after = before.replace(f"period: {was}", f"period: {now}", 1)
    past.write({"g.yaml": after})
    (finding,) = found(kpi, past)
    assert finding.startswith("H105 `a` was given more time in changes not committed")
    past.commit({"g.yaml": after}, day, LEE)
    (finding,) = found(kpi, past)
    assert finding.startswith(f"H105 `a` was given more time on {day} by `Lee Park`")
    assert finding.endswith(said)


def test_on_main_a_period_of_a_late_goal_that_was_moved_is_extended(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(b="20")}, "2025-12-20")
    late = goals(a="20")
    past.commit({"h.yaml": late}, "2026-02-01")
    past.commit({"h.yaml": late + "# reworded\n"}, "2026-03-01")
    past.commit({"h.yaml": late.replace("period: 2026", "period: 2027")}, "2026-07-19", LEE)
    (finding,) = found(kpi, past)
    assert finding.startswith("H105 `a` was given more time on 2026-07-19 by `Lee Park`")


def test_on_main_a_renewed_goal_that_is_moved_again_is_judged_by_what_it_was_renewed_for(
    kpi: Kpi, past: Past
) -> None:
    last_year = goals(a="30").replace("period: 2026", "period: 2025")
    past.commit({"kpi.toml": "", "g.yaml": last_year}, "2025-01-05")
    past.commit({"g.yaml": goals(a="20")}, "2026-01-10")
    past.commit({"g.yaml": goals(a="18").replace("period: 2026", "period: 2027")}, "2026-07-19")
    moved, easier = found(kpi, past)
    assert moved.startswith("H105 `a` was given more time on 2026-07-19")
    assert easier.endswith("target loosened from 20 client to 18 client")


def test_on_main_a_goal_for_a_period_to_come_is_no_extension(kpi: Kpi, past: Past) -> None:
    coming = goals(a="20").replace("period: 2026", "period: 2027")
    past.commit({"kpi.toml": "", "g.yaml": goals(b="20")}, "2025-12-20")
    past.commit({"h.yaml": coming + "    status: draft\n"}, "2026-02-01")
    past.commit({"h.yaml": coming}, "2026-03-01")
    past.commit({"h.yaml": coming.replace("target: 20", "target: 18")}, "2026-04-01")
    assert found(kpi, past) == []


def test_on_main_what_was_moved_while_it_ran_is_forgotten_once_it_would_be_over(
    kpi: Kpi, past: Past
) -> None:
    quarter = goals(a="20").replace("2026\n", "2026-Q2\n")
    past.commit({"kpi.toml": "", "g.yaml": quarter}, "2025-12-20")
    past.commit({"g.yaml": quarter.replace("Q2", "Q3")}, "2026-05-19")
    assert found(kpi, past) == []
    (finding,) = found(kpi, past, "--as-of", "2026-06-30")
    assert finding.startswith("H105")


def test_of_many_goals_in_a_file_each_is_read_by_itself(
    kpi: Kpi, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = {f"k{number:02}": "20" for number in range(40)}
    past.commit({"kpi.toml": "", "g.yaml": goals(**targets)}, "2025-12-20")
    for day, key in enumerate(list(targets)[:20], 1):
        targets[key] = "15"
        past.commit({"g.yaml": goals(**targets)}, f"2026-03-{day:02}")
    past.commit({"g.yaml": goals(**dict.fromkeys(targets, "15"))}, "2026-04-01", LEE)

    def whole(views: Views, commit: str) -> None:
        raise AssertionError(f"{views} at {commit}: the whole file is read for one goal")

    monkeypatch.setattr(Views, "at", whole)
    told = found(kpi, past)
    assert len(told) == 40
    for day, line in enumerate(told[:20], 1):
        assert f"on 2026-03-{day:02} by `Dana" in line
    assert all("on 2026-04-01 by `Lee Park`" in line for line in told[20:])


def test_goals_that_share_what_stands_elsewhere_are_read_with_it(kpi: Kpi, past: Past) -> None:
    text = goals(a="&way 20", b="*way")
    past.commit({"kpi.toml": "", "g.yaml": text}, "2025-12-20")
    easier = text.replace("20\n", "15\n")
    past.commit({"g.yaml": easier}, "2026-03-01", LEE)
    past.commit({"g.yaml": easier.replace("Raise b", "Lift b")}, "2026-04-01")
    first, second = found(kpi, past)
    assert "`a` was made easier on 2026-03-01 by `Lee Park`" in first
    assert "`b` was made easier on 2026-03-01 by `Lee Park`" in second


def test_a_change_of_the_defaults_changes_all_goals_of_the_file(kpi: Kpi, past: Past) -> None:
    plain = goals(a="20", b="20").replace("    period: 2026\n", "")
    past.commit({"kpi.toml": "", "g.yaml": f"defaults: {{period: 2026}}\n{plain}"}, "2025-12-20")
    later = "defaults: {period: 2026-01-01/2027-06-30}\n"
    past.commit({"g.yaml": later + plain}, "2026-03-01", LEE)
    past.commit({"g.yaml": later + plain.replace("Raise a", "Lift a")}, "2026-04-01")
    (finding,) = found(kpi, past)
    assert "`defaults` gave 2 goals more time on 2026-03-01 by `Lee Park`" in finding
    assert finding.endswith(", for `a`, `b`")


@pytest.mark.parametrize("period", ["2026-H2", "2026-05-02/2026-12-31"])
def test_on_main_a_later_start_hides_no_easier_target(kpi: Kpi, past: Past, period: str) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="30")}, "2025-12-20")
    later = goals(a="20").replace("period: 2026", f"period: {period}")
    past.commit({"g.yaml": later}, "2026-05-01", LEE)
    past.commit({"g.yaml": later.replace("2026-06: 12", "2026-06: 12, 2026-07: 13")}, "2026-08-01")
    (finding,) = found(kpi, past)
    assert finding.startswith("H101 `a` was made easier on 2026-05-01 by `Lee Park`")
    assert "target loosened from 30 client to 20 client; period redefined from 2026" in finding


def test_on_main_a_later_start_under_another_id_hides_no_easier_target(
    kpi: Kpi, past: Past
) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="30")}, "2025-12-20")
    later = goals(a="20").replace("id: a", "id: b").replace("period: 2026", "period: 2026-H2")
    past.commit({"g.yaml": later}, "2026-05-01", LEE)
    (finding,) = found(kpi, past)
    assert finding.startswith("H101 `b` was made easier on 2026-05-01 by `Lee Park`")


def test_on_main_a_later_start_is_a_promise_of_its_own_as_well(kpi: Kpi, past: Past) -> None:
    past.commit({"kpi.toml": "", "g.yaml": goals(a="20")}, "2025-12-20")
    record = "2026-H2\n    target_changes: [{date: 2026-05-01, field: period, reason: New plan}]"
    later = goals(a="30").replace("period: 2026", f"period: {record}")
    past.commit({"g.yaml": later}, "2026-05-01")
    assert found(kpi, past) == []
    past.commit({"g.yaml": later.replace("target: 30", "target: 20")}, "2026-08-01", LEE)
    (finding,) = found(kpi, past)
    assert finding.startswith("H101 `a` was made easier on 2026-08-01 by `Lee Park`")
    assert finding.endswith("target loosened from 30 client to 20 client")
