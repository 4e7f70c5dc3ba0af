"""Give a goal repository a long history: `python benchmarks/past.py DIR --commits 5000 --seed 1`.

The folder becomes a git repository whose first commit has all its files; every later one changes a
target or adds a note in one to three of them. Every twentieth is made on a branch and merged.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
from pathlib import Path
from typing import IO

_FIRST_DAY = 1_735_732_800  # 2025-01-01, in seconds
_STEP = 10_000
_TARGET = re.compile(r"^(\s+target: )(\d+)$", re.MULTILINE)
_AUTHORS = ("Dana Ito <dana@acme.example>", "Lee Park <lee@acme.example>")


def main() -> int:
    """Read the command line and write the history."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--commits", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_history(arguments.folder, arguments.commits, arguments.seed)
    return 0


def write_history(folder: Path, commits: int, seed: int) -> None:
    """Make so many commits out of the files in a folder."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    command = ["git", "-C", str(folder), "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        chance = random.Random(seed)  # noqa: S311 - no secret is made
        _Past(folder, chance, process.stdin).write(commits)
    subprocess.run(["git", "-C", str(folder), "reset", "--quiet", "--hard", "main"], check=True)


class _Past:
    def __init__(self, folder: Path, chance: random.Random, stream: IO[bytes]) -> None:
        self._chance = chance
        self._stream = stream
        self._texts = {
            str(path.relative_to(folder)): path.read_text("utf-8")
            for path in sorted(folder.rglob("*.*"))
            if path.is_file() and ".git" not in path.parts
        }
        self._changing = [path for path in self._texts if path.endswith(".yaml")]

    def write(self, commits: int) -> None:
        self._commit("refs/heads/main", 0, list(self._texts))
        for number in range(1, commits):
            if number % 20:
                self._commit("refs/heads/main", number, self._changed(number))
            else:
                self._merge(number)

    def _merge(self, number: int) -> None:
        self._put("reset refs/heads/side\nfrom refs/heads/main\n\n")
        paths = self._changed(number)
        self._commit("refs/heads/side", number, paths)
        # The files once more: fast-import starts a merge from those of its first parent.
        self._commit("refs/heads/main", number, paths, "merge refs/heads/side\n")

    def _changed(self, number: int) -> list[str]:
        paths = self._chance.sample(self._changing, self._chance.randint(1, 3))
        for path in paths:
            self._texts[path] = self._edited(self._texts[path], number)
        return paths

    def _edited(self, text: str, number: int) -> str:
        found = list(_TARGET.finditer(text))
        if not found:
            return f"{text}# note {number}\n"
        one = self._chance.choice(found)
        return f"{text[: one.start(2)]}{int(one[2]) + 1}{text[one.end(2) :]}"

    def _commit(self, branch: str, number: int, paths: list[str], merge: str = "") -> None:
        when = f"{_FIRST_DAY + number * _STEP} +0000"
        author = self._chance.choice(_AUTHORS)
        message = f"Change {number}"
        self._put(f"commit {branch}\nauthor {author} {when}\ncommitter {author} {when}\n")
        self._put(f"data {len(message)}\n{message}\n{merge}")
        for path in paths:
            contents = self._texts[path].encode()
            self._put(f'M 100644 inline "{path}"\ndata {len(contents)}\n')
            self._stream.write(contents + b"\n")
        self._put("\n")

    def _put(self, text: str) -> None:
        self._stream.write(text.encode())


if __name__ == "__main__":
    raise SystemExit(main())
