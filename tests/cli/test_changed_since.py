"""`kpi check --changed-since` on real repositories."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from history.repositories import Past, new_past
from kpicli.cli.app import run
from kpicli.cli.replay.recording import recorded
from kpicli.cli.replay.replayed import replayed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Kpi, Outcome

AS_OF = "2026-09-01"
FILES = {
    "kpi.toml": "",
    "sales.yaml": "kpis:\n  - {id: sales, title: Sales, period: 2026, target: '>= 5'}\n",
    "ops.yaml": "kpis:\n  - {id: ops, title: Ops, period: 2026, target: '>= 5', actuals: "
    "{csv: ops.csv, date: day, value: n}}\n",
    "ops.csv": "day,n\n2026-03-31,4\n",
}


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A repository with two goals, neither with an owner."""
    found = new_past(tmp_path / "goals")
    found.commit(FILES)
    return found


def checked(kpi: Kpi, past: Past, *arguments: str) -> Outcome:
    root = ("--root", str(past.folder), "--as-of", AS_OF, "--select", "S101")
    form = () if "--format" in arguments else ("--format", "concise")
    return kpi("check", *root, *form, "--changed-since", "main", *arguments)


def lines(outcome: Outcome) -> list[str]:
    return [line.split(":")[0] for line in outcome.out.splitlines()[:-1]]


def test_nothing_is_found_where_nothing_has_changed(kpi: Kpi, past: Past) -> None:
    assert checked(kpi, past).out == (
        "All checks passed: 2 files, 0 of 2 goals affected since main, 8 rules, as of 2026-09-01\n"
    )


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("sales.yaml", FILES["sales.yaml"] + "# A word\n", ["sales.yaml"]),
        ("ops.csv", FILES["ops.csv"] + "2026-04-30,5\n", ["ops.yaml"]),
        ("ops.yaml", None, []),
        ("ops.yaml", FILES["ops.yaml"].replace("\n", "\r\n"), []),
        ("new.yaml", FILES["sales.yaml"].replace("sales", "new"), ["new.yaml"]),
        (".gitignore", "sales.yaml\n", []),
        ("kpi.toml", "# A word\n", []),
        ("kpi.toml", "[calendar]\nfiscal_year_start = 4\n", ["ops.yaml", "sales.yaml"]),
    ],
)
def test_what_has_changed_is_checked(
    kpi: Kpi, past: Past, path: str, text: str | None, expected: list[str]
) -> None:
    past.write({path: text})
    assert lines(checked(kpi, past)) == expected


def test_paths_narrow_it_further(kpi: Kpi, past: Past) -> None:
    past.write({path: FILES[path] + "# A word\n" for path in ("sales.yaml", "ops.yaml")})
    assert lines(checked(kpi, past, str(past.folder / "ops.yaml"))) == ["ops.yaml"]


def test_a_commit_is_compared_with_one_before(kpi: Kpi, past: Past) -> None:
    past.commit({"sales.yaml": FILES["sales.yaml"] + "# A word\n"}, "2026-02-01")
    past.write({"ops.yaml": FILES["ops.yaml"] + "# A word\n"})
    outcome = checked(kpi, past, "--changed-since", "HEAD~1", "--at", "HEAD")
    assert lines(outcome) == ["sales.yaml"]


def test_known_findings_are_hidden_and_others_are_not_called_fixed(kpi: Kpi, past: Past) -> None:
    baseline = str(past.folder / "known.json")
    root = ("--root", str(past.folder), "--as-of", AS_OF, "--select", "S101")
    kpi("check", *root, "--write-baseline", baseline)
    past.write({"sales.yaml": FILES["sales.yaml"] + "# A word\n"})
    outcome = checked(kpi, past, "--baseline", baseline)
    assert " ".join(outcome.out.split()).endswith("(1 known, 0 new, 0 fixed)")


def test_the_document_says_how_much_was_asked_for(kpi: Kpi, past: Past) -> None:
    past.write({"sales.yaml": FILES["sales.yaml"] + "# A word\n"})
    summary = json.loads(checked(kpi, past, "--format", "json").out)["summary"]
    assert summary["changed_since"] == {"revision": "main", "goals": 1}


def test_only_what_is_shown_is_fixed(kpi: Kpi, past: Past) -> None:
    keys = "kpis:\n  - title: Far\n    id: far\n    period: 2026\n    target: '>= 5'\n"
    past.commit({"kpi.toml": "[fix]\nkey_order = true\n", "far.yaml": keys})
    past.write({"near.yaml": keys.replace("far", "near").replace("Far", "Near")})
    checked(kpi, past, "--fix")
    assert (past.folder / "far.yaml").read_text("utf-8") == keys
    assert (past.folder / "near.yaml").read_text("utf-8").startswith("kpis:\n  - id: near\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--changed-since", "mian"], "there is no revision `mian`"),
        (["--changed-since", ""], "there is no revision ``"),
        (["--write-baseline", "b.json"], "--changed-since checks a part"),
    ],
)
def test_what_cannot_be_is_refused(
    kpi: Kpi, past: Past, arguments: list[str], message: str
) -> None:
    outcome = checked(kpi, past, *arguments)
    assert (outcome.code, message in outcome.err) == (2, True)


def test_without_git_it_says_so(kpi: Kpi, goals: Path) -> None:
    outcome = kpi("check", "--root", str(goals), "--changed-since", "main")
    assert (outcome.code, "is not in a git repository" in outcome.err) == (2, True)


def test_a_revision_to_judge_by_has_to_exist_even_where_nothing_has_changed(
    kpi: Kpi, past: Past
) -> None:
    for more in ((), ("--select", "H")):
        outcome = checked(kpi, past, "--since", "nope", *more)
        assert (outcome.code, "there is no revision `nope`" in outcome.err) == (2, True)
    assert checked(kpi, past, "--since", "main").code == 0


@pytest.mark.parametrize(("name", "replays"), [("main", [0]), ("main@{0}", [])])
def test_a_run_is_shown_again_until_the_branch_moves(
    past: Past, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, replays: list[int]
) -> None:
    past.write({"sales.yaml": FILES["sales.yaml"] + "# A word\n"})
    arguments = ["check", "--root", str(past.folder), "--as-of", AS_OF, "--changed-since", name]
    arguments += ["--cache-dir", str(tmp_path / "cache")]
    recorded(run, arguments)
    first = capsys.readouterr().out
    assert "1 of 2 goals affected" in first
    again = replayed(arguments)
    assert ([] if again is None else [0]) == replays
    assert capsys.readouterr().out == first * len(replays)
    past.commit({})
    assert replayed(arguments) is None
