"""What the program prints, where documents show it.

A block after a comment `<!-- output: kpi … -->` holds what that command prints in the
repository's folder, with standard error after standard output. A folder below `examples` whose
`expected.txt` begins with `$ kpi …` shows that command, run in the folder.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(
    r"(?P<head><!-- output: kpi (?P<arguments>[^\n]*?)(?: \| head -(?P<lines>\d+))? -->\n```text\n)"
    r".*?(?P<foot>^```$)",
    re.DOTALL | re.MULTILINE,
)
_WIDTH = "98"
_OURS = {"KPI_AS_OF", "GITHUB_ACTIONS"}
"""Variables of the environment that change what is printed."""


def documents_with_output(root: Path) -> dict[str, str]:
    """The Markdown documents that show output, by path, with the output of today's program."""
    folders = ("", "docs/", "docs/explanation/", "docs/reference/", "examples/*/")
    paths = [path for folder in folders for path in root.glob(f"{folder}*.md")]
    texts = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}
    return {
        path: _BLOCK.sub(lambda block: _filled(block, root), text)
        for path, text in texts.items()
        if _BLOCK.search(text)
    }


def expected_outputs(root: Path) -> dict[str, str]:
    """The `expected.txt` of the examples, by path."""
    outputs: dict[str, str] = {}
    for path in root.glob("examples/*/expected.txt"):
        command = path.read_text("utf-8").partition("\n")[0]
        arguments = command.removeprefix("$ kpi ")
        outputs[path.relative_to(root).as_posix()] = (
            f"{command}\n{_printed(arguments, path.parent)}"
        )
    return outputs


def _filled(block: re.Match[str], root: Path) -> str:
    printed = _printed(block["arguments"], root)
    if block["lines"]:
        lines = printed.splitlines(keepends=True)
        printed = "".join([*lines[: int(block["lines"])], "…\n"])
    return f"{block['head']}{printed}{block['foot']}"


def _printed(arguments: str, folder: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}  # noqa: TID251 - a tool, not the program
    done = subprocess.run(
        [sys.executable, "-m", "kpicli", *shlex.split(arguments)],
        cwd=folder,
        env={**kept, "COLUMNS": _WIDTH, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr
