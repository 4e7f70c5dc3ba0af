"""Give a goal repository a long history: `python benchmarks/past.py DIR --commits 5000 --seed 1`.

The folder becomes a git repository whose first commit has all its files; every later one changes a
target or adds a note in one to three of them. Every twentieth is made on a branch and merged.

With `--months` it has a commit for the end of each month since 2025-12 instead, which brings the
figures up to that day; as of 2026-03 some targets are what they are in the end.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_DAY = 1_735_732_800  # 2025-01-01, in seconds
_STEP = 10_000
_MONTHS = [date(2026, month, 1) - timedelta(days=1) for month in range(1, 10)]
_SETTLED = date(2026, 3, 1)
_FEW = 50
_FIGURE = re.compile(r"^ *(\d{4}-\d\d-\d\d)[:,].*\n", re.MULTILINE)
_TARGET = re.compile(r"^(\s+target: )(\d+)$", re.MULTILINE)
_AUTHORS = ("Dana Ito <dana@acme.example>", "Lee Park <lee@acme.example>")


def main() -> int:
    """Read the command line and write the history."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--commits", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--months", action="store_true", help="a commit for each month instead")
    arguments = parser.parse_args()
    if arguments.months:
        write_months(arguments.folder, arguments.seed)
    else:
        write_history(arguments.folder, arguments.commits, arguments.seed)
    return 0


def write_history(folder: Path, commits: int, seed: int) -> None:
    """Make so many commits out of the files in a folder."""
    with _imported(folder, seed) as past:
        past.write(commits)


def write_months(folder: Path, seed: int) -> None:
    """Make a commit for each month, of which the last one has the files as they are."""
    with _imported(folder, seed) as past:
        past.write_months()


@contextmanager
def _imported(folder: Path, seed: int) -> Iterator[_Past]:
    """The history to write, which git then takes over, with the work tree as it is at last."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    command = ["git", "-C", str(folder), "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        chance = random.Random(seed)  # noqa: S311 - no secret is made
        yield _Past(folder, chance, process.stdin)
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

    def write_months(self) -> None:
        final, before = self._texts, dict[str, str]()
        for number, day in enumerate(_MONTHS):
            is_last = day == _MONTHS[-1]
            texts = {path: _as_of(text, day) for path, text in final.items()}
            self._texts = final if is_last else texts
            changed = [path for path, text in self._texts.items() if before.get(path) != text]
            self._commit("refs/heads/main", number, changed, when=_noon(day))
            before = self._texts

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

    def _commit(
        self, branch: str, number: int, paths: list[str], merge: str = "", when: int | None = None
    ) -> None:
        moment = f"{_FIRST_DAY + number * _STEP if when is None else when} +0000"
        author = self._chance.choice(_AUTHORS)
        message = f"Change {number}"
        self._put(f"commit {branch}\nauthor {author} {moment}\ncommitter {author} {moment}\n")
        self._put(f"data {len(message)}\n{message}\n{merge}")
        for path in paths:
            contents = self._texts[path].encode()
            self._put(f'M 100644 inline "{path}"\ndata {len(contents)}\n')
            self._stream.write(contents + b"\n")
        self._put("\n")

    def _put(self, text: str) -> None:
        self._stream.write(text.encode())


def _as_of(text: str, day: date) -> str:
    """A file without later figures, and early in the year with a few other targets."""
    text = _FIGURE.sub(lambda line: line[0] if line[1] <= day.isoformat() else "", text)
    return text if day >= _SETTLED else _TARGET.sub(_as_it_was, text)


def _as_it_was(target: re.Match[str]) -> str:
    number = int(target[2])
    return f"{target[1]}{number if number % _FEW else number + 1}"


def _noon(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


if __name__ == "__main__":
    raise SystemExit(main())
