"""Goals whose folder inside of the repository was moved as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.goalposts import AS_OF, goals
from history.repositories import LEE, Past, new_past

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi, Outcome

FILES = {
    "goals/kpi.toml": "",
    "goals/a.yaml": goals(a="20", b="20", c="20"),
    "goals/sales/d.yaml": goals(d="20", e="20", f="20"),
    "other/kpi.toml": "",
    "README.md": "Ours",
}


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """Goals in the folder `goals`, of before their period, and another folder of goals."""
    past = new_past(tmp_path / "goals")
    past.commit(FILES, "2025-12-10")
    return past


def move(past: Past, **files: str) -> None:
    """Move the goals to the folder `okr`, and make `a` easier at once."""
    past.git("mv", "goals", "okr")
    easier = goals(a="15", b="20", c="20")
    past.commit({"okr/a.yaml": easier, **files}, "2026-05-01", LEE)


def run(kpi: Kpi, past: Past, *arguments: str, below: str = "okr") -> Outcome:
    return kpi(*arguments, "--root", str(past.folder / below), "--as-of", AS_OF)


def test_a_branch_that_moves_them_is_compared_with_where_they_were(kpi: Kpi, past: Past) -> None:
    past.git("checkout", "--quiet", "-b", "work")
    move(past)
    base = past.git("rev-parse", "--short=10", "main")
    outcome = run(kpi, past, "diff")
    assert "1 goal with moved goalposts\n" in outcome.out
    assert "target loosened from 20 client to 15 client" in outcome.out
    where = f"in `main` ({base}, 2025-12-10) the goals were in the folder `goals`"
    assert outcome.err == f"note: {where}\n"
    assert run(kpi, past, "diff", "--quiet").err == ""
    assert f"note: {where}: what they were there is not judged\n" in check(kpi, past)


def test_settings_that_moved_with_them_did_not_change(kpi: Kpi, past: Past) -> None:
    past.commit({"goals/kpi.toml": "[status]\non_track = 0.8\n"}, "2025-12-11")
    past.git("checkout", "--quiet", "-b", "work")
    move(past)
    assert "Settings changed" not in run(kpi, past, "diff").out


def test_on_main_it_is_said_that_what_they_were_is_not_judged(kpi: Kpi, past: Past) -> None:
    move(past)
    base = past.git("rev-parse", "--short=10", "HEAD~1")
    assert check(kpi, past) == (
        f"note: on 2025-12-10 ({base}) the goals were in the folder `goals`: what they were there "
        "is not judged\n"
    )


def test_goals_that_are_moved_up_from_the_top(kpi: Kpi, tmp_path: Path) -> None:
    past = new_past(tmp_path / "top")
    past.commit({"kpi.toml": "", "a.yaml": goals(a="20")}, "2025-12-10")
    past.commit({"kpi.toml": None, "a.yaml": None, "okr/a.yaml": goals(a="20")}, "2026-05-01")
    assert "the goals were at the top of the repository" in check(kpi, past)
    assert "No goal means anything else" in run(kpi, past, "diff", "HEAD~1").out


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"okr/kpi.toml": "", "okr/new.yaml": goals(n="5")}, "there are no goals in the folder"),
        ({"goals/a.yaml": goals(a="15", b="20", c="20")}, ""),
    ],
)
def test_what_was_not_moved_is_not_said_to_be(
    kpi: Kpi, past: Past, files: dict[str, str], said: str
) -> None:
    below = next(iter(files)).split("/")[0]
    past.commit(files, "2026-05-01")
    assert run(kpi, past, "check", "--select", "H101", below=below).err == ""
    past.git("checkout", "--quiet", "-b", "work", "HEAD~1")
    past.commit(files, "2026-05-02")
    past.git("branch", "--force", "main", "HEAD~1")
    for command in (("check", "--select", "H101"), ("diff",)):
        assert (said in run(kpi, past, *command, below=below).err) is True
        assert bool(run(kpi, past, *command, below=below).err) is bool(said)


def test_settings_tell_where_no_goal_file_does(kpi: Kpi, past: Past) -> None:
    past.commit({"goals/kpi.toml": "[files]\nexclude = ['archive/**']\n"}, "2025-12-11")
    past.git("mv", "goals", "okr")
    new = {"okr/a.yaml": None, "okr/sales/d.yaml": None, "okr/z.yaml": "objectives: []\n"}
    past.commit(new, "2026-05-01")
    assert "the goals were in the folder `goals`" in run(kpi, past, "diff", "HEAD~1").err


def check(kpi: Kpi, past: Past) -> str:
    return run(kpi, past, "check", "--select", "H101").err
