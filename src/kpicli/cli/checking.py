"""The check of a loaded repository. It needs the whole rule book, `kpi check` imports it late."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.cli.changed import earlier_of_session
from kpicli.cli.fixing import Repaired, Way, in_order, make, repaired, with_places
from kpicli.cli.judging import check_revision, past_of_session
from kpicli.cli.machine import processors
from kpicli.cli.output import Failure, write_error
from kpicli.cli.overrides import overridden, pairs
from kpicli.cli.selected import selected_rules
from kpicli.config import PYPROJECT_FILE, SETTINGS_FILE
from kpicli.findings import did_you_mean
from kpicli.linter import check, narrowed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kpicli.cli.check_formats import Output
    from kpicli.cli.fixing import Fixing
    from kpicli.cli.session import Session
    from kpicli.config.settings import CheckSettings
    from kpicli.linter import ActiveRule, CheckResult
    from kpicli.workspace.earlier import Earlier


class Asked(Struct, frozen=True):
    """What the command line says of a check; empty and none for what it does not say."""

    paths: tuple[Path, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: tuple[str, ...]
    per_file_ignores: tuple[str, ...]
    baseline: Path | None
    write_baseline: Path | None
    since: str | None
    changed_since: str | None
    quiet: bool


class Checks(Struct, frozen=True):
    """What a check runs and shows, however often it runs."""

    rules: tuple[ActiveRule, ...]
    settings: CheckSettings
    paths: tuple[str, ...]
    baseline: Path | None
    write_baseline: Path | None
    since: str | None
    quiet: bool
    earlier: Earlier | None = None

    @property
    def files(self) -> tuple[str, ...] | None:
        """The files and folders that fixes are for: empty for all, none for none."""
        if self.earlier is None:
            return self.paths
        changed = map(PurePosixPath, sorted(self.earlier.affected.paths))
        below = (file for file in changed if any(map(file.is_relative_to, self.paths or ".")))
        return tuple(map(str, below)) or None

    def shown(self, session: Session) -> CheckResult:
        """The findings to show, none recorded."""
        return self._of(session, None)

    def recorded(self, session: Session) -> CheckResult:
        """The findings to show, the others recorded if that is asked for."""
        return self._of(session, self.write_baseline)

    def _of(self, session: Session, write_baseline: Path | None) -> CheckResult:
        result = self._checked(session)
        if self.baseline or write_baseline:
            from kpicli.cli.baseline import compared  # noqa: PLC0415 - most checks have none

            affected = self.earlier.affected if self.earlier else None
            known = (self.baseline, write_baseline)
            result = compared(result, self.rules, *known, self.quiet, affected)
        return narrowed(result, self.paths)

    def _checked(self, session: Session) -> CheckResult:
        workspace, found, read = session.workspace, session.findings, session.read
        ignores = self.settings.per_file_ignores
        past = partial(past_of_session, session, self.rules, self.since, self.quiet)
        if self.earlier is None:
            return check(workspace, found, self.rules, ignores, read, processors(), past)
        from kpicli.linter.part import check_part  # noqa: PLC0415 - mostly all is checked
        from kpicli.workspace.earlier import Loaded  # noqa: PLC0415 - the same

        now = Loaded(workspace, found, read)
        return check_part(now, self.earlier, self.rules, ignores, processors(), past)


def checks_of(session: Session, asked: Asked) -> Checks:
    """The checks that the settings and the command line ask for.

    Raises:
        Failure: if a rule, a severity, a path or a revision does not exist.
    """
    settings = overridden(
        session.settings.check,
        asked.select,
        asked.ignore,
        pairs(asked.severity),
        pairs(asked.per_file_ignores),
    )
    narrow = tuple(_relative(asked.paths, session))
    if not asked.quiet:
        _warn_of_no_goals(zip(asked.paths, narrow, strict=True), session)
    check_revision(session, asked.since)
    return Checks(
        selected_rules(session, settings),
        settings,
        narrow,
        asked.baseline,
        asked.write_baseline,
        asked.since,
        asked.quiet,
        earlier_of_session(session, asked.changed_since),
    )


def findings_repaired(
    session: Session, checks: Checks, fixing: Fixing, outputs: Sequence[Output]
) -> Repaired:
    """The check's result, with all fixes made that are asked for."""
    if fixing.way is Way.TELL:
        found = Repaired(session, checks.recorded(session))
    else:
        found = repaired(session, checks.shown, fixing.safety)
        if session.settings.fix.key_order and checks.files is not None:
            found = in_order(found, checks.files, checks.shown)
    if fixing.way is Way.MAKE:
        make(found)
        if checks.write_baseline:
            found = replace(found, result=checks.recorded(found.session))
    return replace(found, result=with_places(found.result, found.session, outputs))


def _relative(paths: Sequence[Path], session: Session) -> list[str]:
    """Paths as people typed them, relative to the root."""
    found: list[str] = []
    here = Path.cwd()  # noqa: TID251 - paths on the command line are relative to it
    for path in paths:
        full = (here / path).resolve()
        if session.commit is not None:
            found.append(_path_then(full, path, session))
            continue
        if not full.exists():
            known = did_you_mean(str(path), session.workspace.paths)
            raise Failure(f"there is no file or folder `{path}`", known)
        if not full.is_relative_to(session.root.resolve()):
            raise Failure(f"`{path}` is not in the goal repository {session.root}")
        found.append(full.relative_to(session.root.resolve()).as_posix())
    return found


def _warn_of_no_goals(paths: Iterable[tuple[Path, str]], session: Session) -> None:
    """Say on standard error at which paths no goal file is, so that finding nothing is no news.

    Each path is as it was typed, and relative to the root. Findings may also stand in the settings
    and in CSV files.
    """
    known = {*session.workspace.paths, *(part.primary.path for part in session.unreadable)}
    for typed, path in paths:
        if typed.suffix == ".csv" or path in (SETTINGS_FILE, PYPROJECT_FILE):
            continue
        if _is_any_at(path, known):
            continue
        write_error(f"warning: no goal file is checked at `{typed}`")
        if typed.suffix in (".yaml", ".yml"):
            write_error("  help: `exclude`, a .gitignore or a dot before a name leaves it out")


def _path_then(full: Path, typed: Path, session: Session) -> str:
    """A path of the revision that the goals are read from: it need not be on the disk any more."""
    root, known = session.root.resolve(), session.workspace.paths
    path = full.relative_to(root).as_posix() if full.is_relative_to(root) else str(typed)
    if _is_any_at(path, known):
        return path
    message = f"there is no goal file or folder `{typed}` at that revision"
    raise Failure(message, did_you_mean(path, known))


def _is_any_at(path: str, files: Collection[str]) -> bool:
    """Whether a path is one of some files, or a folder with any of them."""
    return path == "." or path in files or any(name.startswith(f"{path}/") for name in files)
