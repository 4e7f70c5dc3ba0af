"""The GitLab template: its metadata, and its scripts on a merge request."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from ci.pull_request import BETTER, BROKEN, GOALS, KPI, needs_bash, pull_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ci.pull_request import Request

ROOT = Path(__file__).parents[2]
TEMPLATE: dict[str, Any] = YAML(typ="safe").load(
    (ROOT / "templates/kpi.gitlab-ci.yml").read_text("utf-8")
)
JOB = TEMPLATE["goals"]
MERGING = "CI_MERGE_REQUEST_DIFF_BASE_SHA"
"""Set where the pipeline is one of a merge request."""

pytestmark = needs_bash


def _run(request: Request, variables: Mapping[str, str]) -> tuple[int, str]:
    """The exit code and the log of the job, its two scripts each in a shell of its own."""
    environment = {
        **request.environment,
        **{name: str(value) for name, value in JOB["variables"].items()},
        **variables,
    }
    environment["PATH"] = f"{KPI.parent}:{environment['PATH']}"
    code, log = 0, ""
    for part in ("script", "after_script"):
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(JOB[part])],
            cwd=request.checkout.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        code, log = code or done.returncode * (part == "script"), log + done.stdout
    return code, log


def test_the_template_is_what_gitlab_takes() -> None:
    schema = json.loads((ROOT / "tests/schemas/gitlab-ci.json").read_text("utf-8"))
    jsonschema.validate(TEMPLATE, schema)


def test_a_wrong_goal_fails_the_job_and_is_in_all_reports(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BROKEN}, before={"goals.yaml": GOALS})
    code, log = _run(request, {MERGING: request.base})
    folder, reports = request.checkout.folder, JOB["artifacts"]["reports"]
    quality = json.loads((folder / reports["codequality"]).read_text("utf-8"))
    assert code == 1, log
    line = BROKEN.splitlines().index("    contributes_to: growht") + 1
    assert {"path": "goals.yaml", "lines": {"begin": line, "end": line}} in [
        entry["location"] for entry in quality
    ]
    assert "growht" in (folder / reports["junit"]).read_text("utf-8")
    pages = {path.name: path.read_text("utf-8") for path in (folder / "kpi-report").iterdir()}
    assert sorted(pages) == ["changes.md", "findings.md", "progress.md"]
    assert "target loosened from 20 lead to 16 lead" in pages["changes.md"]


def test_the_main_branch_has_no_changes_to_tell(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BETTER}, before={"goals.yaml": GOALS})
    code, log = _run(request, {})
    assert code == 0, log
    assert not (request.checkout.folder / "kpi-report/changes.md").exists()


@pytest.mark.parametrize("name", ["KPI_ARGS", "KPI_ROOT"])
def test_nothing_in_a_variable_is_run(tmp_path: Path, name: str) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BETTER}, before={"goals.yaml": GOALS})
    code, _ = _run(request, {name: '$(touch pwned) `touch pwned` "; touch pwned; #'})
    assert code == 2
    assert not list(request.checkout.folder.rglob("pwned"))
