"""Pages that are sessions: their commands are run, and what those print stands below them.

The pages of `docs/tutorial` are one session in the order of their names; a page of `docs/how-to`
or `docs/reference/commands` is one of its own. A session begins in an empty folder, or in a copy
of the one that `<!-- starts with: examples/acme -->` names. In the order of the page,

- a block with `title="path"` writes this file;
- a `console` block runs its lines after `$ `, and shows what they print;
- `<!-- run: command -->` runs a command that the reader does not see, and that prints nothing.

A command ends with 0, or with 1 where `kpi check` or `kpi diff` says that it found something;
other codes are announced by `<!-- exit: 2 -->` above the block.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fenced import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ALONE = ("docs/how-to", "docs/reference/commands")
_TOGETHER = ("docs/tutorial",)
_COMMENT = re.compile(r"^<!-- (?P<kind>starts with|run): (?P<what>.+) -->$", re.MULTILINE)
_COMMAND = re.compile(r"^\$ (?P<command>.+(?:\\\n.+)*)\n", re.MULTILINE)
_FINDS = re.compile(r"kpi (check|diff|report)\b")
_NAME = "Dana Ito"
_ENVIRONMENT = {
    "KPI_AS_OF": "2026-09-01",
    "COLUMNS": "88",
    "NO_COLOR": "1",
    "PYTHONIOENCODING": "utf-8",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": _NAME,
    "GIT_AUTHOR_EMAIL": "dana@acme.example",
    "GIT_COMMITTER_NAME": _NAME,
    "GIT_COMMITTER_EMAIL": "dana@acme.example",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
}
_PROLOGUE = """\
kpi() { "$PYTHON" -m kpicli "$@"; }
git() {
  GIT_AUTHOR_DATE="${KPI_AS_OF}T12:00:00Z" GIT_COMMITTER_DATE="${KPI_AS_OF}T12:00:00Z" \\
    command git "$@"
}
"""
"""The program under its name, and git with the day that counts as today: hashes stay the same."""


class SessionError(Exception):
    """A page whose commands do not do what the page needs: where, what and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: a script of shell, its place in a page, and how it may end.

    Only a step that is `shown` may print.
    """

    page: str
    line: int
    script: str
    codes: tuple[int, ...] = (0,)
    shown: bool = False


def pages_of_sessions(root: Path, generated: Mapping[str, str]) -> dict[str, str]:
    """The pages with the output of today's program, by path; some of them are just generated.

    Raises:
        SessionError: for a command that fails, or prints where nothing may be printed.
    """
    texts = {**_written(root), **generated}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = pool.map(lambda group: _played(root, group), _groups(texts))
    return {path: text for group in done for path, text in group.items()}


def run_steps(root: Path, steps: Sequence[Step]) -> list[str]:
    """What the shown steps print, when all are run in one shell, from an empty folder.

    Raises:
        SessionError: for a step that ends otherwise than it may, or prints where it may not.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "work").mkdir()
        shell = shutil.which("bash") or "bash"
        subprocess.run(
            [shell, "-c", _script(steps)],
            cwd=folder / "work",
            env={**os.environ, **_ENVIRONMENT, **_places(root, folder)},  # noqa: TID251 - a tool, not the program
            stdin=subprocess.DEVNULL,
            check=True,
        )
        return list(_results(folder, steps))


def _written(root: Path) -> dict[str, str]:
    paths = [path for folder in (*_TOGETHER, *_ALONE) for path in (root / folder).glob("*.md")]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def _groups(texts: Mapping[str, str]) -> list[dict[str, str]]:
    """The pages of each session, in order."""
    groups: dict[str, dict[str, str]] = {}
    for path in sorted(texts):
        folder = path.rpartition("/")[0]
        groups.setdefault(folder if folder in _TOGETHER else path, {})[path] = texts[path]
    return list(groups.values())


def _played(root: Path, pages: Mapping[str, str]) -> dict[str, str]:
    steps = [step for page, text in pages.items() for step in _steps(page, text)]
    if not any(step.shown for step in steps):
        return dict(pages)
    outputs = iter(run_steps(root, steps))
    return {page: _filled(text, outputs) for page, text in pages.items()}


def _steps(page: str, text: str) -> list[Step]:
    """What happens on a page, in order."""
    found = [(comment.start(), _hidden(page, text, comment)) for comment in _COMMENT.finditer(text)]
    for block in blocks_of(text):
        if block.title and not block.reason:
            found.append((block.start, Step(page, block.line, _file(block.title, block.text))))
        if block.language == "console" and not block.reason:
            for number, command in enumerate(_COMMAND.finditer(block.text)):
                step = _shown(page, block.line, command["command"], block.comment)
                found.append((block.start + number, step))
    return [step for _, step in sorted(found, key=lambda pair: pair[0])]


def _hidden(page: str, text: str, comment: re.Match[str]) -> Step:
    line = text.count("\n", 0, comment.start()) + 1
    what = comment["what"]
    copying = f'cp -R "$ROOT/{what}" . && cd {Path(what).name}'
    return Step(page, line, copying if comment["kind"] == "starts with" else what)


def _file(path: str, text: str) -> str:
    folder = shlex.quote(str(Path(path).parent))
    return f"mkdir -p {folder} && cat > {shlex.quote(path)} <<'END OF FILE'\n{text}END OF FILE"


def _shown(page: str, line: int, command: str, comment: str) -> Step:
    expected = re.fullmatch(r"exit: (\d+)", comment)
    found = (0, 1) if _FINDS.match(command) else (0,)
    return Step(page, line, command, (int(expected[1]),) if expected else found, shown=True)


def _places(root: Path, folder: Path) -> dict[str, str]:
    return {
        "ROOT": str(root.resolve()),
        "PYTHON": sys.executable,
        "OUTPUT": str(folder),
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "GIT_CONFIG_GLOBAL": str(folder / "none"),
        "GIT_CEILING_DIRECTORIES": str(folder),
    }


def _script(steps: Sequence[Step]) -> str:
    parts = (
        f'{{ {step.script}\n}} > "$OUTPUT/{number}.out" 2>&1\necho $? > "$OUTPUT/{number}.code"\n'
        for number, step in enumerate(steps)
    )
    return "".join((_PROLOGUE, *parts))


def _results(folder: Path, steps: Sequence[Step]) -> Iterator[str]:
    for number, step in enumerate(steps):
        printed = (folder / f"{number}.out").read_text("utf-8")
        code = int((folder / f"{number}.code").read_text())
        if code not in step.codes or (printed and not step.shown):
            where = f"{step.page}:{step.line}"
            raise SessionError(f"{where}: this ended with {code}:\n{step.script}\n{printed}")
        if step.shown:
            yield printed


def _filled(text: str, outputs: Iterator[str]) -> str:
    """The page with each command's output below it."""
    parts: list[str] = []
    at = 0
    for block in blocks_of(text):
        if block.language == "console" and not block.reason:
            parts += [text[at : block.start], _answered(block.text, outputs)]
            at = block.end
    return "".join((*parts, text[at:]))


def _answered(text: str, outputs: Iterator[str]) -> str:
    shown = (f"{command[0]}{_whole(next(outputs))}" for command in _COMMAND.finditer(text))
    return "".join(shown)


def _whole(printed: str) -> str:
    """The lines without blanks at their ends, which editors take away anyway."""
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
