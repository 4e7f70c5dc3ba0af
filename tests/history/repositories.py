"""Git repositories written by tests: fixed days and authors, and no settings of the user."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kpicli.history import Commit, Repository, find_repository
from kpicli.workspace import Context

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONTEXT = Context(date(2026, 9, 1))
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
DANA = ("Dana Ito", "dana@acme.example")
LEE = ("Lee Park", "lee@acme.example")


@dataclass(frozen=True)
class Past:
    """A repository whose commits a test writes."""

    folder: Path

    def git(self, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
        """What git prints."""
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**ENVIRONMENT, **(environment or {})},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files of the work tree, and remove those that become none."""
        for name, contents in files.items():
            path = self.folder / name
            if contents is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents.encode() if isinstance(contents, str) else contents)

    def commit(
        self,
        files: Mapping[str, str | bytes | None],
        day: str = "2026-01-05",
        author: tuple[str, str] = DANA,
        subject: str = "Change",
    ) -> str:
        """Commit files as they become, at noon of a day; the id."""
        self.write(files)
        self.git("add", "--all")
        return self.record(day, author, subject)

    def record(
        self, day: str, author: tuple[str, str] = DANA, subject: str = "Change", *more: str
    ) -> str:
        """Commit what was added, and what goes with it; the id."""
        who = signed(author, day)
        self.git("commit", "--quiet", "--allow-empty", "-m", subject, *more, environment=who)
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str, day: str, author: tuple[str, str] = DANA) -> str:
        """Merge a branch, always with a commit; the id."""
        who = signed(author, day)
        self.git("merge", "--quiet", "--no-ff", "-m", f"Merge {branch}", branch, environment=who)
        return self.git("rev-parse", "HEAD")

    def opened(self, below: str = "") -> Repository:
        """What the program makes of it, or of a folder in it."""
        found = find_repository(self.folder / below, ENVIRONMENT)
        assert isinstance(found, Repository), found
        return found

    def at(self, name: str) -> Commit:
        """A commit that exists."""
        found = self.opened().commit(name)
        assert found is not None
        return found


def signed(author: tuple[str, str], day: str) -> dict[str, str]:
    """The environment in which somebody commits at noon of a day."""
    when = f"{day}T12:00:00+0000"
    return {
        "GIT_AUTHOR_NAME": author[0],
        "GIT_AUTHOR_EMAIL": author[1],
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_NAME": author[0],
        "GIT_COMMITTER_EMAIL": author[1],
        "GIT_COMMITTER_DATE": when,
    }


def new_past(folder: Path) -> Past:
    """A repository without a commit, on the branch main."""
    folder.mkdir(parents=True, exist_ok=True)
    past = Past(folder)
    past.git("init", "--quiet", "--initial-branch=main")
    return past


def kpi(key: str, target: str = "20", more: str = "") -> str:
    """A goal file with one KPI; `more` is further fields, each in a line with four spaces."""
    return (
        "kpis:\n"
        f"  - id: {key}\n"
        f"    title: Raise {key} to {target}\n"
        "    period: 2026\n"
        "    baseline: 10\n"
        f"    target: {target}\n"
        f"{more}"
    )
