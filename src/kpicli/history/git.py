"""The git program, run so that nothing a repository configures is run with it.

A goal repository may be somebody else's. Only plumbing commands that read objects are used; they
know no pagers, hooks, filters, text conversions or signatures. The network is shut off: an object
that a partial clone lacks stays missing.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from kpicli.history.error import HistoryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SETTINGS = (
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "log.showSignature=false"),
    *("-c", "diff.external="),
    *("-c", "core.quotePath=false"),
    *("-c", "core.deltaBaseCacheLimit=16m"),
    "--no-pager",
    "--no-replace-objects",
    "--no-optional-locks",
    "--literal-pathspecs",
)
_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
_FORCED = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
}

_DAY = len("2026-01-31")


class NoHistory(Struct, frozen=True):
    """Why nothing can be known of the past, and what to do about it."""

    message: str
    remedy: str


class Git(Struct, frozen=True):
    """The git program, where it runs, and with which environment; `directory` is the `.git`."""

    program: str
    folder: str
    environment: Mapping[str, str]
    directory: str | None = None

    def run(self, *arguments: str) -> bytes:
        """What a command prints.

        Raises:
            HistoryError: if it fails.
        """
        code, printed, complaint = self.tried(*arguments)
        if code:
            raise failure(complaint)
        return printed

    def tried(self, *arguments: str) -> tuple[int, bytes, str]:
        """The exit code of a command, what it prints, and what it complains about."""
        done = subprocess.run(  # noqa: S603 - the arguments are ours; a ref is never among them
            self._command(arguments),
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")

    @contextmanager
    def reading(self, *arguments: str, stdin: IO[bytes] | None = None) -> Iterator[IO[bytes]]:
        """What a command prints, while it runs; it ends when the reader has enough."""
        process = self.started(arguments, stdin or subprocess.DEVNULL)
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            process.kill()
            process.stdout.close()
            process.wait()

    def commits(self, *listed: str) -> Iterator[tuple[list[str], date]]:
        """The ids that `rev-list` gives for each commit, its own first, and the day of the commit.

        That is the one on which it was committed, on the calendar of whoever did.
        """
        with self.reading("rev-list", "--format=%ci", *listed) as lines:
            for line in lines:
                yield line.decode("ascii").split()[1:], _day(next(lines, b""))

    def started(
        self, arguments: tuple[str, ...], stdin: IO[bytes] | int
    ) -> subprocess.Popen[bytes]:
        """A command that goes on running; what it complains about is not read."""
        return subprocess.Popen(  # noqa: S603 - the arguments are ours; a ref is never among them
            self._command(arguments),
            cwd=self.folder,
            env=self.environment,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        where = () if self.directory is None else (f"--git-dir={self.directory}",)
        return [self.program, *_SETTINGS, *where, *arguments]


def _day(line: bytes) -> date:
    try:
        return date.fromisoformat(line[:_DAY].decode("ascii"))
    except ValueError:
        # Some tools write times far out of this age.
        return date(1970, 1, 1)


def find_git(folder: str, environment: Mapping[str, str], program: str) -> Git | NoHistory:
    """The git program by its name or path; a folder below the goal repository never offers one."""
    found = _found(program, environment.get("PATH", ""))
    if found is None:
        return NoHistory(f"the program `{program}` is not found", "install git, or put it on PATH")
    return Git(found, folder, cleaned(environment))


def _found(program: str, path: str) -> str | None:
    """Where a program is: at its own path, or in the first folder of the search path with it."""
    if os.name == "nt":
        import shutil  # noqa: PLC0415 - it knows the endings of programs; a 90th of a small check

        return shutil.which(program, path=path)
    folders = [""] if os.sep in program else path.split(os.pathsep) if path else []
    files = (Path(folder, program) for folder in folders)
    return next((str(file) for file in files if file.is_file() and os.access(file, os.X_OK)), None)


def cleaned(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what would lead git to another repository, or make it ask or run."""
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return {**kept, **_FORCED}


def failure(complaint: str) -> HistoryError:
    """What git complains about, as an error of ours."""
    lines = [line for line in complaint.splitlines() if line.strip()]
    words = lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else "no reason given"
    return HistoryError(f"git cannot read the repository: {words}", "`git fsck` looks for damage")
