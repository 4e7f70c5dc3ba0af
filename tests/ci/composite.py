"""A composite action as a runner would run it: its `run:` steps with bash, one after the other."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_OUTCOME = re.compile(r"steps\.(\w+)\.outcome == '(\w+)'")
_INPUT = re.compile(r"inputs\.([\w-]+) == '(\w+)'")


@dataclass(frozen=True)
class Step:
    """A step that has run: its exit code and what it printed."""

    name: str
    code: int
    log: str


@dataclass
class Job:
    """A job under way: what expressions may ask for, and where its files are."""

    workspace: Path
    temporary: Path
    environment: Mapping[str, str]
    inputs: Mapping[str, str]
    github: Mapping[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    done: list[Step] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether a step has failed."""
        return any(step.code for step in self.done)

    @property
    def code(self) -> int:
        """The exit code of the first step that failed, else 0."""
        return next((step.code for step in self.done if step.code), 0)

    @property
    def log(self) -> str:
        """What all steps printed."""
        return "".join(step.log for step in self.done)

    @property
    def summary(self) -> str:
        """The summary of the job."""
        path = self.temporary / "summary.md"
        return path.read_text("utf-8") if path.exists() else ""

    def run(self, steps: Sequence[Mapping[str, object]]) -> None:
        """Run the steps that have a script and whose condition holds; `uses:` is left out."""
        for step in steps:
            if "run" in step and self._holds(str(step.get("if", "success()"))):
                self._script(step)

    def _script(self, step: Mapping[str, object]) -> None:
        script, written = self.temporary / "step.sh", self.temporary / "output"
        script.write_text(str(step["run"]), "utf-8")
        written.write_text("", "utf-8")
        given = step.get("env", {})
        assert isinstance(given, dict)
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={
                **self.environment,
                "GITHUB_OUTPUT": str(written),
                "GITHUB_STEP_SUMMARY": str(self.temporary / "summary.md"),
                **{name: self._text(str(value)) for name, value in given.items()},
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        lines = written.read_text("utf-8").splitlines()
        values = dict(line.split("=", 1) for line in lines)
        self.outputs[str(step.get("id", ""))] = values
        self.done.append(Step(str(step["name"]), done.returncode, done.stdout))

    def _text(self, template: str) -> str:
        return _EXPRESSION.sub(lambda found: self._value(found[1]), template)

    def _value(self, name: str) -> str:
        kind, _, rest = name.partition(".")
        if kind == "inputs":
            return self.inputs[rest]
        if kind == "github":
            return self.github[rest]
        step, _, key = rest.partition(".outputs.")
        assert kind == "steps", name
        return self.outputs.get(step, {}).get(key, "")

    def _holds(self, condition: str) -> bool:
        bare = condition.removeprefix("${{").removesuffix("}}")
        return all(self._is_true(term.strip()) for term in bare.split("&&"))

    def _is_true(self, term: str) -> bool:
        if term in {"success()", "!cancelled()"}:
            return term == "!cancelled()" or not self.failed
        if found := _OUTCOME.fullmatch(term):
            return (found[1] in self.outputs) == (found[2] == "success")
        asked = _INPUT.fullmatch(term)
        assert asked is not None, term
        return self.inputs[asked[1]] == asked[2]
