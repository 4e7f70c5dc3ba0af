"""Every command in the documentation runs, in a copy of an example with a past."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from sessions import Step, run_steps

from documentation.pages import ROOT, all_blocks, open_blocks
from documentation.yaml_text import commands_of_ci, is_goal_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documentation.pages import Placed

_STAGE = (
    'cp -R "$ROOT/examples/acme" goals && cd goals',
    "export KPI_AS_OF=2026-01-05 GITHUB_STEP_SUMMARY=summary.md",
    "git init --quiet && git add . && git commit --quiet --message Goals && git tag v2026-q1",
    "git update-ref refs/remotes/origin/main HEAD && export KPI_AS_OF=2026-09-01",
)
_PIP = re.compile(
    r"pip install (?:'?kpicli(?:\[(?P<extra>\w+)\])?'?|\"git\+https://github.com/OWNER/kpi@v[\d.]+\")"
)
_INSTALLING = re.compile(r"^python3 -m venv .* pip install --quiet \. && ")
_WATCHING = ("kpi check --watch", 'timeout --signal=INT 5 "$PYTHON" -m kpicli check --watch')
_TIMED_OUT = 124
_INSTEAD = {".venv/bin/kpi": "kpi", "--root examples/": '--root "$ROOT"/examples/'}
_BY_CI = "test"
"""What stands above the block that `.ci/run` runs word for word."""

SHELL = [block for block in open_blocks("sh", "console") if block.block.comment != _BY_CI]
CI = [
    block
    for block in open_blocks("yaml")
    if not is_goal_text(block.block.text)
    # What fetches kpi from its repository is judged in tests/ci/test_documented.py.
    if "OWNER/kpi" not in block.block.text
]


def _id(placed: Placed) -> str:
    return placed.place


@pytest.mark.parametrize("placed", SHELL, ids=_id)
def test_every_line_of_a_shell_block_runs(placed: Placed) -> None:
    lines = [line.removeprefix("$ ") for line in placed.block.text.splitlines()]
    _run(placed, lines)


@pytest.mark.parametrize("placed", CI, ids=_id)
def test_every_command_of_a_ci_snippet_runs(placed: Placed) -> None:
    commands = commands_of_ci(placed.block.text)
    assert commands, f"{placed.place} is neither a goal file nor runs anything"
    _run(placed, commands)


def test_a_block_that_shows_a_prompt_is_run_or_says_why_not() -> None:
    silent = {"text", "", "bash", "shell"}
    prompts = [
        placed.place
        for placed in all_blocks()
        if placed.block.language in silent and not placed.block.reason
        if re.search(r"^\$ ", placed.block.text, re.MULTILINE)
    ]
    assert prompts == []


def _run(placed: Placed, lines: list[str]) -> None:
    # What `kpi init` writes is on track today, whatever day that is.
    day = ("unset KPI_AS_OF",) if "kpi init" in placed.block.text else ()
    stage = [Step(placed.page, placed.block.line, script) for script in (*_STAGE, *day)]
    steps = [step for line in lines if line.strip() for step in _steps(placed, line)]
    run_steps(ROOT, [*stage, *steps])


def _steps(placed: Placed, line: str) -> Iterator[Step]:
    """A line as it is run: what is to be installed is looked up instead, and a watch is ended."""
    if line.startswith("pip "):
        asked = _PIP.fullmatch(line)
        assert asked, f"{placed.place} installs something else"
        assert (asked["extra"] or "dev") in _extras(), f"{placed.place} asks for no extra of ours"
        return
    watched = _WATCHING[0] in line
    script = _INSTALLING.sub("", line).replace(*_WATCHING)
    for written, run in _INSTEAD.items():
        script = script.replace(written, run)
    codes = (_TIMED_OUT,) if watched else (0,)
    yield Step(placed.page, placed.block.line, script, codes, shown=True)


def _extras() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    return extras
