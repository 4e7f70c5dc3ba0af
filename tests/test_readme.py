"""The README's commands are the ones that CI runs, and they name what exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _command(mark: str) -> str:
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(rf"<!-- {mark} -->\n```sh\n(.+)\n```\n", text)
    assert found, f"the README has one line of shell after <!-- {mark} -->"
    return found[1]


def test_the_first_command_checks_and_reports_an_example() -> None:
    command = _command("run")
    assert "kpi check --root examples/acme" in command
    assert "kpi report --root examples/acme" in command


def test_the_second_command_runs_the_recipe_that_holds_everything() -> None:
    assert _command("test").endswith(".venv/bin/just check")
    recipes = (ROOT / "justfile").read_text("utf-8")
    assert re.search(r"^check: lint types layers test$", recipes, re.MULTILINE)


def test_ci_takes_its_command_from_the_readme() -> None:
    assert "<!-- test -->" in (ROOT / ".ci/run").read_text("utf-8")
