"""`kpi check`: load, build the cascade, run the rules, print findings."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct
from msgspec.structs import replace

from kpicli.cli.baseline import Known, Record, compared
from kpicli.cli.changed import ChangedSince, earlier_of_session
from kpicli.cli.check_formats import Formats, Manner, Output, chosen_outputs, emit
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.fixing import (
    Diff,
    Fix,
    Fixing,
    Repaired,
    UnsafeFixes,
    Way,
    fixing_of,
    in_order,
    make,
    repaired,
    show,
    tell,
    with_places,
)
from kpicli.cli.judging import Since, past_of_session
from kpicli.cli.machine import processors
from kpicli.cli.options import AsOf, At, CacheFolder, Colored, NoCache, Quiet, Root, listed
from kpicli.cli.output import Color, Failure, ending_with
from kpicli.cli.overrides import overridden, pairs
from kpicli.cli.session import Session, config_error, fail_with, open_session, root_folder
from kpicli.cli.solver import AskedSolver, asking
from kpicli.cli.watching import Watch, watched
from kpicli.findings import Severity, did_you_mean
from kpicli.linter import check, check_part, narrowed, select_rules
from kpicli.rules.registry import RULES
from kpicli.workspace.earlier import Loaded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.config.settings import CheckSettings
    from kpicli.history.judged import Past
    from kpicli.linter import ActiveRule, CheckResult
    from kpicli.workspace.earlier import Earlier


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Show only findings with a place in these files or folders; all files are loaded.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULES", help="Run only these: names, codes, prefixes."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULES", help="Do not run these: names, codes, prefixes."),
]
Severities = Annotated[
    list[str] | None,
    typer.Option("--severity", metavar="RULE=LEVEL", help="Another severity for a rule."),
]
PerFileIgnores = Annotated[
    list[str] | None,
    typer.Option("--per-file-ignore", metavar="GLOB=RULE", help="Do not run a rule on some files."),
]
FailOn = Annotated[
    Severity | None,
    typer.Option("--fail-on", help="The least severity that fails the check; default error."),
]
ShowSuppressed = Annotated[
    bool,
    typer.Option("--show-suppressed", help="List suppressed findings, too, with the reasons."),
]


def command(
    paths: Paths = None,
    formats: Formats = None,
    select: Select = None,
    ignore: Ignore = None,
    severity: Severities = None,
    per_file_ignore: PerFileIgnores = None,
    fail_on: FailOn = None,
    baseline: Known = None,
    write_baseline: Record = None,
    show_suppressed: ShowSuppressed = False,
    solver: AskedSolver = None,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    since: Since = None,
    changed_since: ChangedSince = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
    fix: Fix = False,
    diff: Diff = False,
    unsafe_fixes: UnsafeFixes = False,
    watch: Watch = False,
    no_cache: NoCache = False,  # noqa: ARG001 - read before anything is imported
    cache_dir: CacheFolder = None,  # noqa: ARG001 - the same
) -> int:
    """Check the goals: run the rules, print findings, set the exit code.

    Example: kpi check --select C,orphan-kpi sales/
    """
    outputs = chosen_outputs(listed(formats))
    fixing = fixing_of(fix, diff, unsafe_fixes)
    if diff and write_baseline:
        raise Failure(
            "--diff changes nothing, and --write-baseline writes a file", "use one of them"
        )
    if changed_since is not None and write_baseline:
        raise Failure("--changed-since checks a part, and a baseline is of all", "use one of them")
    if watch and fixing.way is not Way.TELL:
        raise Failure("--watch goes without --fix and --diff", "fix first, then watch")
    if at is not None and (watch or fixing.way is not Way.TELL):
        raise Failure("the past cannot be fixed or watched", "leave --at out")

    # Paths say what is meant, wherever one is.
    root = root_folder(root) if paths and root is None else root

    def run() -> int:
        session = asking(open_session(root, as_of, None, at), solver)
        settings = overridden(
            session.settings.check,
            listed(select),
            listed(ignore),
            pairs(severity),
            pairs(per_file_ignore),
        )
        narrow = tuple(_relative(paths or (), session))
        checks = _Checks(
            _rules(session, settings),
            settings,
            narrow,
            baseline,
            write_baseline,
            quiet,
            since,
            earlier_of_session(session, changed_since),
        )
        repair = _repaired(session, checks, fixing, outputs)
        if fixing.way is Way.SHOW:
            return show(repair, color, quiet)
        is_failed = repair.result.fails(fail_on or settings.fail_on)
        code = ExitCode.FINDINGS if is_failed else ExitCode.CLEAN
        with ending_with(code):
            emit(repair.result, outputs, Manner(session.root, color, quiet, show_suppressed))
            if not quiet:
                tell(repair, fixing, outputs, color)
        return code

    return watched(root, run) if watch else run()


class _Checks(Struct, frozen=True):
    """What a check runs and shows, however often it runs."""

    rules: tuple[ActiveRule, ...]
    settings: CheckSettings
    paths: tuple[str, ...]
    known: Path | None
    record: Path | None
    quiet: bool
    since: str | None
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
        return self._of(session, self.record)

    def _of(self, session: Session, record: Path | None) -> CheckResult:
        past = past_of_session(session, self.rules, self.since, self.quiet)
        affected = self.earlier.affected if self.earlier else None
        result = self._checked(session, past)
        left = compared(result, self.rules, self.known, record, self.quiet, affected)
        return narrowed(left, self.paths)

    def _checked(self, session: Session, past: Past | None) -> CheckResult:
        workspace, found, read = session.workspace, session.findings, session.read
        ignores = self.settings.per_file_ignores
        if self.earlier is None:
            return check(workspace, found, self.rules, ignores, read, processors(), past)
        now = Loaded(workspace, found, read)
        return check_part(now, self.earlier, self.rules, ignores, processors(), past)


def _repaired(
    session: Session, checks: _Checks, fixing: Fixing, outputs: Sequence[Output]
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
        if checks.record:
            found = replace(found, result=checks.recorded(found.session))
    return replace(found, result=with_places(found.result, found.session, outputs))


def _rules(session: Session, settings: CheckSettings) -> tuple[ActiveRule, ...]:
    rules, errors = select_rules(RULES, settings)
    if errors:
        fail_with([config_error(error, session.root) for error in errors])
    return rules


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


def _path_then(full: Path, typed: Path, session: Session) -> str:
    """A path of the revision that the goals are read from: it need not be on the disk any more."""
    root, known = session.root.resolve(), session.workspace.paths
    path = full.relative_to(root).as_posix() if full.is_relative_to(root) else str(typed)
    if path == "." or any(name == path or name.startswith(f"{path}/") for name in known):
        return path
    message = f"there is no goal file or folder `{typed}` at that revision"
    raise Failure(message, did_you_mean(path, known))
