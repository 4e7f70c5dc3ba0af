"""The GitHub Action: its metadata, and its scripts on a pull request."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from ci.composite import Job
from ci.pull_request import BETTER, BROKEN, GOALS, KPI, LOOSENED, needs_bash, pull_request
from history.repositories import Past

if TYPE_CHECKING:
    from ci.pull_request import Request

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = YAML(typ="safe").load((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
SCHEMAS = ROOT / "tests/schemas"

pytestmark = needs_bash


def _job(request: Request, tmp_path: Path, **inputs: str) -> Job:
    """A job with the program under test in the place of an installed one."""
    temporary = tmp_path / "runner"
    temporary.mkdir()
    workspace = request.checkout.folder
    environment = {
        **request.environment,
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_SHA": request.merged,
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_TEMP": str(temporary),
    }
    given = {name: entry["default"] for name, entry in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    job = Job(workspace, temporary, environment, given, {"base_ref": "main"})
    job.outputs["install"] = {"kpi": str(KPI)}
    return job


def _run(job: Job) -> Job:
    job.run([step for step in STEPS if step.get("id") != "install"])
    return job


def test_the_metadata_is_what_github_takes() -> None:
    schema = json.loads((SCHEMAS / "github-actions.json").read_text("utf-8"))
    jsonschema.validate(ACTION, schema)


@pytest.mark.parametrize("step", [step for step in STEPS if "run" in step], ids=lambda s: s["name"])
def test_no_expression_stands_in_a_script(step: dict[str, str]) -> None:
    assert "${{" not in step["run"]
    assert step["shell"] == "bash"


def test_every_input_is_used_and_every_one_that_is_used_exists() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])


def test_a_wrong_goal_is_annotated_at_its_line_and_fails_the_job(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BROKEN}, before={"goals.yaml": GOALS})
    job = _run(_job(request, tmp_path))
    line = BROKEN.splitlines().index("    contributes_to: growht") + 1
    assert f"::error file=goals.yaml,line={line},endLine={line}," in job.log
    assert job.code == 1
    assert [step.name for step in job.done if step.code] == ["Check the goals"]
    assert "there is no goal <code>growht</code>" in job.summary


def test_the_summary_says_what_is_wrong_what_changes_and_how_the_goals_stand(
    tmp_path: Path,
) -> None:
    request = pull_request(tmp_path, {"goals.yaml": LOOSENED}, before={"goals.yaml": GOALS})
    summary = _run(_job(request, tmp_path)).summary
    parts = ("H101 loosened-target", "target loosened from 20 lead to 16 lead", "How all goals")
    places = [summary.index(part) for part in parts]
    assert places == sorted(places)
    assert "Lee Park" in summary


@pytest.mark.parametrize(("depth", "is_named"), [(None, True), (1, True), (2, False)])
def test_a_request_is_compared_with_what_it_is_merged_into(
    tmp_path: Path, depth: int | None, *, is_named: bool
) -> None:
    request = pull_request(
        tmp_path, {"goals.yaml": LOOSENED}, before={"goals.yaml": GOALS}, depth=depth
    )
    job = _run(_job(request, tmp_path))
    name = "origin/main" if is_named else request.base[:10]
    assert job.outputs["base"] == {"base": request.base, "name": name}
    assert f"\n{name} \\({request.base[:10]}, " in job.summary
    assert "target loosened from 20 lead to 16 lead" in job.summary
    assert job.code == 1


@pytest.mark.parametrize("depth", [None, 1])
def test_another_base_may_be_asked_for(tmp_path: Path, depth: int | None) -> None:
    request = pull_request(
        tmp_path, {"goals.yaml": BETTER}, before={"goals.yaml": GOALS}, depth=depth
    )
    first = Past(tmp_path / "origin").git("rev-list", "--max-parents=0", "HEAD")
    job = _run(_job(request, tmp_path, base_ref=first))
    assert job.outputs["base"] == {"base": first, "name": first[:10]}


def test_a_base_that_cannot_be_fetched_is_said_and_is_no_failure(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BETTER}, before={"goals.yaml": GOALS}, depth=1)
    request.checkout.git("remote", "set-url", "origin", str(tmp_path / "gone"))
    job = _run(_job(request, tmp_path))
    assert job.code == 0
    assert "::notice title=kpi::What the goals were cannot be said" in job.log
    assert "fetch-depth: 0" in job.summary


def test_clean_goals_pass_and_the_summary_says_so(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BETTER}, before={"goals.yaml": GOALS})
    job = _run(_job(request, tmp_path))
    assert (job.code, "::error" in job.log) == (0, False)
    assert "All checks passed" in job.summary


def test_a_head_that_is_itself_a_merge_is_not_taken_for_the_merged_request(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BETTER}, before={"goals.yaml": GOALS})
    job = _job(request, tmp_path)
    later = request.checkout.record("2026-06-18")
    request.checkout.git("checkout", "--quiet", "--detach", later)
    assert _run(job).outputs["base"]["base"] == request.base


def test_sarif_goes_where_it_is_asked_for(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BROKEN}, before={"goals.yaml": GOALS})
    job = _run(_job(request, tmp_path, sarif_file="kpi.sarif"))
    sarif = json.loads((request.checkout.folder / "kpi.sarif").read_text("utf-8"))
    annotations = re.findall(r"^::(?:error|warning|notice) file=", job.log, re.MULTILINE)
    assert len(sarif["runs"][0]["results"]) == len(annotations) == 3


def test_goals_in_a_folder_are_annotated_from_the_top_of_the_checkout(tmp_path: Path) -> None:
    files = {"our goals/goals.yaml": BROKEN, "our goals/kpi.toml": ""}
    request = pull_request(tmp_path, files, before={"README.md": ""})
    job = _run(_job(request, tmp_path, root="our goals"))
    assert "::error file=our goals/goals.yaml,line=12," in job.log


def test_wrong_settings_fail_with_their_own_exit_code(tmp_path: Path) -> None:
    files = {"goals.yaml": GOALS, "kpi.toml": "[check]\nselct = []\n"}
    request = pull_request(tmp_path, files, before={"goals.yaml": GOALS})
    job = _run(_job(request, tmp_path))
    assert job.code == 2
    assert "The goals could not be checked" in job.summary


HOSTILE = '$(touch pwned) `touch pwned` "; touch pwned; #'


@pytest.mark.parametrize("name", ["args", "root", "fail_on", "as_of", "base_ref", "sarif_file"])
def test_nothing_in_an_input_is_run(tmp_path: Path, name: str) -> None:
    request = pull_request(tmp_path, {"goals.yaml": BETTER}, before={"goals.yaml": GOALS})
    job = _run(_job(request, tmp_path, **{name: HOSTILE}))
    assert not list(request.checkout.folder.rglob("pwned"))
    assert job.code == (0 if name in {"base_ref", "sarif_file"} else 2)


def test_no_summary_where_none_is_asked_for(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": LOOSENED}, before={"goals.yaml": GOALS})
    job = _run(_job(request, tmp_path, summary="false"))
    assert (job.summary, job.code) == ("", 1)


def test_a_summary_stays_within_what_a_step_may_write(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": GOALS}, before={"goals.yaml": ""})
    job = _job(request, tmp_path)
    talker = tmp_path / "kpi"
    talker.write_text("#!/usr/bin/env bash\nyes 'a goal and another' | head -c 1000001\n", "utf-8")
    talker.chmod(0o755)
    job.outputs["install"] = {"kpi": str(talker)}
    _run(job)
    assert "More than a summary can hold: run `kpi diff`." in job.summary
    assert "More than a summary can hold: run `kpi report`." in job.summary
    assert len(job.summary) < 1000


def test_kpi_is_installed_from_the_checkout_of_the_action(tmp_path: Path) -> None:
    request = pull_request(tmp_path, {"goals.yaml": GOALS}, before={"goals.yaml": ""})
    job = _job(request, tmp_path)
    job.environment = {**job.environment, "GITHUB_ACTION_PATH": "/actions/our kpi"}
    stand_in = tmp_path / "python"
    stand_in.write_text(_STAND_IN.format(python=sys.executable), "utf-8")
    stand_in.chmod(0o755)
    job.outputs = {"python": {"python-path": str(stand_in)}}
    job.run([step for step in STEPS if step.get("id") == "install"])
    assert job.outputs["install"]["kpi"] == f"{job.temporary}/kpi/bin/kpi"
    assert "pip install --quiet --disable-pip-version-check </actions/our kpi>" in job.log


_STAND_IN = """\
#!/usr/bin/env bash
# Makes an environment whose Python only says what it was asked to do.
mkdir -p "$3/bin"
printf '#!/usr/bin/env bash\\necho "${{@:2:$#-2}}" "<${{@: -1}}>"\\n' > "$3/bin/python"
chmod +x "$3/bin/python"
"""
