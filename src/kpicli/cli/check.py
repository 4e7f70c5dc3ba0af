"""`kpi check`: load, build the cascade, run the rules, print findings."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kpicli.cli.changed import ChangedSince
from kpicli.cli.check_formats import Formats, Manner, chosen_outputs, emit
from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.fixing import Diff, Fix, UnsafeFixes, Way, fixing_of, show, tell
from kpicli.cli.judging import Since
from kpicli.cli.options import AsOf, At, CacheFolder, Colored, NoCache, Quiet, Root, listed
from kpicli.cli.output import Color, Failure, ending_with
from kpicli.cli.session import open_session, root_folder
from kpicli.cli.solver import AskedSolver, asking
from kpicli.cli.sparse import warn_of_absent
from kpicli.findings import Severity

if TYPE_CHECKING:
    from kpicli.cli.kept import Kept

Paths = Annotated[
    list[Path] | None,
    Argument(
        metavar="[PATHS]...",
        help="Show only findings with a place in these files or folders; all files are loaded.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    Option("--select", metavar="RULES", help="Run only these: names, codes, prefixes."),
]
Ignore = Annotated[
    list[str] | None,
    Option("--ignore", metavar="RULES", help="Do not run these: names, codes, prefixes."),
]
Severities = Annotated[
    list[str] | None,
    Option("--severity", metavar="RULE=LEVEL", help="Another severity for a rule."),
]
PerFileIgnores = Annotated[
    list[str] | None,
    Option("--per-file-ignore", metavar="GLOB=RULE", help="Do not run a rule on some files."),
]
FailOn = Annotated[
    Severity | None,
    Option("--fail-on", help="The least severity that fails the check; default error."),
]
Known = Annotated[
    Path | None,
    Option("--baseline", metavar="FILE", help="Hide the findings recorded in this file."),
]
Record = Annotated[
    Path | None,
    Option(
        "--write-baseline",
        metavar="FILE",
        help="Record the findings of today; with --baseline, only leave out those that are fixed.",
    ),
]
Watch = Annotated[bool, Option("--watch", help="Run again whenever a file changes.")]
ShowSuppressed = Annotated[
    bool,
    Option("--show-suppressed", help="List suppressed findings, too, with the reasons."),
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

    def run(kept: Kept | None = None) -> int:
        session = asking(open_session(root, as_of, None, at, _import_rule_book, kept), solver)
        if not quiet:
            warn_of_absent(session.workspace)
        from kpicli.cli.checking import (  # noqa: PLC0415 - see `_import_rule_book`
            Asked,
            checks_of,
            findings_repaired,
        )

        asked = Asked(
            tuple(paths or ()),
            listed(select),
            listed(ignore),
            listed(severity),
            listed(per_file_ignore),
            baseline,
            write_baseline,
            since,
            changed_since,
            quiet,
        )
        checks = checks_of(session, asked)
        repair = findings_repaired(session, checks, fixing, outputs)
        if fixing.way is Way.SHOW:
            return show(repair, color, quiet)
        is_failed = repair.result.fails(fail_on or checks.settings.fail_on)
        code = ExitCode.FINDINGS if is_failed else ExitCode.CLEAN
        with ending_with(code):
            emit(repair.result, outputs, Manner(session.root, color, quiet, show_suppressed))
            if not quiet:
                tell(repair, fixing, outputs, color)
        return code

    if not watch:
        return run()
    from kpicli.cli.kept import Kept  # noqa: PLC0415 - few checks go on
    from kpicli.cli.watching import watched  # noqa: PLC0415 - the same

    return watched(root, partial(run, Kept()))


def _import_rule_book() -> None:
    """A quarter of what a check imports; done while other processes read the files."""
    import_module("kpicli.cli.checking")
