"""`kpi diff`: what changed in the goals since a revision, in words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from kpicli.cli.compared import base_by_default, base_named, head_of, left_open
from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.machine import processors
from kpicli.cli.options import AsOf, Colored, Quiet, Root
from kpicli.cli.output import Color, style_for, write, write_error
from kpicli.cli.past import open_repository, revision, warn_of_submodules
from kpicli.cli.selected import selected_rules
from kpicli.cli.session import Session, open_session
from kpicli.cli.submodules import submodules_with_goals
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.findings import Severity
from kpicli.history.branches import Base
from kpicli.history.difference import Turn
from kpicli.history.hidden import may_hide
from kpicli.history.moved_root import before_its_move, folder_words
from kpicli.history.present import Present
from kpicli.history.settings_changes import settings_changes
from kpicli.linter.turnover import turnover
from kpicli.render.reports.diff import diff_terminal
from kpicli.render.reports.diff_json import diff_json
from kpicli.render.reports.diff_markdown import diff_markdown
from kpicli.reports.diff import DiffReport, State, diff_report
from kpicli.reports.whatif import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.findings import Finding
    from kpicli.history import Commit, Repository
    from kpicli.linter import ActiveRule
    from kpicli.workspace import Workspace

_FAMILIES = ("C", "U")


class Format(StrEnum):
    """How the difference is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


Ref = Annotated[
    str | None,
    Argument(
        metavar="[REF]",
        help="The earlier state; by default where the branch left the main branch.",
        show_default=False,
    ),
]
To = Annotated[
    str | None,
    Option("--to", metavar="REF", help="The later state; by default the work tree."),
]
Written = Annotated[Format, Option("--format", help="How it is written.")]
Telling = Annotated[
    bool, Option("--exit-code", help="Exit with 1 where anything differs, else with 0.")
]


def command(
    ref: Ref = None,
    to: To = None,
    form: Written = Format.TERMINAL,
    exit_code: Telling = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Show what changed in the goals since a revision: promises, owners, links, goals above.

    Example: kpi diff main --format markdown
    """
    session = open_session(root, as_of, at=to)
    repository = open_repository(session.root)
    base = _base(session, repository, ref)
    commit = base.commit
    excluded = tuple(session.settings.files.exclude)
    present = Present(
        session.workspace, session.read, excluded, session.commit, processes=processors()
    )
    old, root_then, notes = _before(session, repository, present, base)
    report = diff_report(
        old, session.workspace, State(base.words, commit.short, commit.day), _after(session, to)
    )
    report = _with_conflicts(report, session, old)
    report = _with_settings(report, session, root_then, commit)
    report = _with_left_out(report, present, old)
    write(_written(report, form, color), form)
    warn_of_unloaded(session, quiet)
    warn_of_submodules(submodules_with_goals(session, repository), base.words)
    for note in () if quiet else (*notes, *left_open(session, repository, base)):
        write_error(f"note: {note}")
    return ExitCode.FINDINGS if exit_code and not report.is_empty else ExitCode.CLEAN


def _base(session: Session, repository: Repository, ref: str | None) -> Base:
    """The earlier commit, and how it is called.

    From a revision back to one that it came of, both are taken as they are.
    """
    if ref is None:
        return base_by_default(session, repository)
    base = base_named(session, repository, ref)
    if session.commit is not None and base.is_common and base.commit.id == session.commit.id:
        return Base(revision(repository, ref), ref)
    return base


def _before(
    session: Session, repository: Repository, present: Present, base: Base
) -> tuple[Workspace, Repository, tuple[str, ...]]:
    """The earlier state, with the root that it had then if that was moved, and notes of that."""
    old, head = present.at(repository, base.commit), head_of(session, repository)
    if old.paths or not repository.prefix or head is None:
        return old, repository, ()
    where = f"in {base.told}"
    before = before_its_move(repository, base.commit, head)
    if before is None:
        return old, repository, (f"{where} there are no goals {folder_words(repository)}",)
    moved = f"{where} the goals were {folder_words(before)}"
    return present.at(before, base.commit), before, (moved,)


def _after(session: Session, to: str | None) -> State:
    if to is None or session.commit is None:
        return State("work tree")
    return State(to, session.commit.short, session.commit.day)


def _with_conflicts(report: DiffReport, session: Session, old: Workspace) -> DiffReport:
    if old is session.workspace:
        return report
    rules, ignores = _rules(session), session.settings.check.per_file_ignores
    found = turnover(old, session.workspace, rules, ignores, session.read)
    return replace(
        report,
        appearing=tuple(_conflicts(found.appearing, old)),
        disappearing=tuple(_conflicts(found.disappearing, session.workspace)),
    )


def _with_settings(
    report: DiffReport, session: Session, repository: Repository, commit: Commit
) -> DiffReport:
    changed = settings_changes(repository, commit, session.settings)
    if changed is None:
        unknown = f"Not compared: the settings of {report.before.name} cannot be understood"
        return replace(report, notes=(*report.notes, unknown))
    return replace(report, settings=changed)


def _with_left_out(report: DiffReport, present: Present, old: Workspace) -> DiffReport:
    """Goals that are gone only because their file is no goal file any more."""
    goals = tuple(
        replace(goal, is_left_out=present.leaves_out(old.goals[goal.id].path))
        if goal.turn is Turn.REMOVED
        else goal
        for goal in report.goals
    )
    return replace(report, goals=goals)


def _rules(session: Session) -> tuple[ActiveRule, ...]:
    """The rules about conflicts and roll-ups, as the settings have them."""
    rules = selected_rules(session)
    return tuple(active for active in rules if active.rule.code.startswith(_FAMILIES))


def _conflicts(findings: Iterable[Finding], other: Workspace) -> Iterator[Conflict]:
    """Those that the other side does not have, as far as all of it can be understood."""
    for finding in findings:
        if finding.severity is not Severity.INFO and not may_hide(finding.goals, other):
            rule, about = finding.rule, (finding.severity, finding.message, finding.goals)
            yield Conflict(rule.code, rule.name, *about, "", finding.help or "")


def _written(report: DiffReport, form: Format, color: Color) -> str:
    match form:
        case Format.JSON:
            return diff_json(report)
        case Format.MARKDOWN:
            return diff_markdown(report)
        case Format.TERMINAL:
            return diff_terminal(report, style_for(color))
