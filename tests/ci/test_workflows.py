"""The project's own workflow and hooks, and the changelog that is written by many."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
WORKFLOW: dict[str, Any] = YAML(typ="safe").load(
    (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
)
JUSTFILE = (ROOT / "justfile").read_text("utf-8")
HOOKS: list[dict[str, Any]] = YAML(typ="safe").load(
    (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
)
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FRAGMENTS = sorted(
    path
    for path in (ROOT / "changelog.d").glob("*.md")
    if path.name not in {"README.md", "template.md"}
)


def _steps() -> list[dict[str, Any]]:
    return [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def test_the_workflow_is_what_github_takes() -> None:
    schema = json.loads((ROOT / "tests/schemas/github-workflows.json").read_text("utf-8"))
    jsonschema.validate(WORKFLOW, schema)


def test_the_workflow_may_only_read() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert not [job for job in WORKFLOW["jobs"].values() if "permissions" in job]


def test_actions_of_others_are_pinned_to_a_version() -> None:
    used = [step["uses"] for step in _steps() if "uses" in step]
    assert all(re.fullmatch(r"\./|[\w-]+/[\w-]+@(v\d+|[0-9a-f]{40})", name) for name in used)


def test_each_recipe_that_is_called_exists() -> None:
    called = re.findall(r"\.venv/bin/just ([\w-]+)", str(_steps()))
    assert called
    assert all(re.search(rf"^{name}\b[^\n]*:", JUSTFILE, re.MULTILINE) for name in called)


def test_every_python_that_the_package_names_is_tested() -> None:
    classifiers = re.findall(r":: (3\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    tested = WORKFLOW["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert set(classifiers) <= set(tested)
    assert PROJECT["project"]["requires-python"] == f">={tested[0]}"


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_takes_the_whole_repository(hook: dict[str, Any]) -> None:
    assert set(hook) == {
        "id",
        "name",
        "description",
        "entry",
        "language",
        "pass_filenames",
        "files",
    }
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    assert all(
        re.search(hook["files"], path) for path in ("a.yaml", "a/b.yml", "a.csv", "kpi.toml")
    )
    assert not any(re.search(hook["files"], path) for path in ("a.md", "my-kpi.toml", "yaml"))


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_line_of_the_changelog_is_one_paragraph_of_a_known_kind(path: Path) -> None:
    kinds = {kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"]}
    assert path.name.split(".")[1] in kinds
    text = path.read_text("utf-8")
    assert text.strip()
    assert not re.search(r"\n\n|^[-#]", text)


def test_releases_have_their_place_in_the_changelog() -> None:
    settings = PROJECT["tool"]["towncrier"]
    assert settings["start_string"] in (ROOT / settings["filename"]).read_text("utf-8")
