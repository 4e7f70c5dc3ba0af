"""`kpi init`: what it offers beside the goals."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from ruamel.yaml import YAML

from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.offers import NOWHERE, Home, Service, hook, noted_home, workflow

if TYPE_CHECKING:
    from .conftest import Kpi

SCHEMAS = Path(__file__).parents[1] / "schemas"
WORKFLOW, PIPELINE, HOOK = (
    ".github/workflows/goals.yml",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
)
HERE = Home("acme/kpi", "v9")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {WORKFLOW, HOOK}),
        (("--ci", "github"), {WORKFLOW, HOOK}),
        (("--ci", "gitlab"), {PIPELINE, HOOK}),
        (("--ci", "none"), {HOOK}),
        (("--no-pre-commit",), {WORKFLOW}),
        (("--ci", "none", "--no-pre-commit"), set()),
    ],
)
def test_a_new_repository_gets_what_is_asked_for(
    kpi: Kpi, tmp_path: Path, options: tuple[str, ...], expected: set[str]
) -> None:
    assert kpi("init", "ours", *options).code == ExitCode.CLEAN
    offered = {name for name in (WORKFLOW, PIPELINE, HOOK) if (tmp_path / "ours" / name).exists()}
    assert offered == expected


def test_a_repository_that_is_there_gets_nothing_but_what_is_asked_for(
    kpi: Kpi, goals: Path
) -> None:
    (goals / "kpi.toml").touch()
    before = {path.name for path in goals.iterdir()}
    assert "Wrote 1 file:\n  .gitlab-ci.yml\n" in kpi("init", "--ci", "gitlab").out
    assert {path.name for path in goals.iterdir()} == {*before, ".gitlab-ci.yml"}


def test_a_repository_that_is_there_is_told_what_can_be_added(kpi: Kpi, goals: Path) -> None:
    (goals / "kpi.toml").touch()
    assert "`--ci github`, `--ci gitlab` and `--pre-commit` add" in kpi("init").err


def test_settings_alone_are_no_repository_yet(kpi: Kpi, tmp_path: Path) -> None:
    settings = tmp_path / "ours/kpi.toml"
    settings.parent.mkdir()
    settings.write_text("[calendar]\nfiscal_year_start = 4\n", "utf-8")
    assert "`kpi init` writes a first goal repository" in kpi("check", "--root", "ours").err
    outcome = kpi("init", "ours")
    assert outcome.code == ExitCode.CLEAN
    assert "Kept the file that was there: ours/kpi.toml\n" in outcome.out
    assert settings.read_text("utf-8") == "[calendar]\nfiscal_year_start = 4\n"
    assert (tmp_path / "ours/sales/goals.yaml").exists()
    assert "has a kpi.toml and goal files" in kpi("init", "ours").err


def test_to_settings_alone_only_what_is_named_is_added(kpi: Kpi, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/kpi.toml").touch()
    assert "Wrote 1 file:\n  ours/.gitlab-ci.yml\n" in kpi("init", "ours", "--ci", "gitlab").out


def test_services_find_their_files_at_the_top_of_the_checkout(kpi: Kpi, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    out = kpi("init", "our goals").out
    assert f"  {WORKFLOW}\n" in out
    assert "cd 'our goals' &&" in out
    written = YAML(typ="safe").load((tmp_path / WORKFLOW).read_text("utf-8"))
    assert written["jobs"]["check"]["steps"][-1]["with"] == {"root": "our goals"}


def test_where_kpi_lives_is_asked_for_if_it_is_not_known(
    kpi: Kpi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpicli.cli.init.home", lambda: NOWHERE)
    assert f"Replace OWNER/kpi in ours/{WORKFLOW} with the repository" in kpi("init", "ours").out
    monkeypatch.setattr("kpicli.cli.init.home", lambda: HERE)
    assert "OWNER" not in kpi("init", "theirs").out
    assert "uses: acme/kpi@v9\n" in (tmp_path / "theirs" / WORKFLOW).read_text("utf-8")


@pytest.mark.parametrize(
    ("url", "revision", "expected"),
    [
        ("https://github.com/acme/kpi", "v9", HERE),
        ("https://github.com/acme/kpi.git", "v9", HERE),
        ("https://github.com/acme/kpi/", None, Home("acme/kpi", "a" * 40)),
        ("https://github.com/acme/kpi/tree/main", "v9", NOWHERE),
        ("https://git.acme.example/acme/kpi", "v9", NOWHERE),
        ("https://github.com/acme/kpi@x\n- run: date", "v9", NOWHERE),
        ("file:///home/ada/kpi", None, NOWHERE),
    ],
)
def test_kpi_lives_where_it_was_installed_from(
    url: str, revision: str | None, expected: Home
) -> None:
    version = {"vcs": "git", "commit_id": "a" * 40}
    version |= {"requested_revision": revision} if revision else {}
    assert noted_home({"url": url, "vcs_info": version}) == expected


@pytest.mark.parametrize("noted", [{}, {"url": "https://github.com/acme/kpi", "dir_info": {}}])
def test_an_archive_or_an_index_is_no_home(noted: dict[str, object]) -> None:
    assert noted_home(noted) == NOWHERE


@pytest.mark.parametrize("folder", ["", "goals/", "our goals/2026/", "a\"b: {#'/"])
@pytest.mark.parametrize("lives", [HERE, NOWHERE])
@pytest.mark.parametrize(
    ("service", "schema"),
    [(Service.GITHUB, "github-workflows.json"), (Service.GITLAB, "gitlab-ci.json")],
)
def test_what_is_written_is_what_the_service_takes(
    service: Service, schema: str, lives: Home, folder: str
) -> None:
    (text,) = workflow(service, folder, lives).values()
    written = YAML(typ="safe").load(text)
    jsonschema.validate(written, json.loads((SCHEMAS / schema).read_text("utf-8")))
    assert folder.rstrip("/") in str(written.values()).replace("\\'", "'")


@pytest.mark.parametrize(
    ("folder", "concerned", "of_others"),
    [
        ("", ("goals.yaml", "a/b.yml", "a/actuals.csv", "kpi.toml"), ("notes.md", "skpi.toml")),
        ("my (goals)/", ("my (goals)/a.yaml", "my (goals)/kpi.toml"), ("a.yaml", "my goals/a.yml")),
    ],
)
def test_the_hook_runs_for_goal_files(
    folder: str, concerned: tuple[str, ...], of_others: tuple[str, ...]
) -> None:
    (text,) = hook(folder).values()
    (entry,) = YAML(typ="safe").load(text)["repos"][0]["hooks"]
    assert all(re.search(entry["files"], path) for path in concerned)
    assert not any(re.search(entry["files"], path) for path in of_others)


@pytest.mark.parametrize("name", ["company.yaml", "sales/goals.yaml", "teams.yaml", "kpi.toml"])
def test_editors_find_the_schema_that_a_file_names(kpi: Kpi, tmp_path: Path, name: str) -> None:
    kpi("init", "ours")
    file = tmp_path / "ours" / name
    first = file.read_text("utf-8").splitlines()[0]
    named = first.rpartition("schema=")[2] if "schema=" in first else first.rpartition(" ")[2]
    schema = json.loads((file.parent / named).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_first_goals_are_measured_until_the_day_that_is_asked_for(
    kpi: Kpi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_AS_OF", "2024-03-31")
    assert kpi("init", "old").code == ExitCode.CLEAN
    assert kpi("init", "new", "--as-of", "2025-03-31").code == ExitCode.CLEAN
    for name in ("old", "new"):
        assert kpi("check", "--root", str(tmp_path / name), "--as-of", "2025-03-31").code == 0
    assert kpi("check", "--root", "old").code == ExitCode.CLEAN
    assert "future-actual" in kpi("check", "--root", "new").out
