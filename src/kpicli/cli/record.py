"""`kpi record`: new actuals in goal files and in CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from msgspec.structs import replace

from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import AsOf, Colored, Quiet, Root
from kpicli.cli.output import Color, Failure, style_for, write, write_error
from kpicli.cli.progress import counting
from kpicli.cli.selected import selected_rules
from kpicli.cli.session import Session, open_session
from kpicli.edit import (
    BatchRow,
    Judge,
    Mode,
    NewActual,
    Recording,
    Refusal,
    batch_of,
    how_to_write,
    record,
    rehearse,
)
from kpicli.models.choices import ReportedStatus
from kpicli.models.goal import Kpi
from kpicli.render.recorded import changes_text, recorded_text, refusals_text
from kpicli.render.theme import Style
from kpicli.source import SourceFile

SETTINGS = {"ignore_unknown_options": True}
"""A value may begin with a minus sign."""

Goal = Annotated[str | None, Argument(metavar="[ID]", help="The KPI.", show_default=False)]
Value = Annotated[
    str | None,
    Argument(metavar="[VALUE]", help="What was measured: 29, 1.5k, 95%, true.", show_default=False),
]
On = Annotated[
    str | None,
    Option(
        "--on",
        metavar="DATE|PERIOD",
        help="The day, or the period whose last day it is; by default the as-of date.",
    ),
]
Note = Annotated[str | None, Option("--note", metavar="TEXT", help="A comment.")]
Confidence = Annotated[
    str | None, Option("--confidence", metavar="SHARE", help="The owner's, from 0 to 1.")
]
By = Annotated[str | None, Option("--by", metavar="PERSON", help="Who reported it.")]
Status = Annotated[ReportedStatus | None, Option("--status", help="The status as reported.")]
Force = Annotated[
    bool,
    Option("--force", help="Replace a value that is there; record what the rules call an error."),
]
From = Annotated[
    Path | None,
    Option(
        "--from",
        metavar="FILE",
        help="A CSV file of many: id, date, value and any of confidence, status, note, by.",
    ),
]
DryRun = Annotated[bool, Option("--dry-run", help="Show the change and write nothing.")]


def command(
    goal: Goal = None,
    value: Value = None,
    on: On = None,
    note: Note = None,
    confidence: Confidence = None,
    by: By = None,
    status: Status = None,
    force: Force = False,
    batch: From = None,
    dry_run: DryRun = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Record what was measured, and change nothing else in the file.

    Example: kpi record sales.new_clients 29 --on 2026-02-28 --note "Two deals slipped"
    """
    extras = {"confidence": confidence, "status": status, "note": note, "by": by}
    given = tuple((name, str(text)) for name, text in extras.items() if text is not None)
    rows = _batch(batch, (goal, value, on, *extras.values())) if batch else None
    session = open_session(root, as_of)
    if rows is None:
        actuals = [_single(session, goal, value, on, given)]
    else:
        actuals = [row.new for row in rows]
    mode = Mode.FORCED if force else Mode.CAREFUL if rows is None else Mode.REPEATED
    write_all = rehearse if dry_run else record
    recording = write_all(session.root, _judge(session), _counted(actuals, rows, quiet), mode)
    if recording.refused:
        write_error(_refusals(recording, batch, rows or ()).rstrip("\n"))
        return ExitCode.FINDINGS
    _report(recording, style_for(color), dry_run, quiet)
    return ExitCode.CLEAN


def _single(
    session: Session,
    goal: str | None,
    value: str | None,
    on: str | None,
    extras: tuple[tuple[str, str], ...],
) -> NewActual:
    for argument in (goal, value):
        if argument and argument.startswith("--"):
            raise Failure(f"there is no option `{argument}`", "`kpi record --help` lists them")
    if not goal or not value:
        missing = "a value is" if goal else "an id is" if value else "an id and a value are"
        raise Failure(f"{missing} missing", "write `kpi record ID VALUE`")
    found = session.goal(goal)
    if not isinstance(found.model, Kpi):
        remedy = "record the KPIs that contribute to it; `kpi tree` shows them"
        raise Failure(f"`{goal}` is an objective, which has no actuals", remedy)
    return NewActual(found.id, _key(session, on), value, extras)


def _key(session: Session, on: str | None) -> str:
    key = session.workspace.as_of.isoformat() if on is None else on
    if NewActual("", key, "").when is None:
        raise Failure(f"`{key}` is not a date or a period", how_to_write(key))
    return key


def _batch(file: Path, others: Iterable[object]) -> tuple[BatchRow, ...]:
    if any(other is not None for other in others):
        raise Failure("--from goes without an id, a value and what belongs to it")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Failure(f"`{file}` cannot be read: {reason}") from error
    rows = batch_of(SourceFile(str(file), text))
    if isinstance(rows, Refusal):
        raise Failure(f"{file}:{rows.line}: {rows.message}", rows.help)
    if not rows:
        raise Failure(f"`{file}` has no rows")
    return rows


def _counted(
    actuals: list[NewActual], rows: tuple[BatchRow, ...] | None, quiet: bool
) -> Iterable[NewActual]:
    return actuals if rows is None or quiet else counting(actuals, "Recording")


def _judge(session: Session) -> Judge:
    ignores = session.settings.check.per_file_ignores
    return Judge(session.workspace, selected_rules(session), ignores, session.read)


def _report(recording: Recording, style: Style, dry_run: bool, quiet: bool) -> None:
    if dry_run:
        write(changes_text(recording.changes, style))
    elif not quiet:
        write(recorded_text(recording, style))


def _refusals(recording: Recording, file: Path | None, rows: tuple[BatchRow, ...]) -> str:
    lines = {row.new: row.line for row in reversed(rows)}
    refused = (
        (f"{file}:{rows[index].line}", _located(refusal, file, lines)) if rows else ("", refusal)
        for index, refusal in recording.refused
    )
    return refusals_text(refused, Style(80), "nothing was recorded" if rows else "")


def _located(refusal: Refusal, file: Path | None, lines: Mapping[NewActual, int]) -> Refusal:
    """A refusal with the line of the earlier row that stands against it, if one does."""
    if refusal.earlier is None:
        return refusal
    return replace(refusal, path=str(file), line=lines[refusal.earlier])
