"""`kpi export`: goals and actuals for spreadsheets and programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from kpicli.cli.declared import Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import AsOf, Colored, Quiet, Root
from kpicli.cli.output import (
    VERBATIM,
    Color,
    Failure,
    check_folder,
    place_file,
    write,
    write_bytes,
    write_error,
    write_file,
)
from kpicli.cli.report_filters import Levels, Owners, Periods, Teams, filters_of
from kpicli.cli.session import open_session
from kpicli.cli.unloaded import warn_of_unloaded
from kpicli.render.counted import counted
from kpicli.render.reports.sheets import Sheet, csv_of, export_json, sheets_of, texts_of
from kpicli.render.reports.workbook import LONGEST, too_long, workbook
from kpicli.reports.export import exported


class Format(StrEnum):
    """How goals are written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


Written = Annotated[
    Format | None,
    Option("--format", help="How it is written; by default as FILE ends, else csv."),
]
Output = Annotated[
    Path | None,
    Option("--output -o", metavar="FILE|DIR", help="A file; with csv, a folder for all tables."),
]
Actuals = Annotated[
    Path | None,
    Option("--actuals", metavar="FILE", help="With csv: the file for the actuals."),
]


def command(
    form: Written = None,
    output: Output = None,
    actuals: Actuals = None,
    team: Teams = None,
    owner: Owners = None,
    period: Periods = None,
    level: Levels = None,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,  # noqa: ARG001 - every command takes it; this one has none
    quiet: Quiet = False,
) -> int:
    """Write goals and actuals as CSV, Excel or JSON; `kpi import` takes them back.

    Example: kpi export -o goals.xlsx
    """
    form = _form(form, output)
    if actuals and form is not Format.CSV:
        raise Failure("--actuals goes with csv only", f"{form} holds the actuals already")
    _form(Format.CSV, actuals)
    session = open_session(root, as_of)
    filters = filters_of(session.workspace, team, owner, period, None, level)
    export = exported(session.workspace, session.read, filters)
    match form:
        case Format.JSON:
            _put(output, export_json(export))
        case Format.XLSX:
            _put_workbook(output, sheets_of(export))
        case Format.CSV:
            _put_tables(output, actuals, sheets_of(export), quiet)
    warn_of_unloaded(session, quiet)
    return ExitCode.FINDINGS if session.findings else ExitCode.CLEAN


def _form(given: Format | None, output: Path | None) -> Format:
    """The format that is given, or that the ending of a file names.

    Raises:
        Failure: if the file would have an ending by which `kpi import` does not know the format.
    """
    is_file = output is not None and (output.is_file() or not output.exists())
    ending = output.suffix.lower().removeprefix(".") if output and is_file else ""
    if not is_file or (not ending and given in {None, Format.CSV}):
        return given or Format.CSV
    if given and ending != given:
        remedy = f"let it end in .{given}; `kpi import` tells files by their endings"
        raise Failure(f"`{output}` is no name of a {given} file", remedy)
    if ending not in tuple(Format):
        known = ", ".join(f".{form}" for form in Format)
        remedy = f"a file ends in {known}; a folder for all tables has no ending: -o tables"
        raise Failure(f"`kpi export` writes no .{ending} files (`{output}`)", remedy)
    return Format(ending)


def _put(output: Path | None, text: str) -> None:
    if output is None:
        write(text, VERBATIM)
    else:
        write_file(output, text)


def _put_workbook(output: Path | None, sheets: tuple[Sheet, ...]) -> None:
    if output is None:
        raise Failure("a workbook is no text for the terminal", "name a file: -o goals.xlsx")
    place = too_long(sheets)
    if place:
        raise Failure(
            f"a cell of `{place[1]}` in {place[0]} has more than {LONGEST:,} characters",
            "Excel holds no more; --format json does",
        )
    write_bytes(output, workbook(sheets))


def _put_tables(
    output: Path | None, actuals: Path | None, sheets: tuple[Sheet, ...], quiet: bool
) -> None:
    if output is not None and (output.is_dir() or not output.suffix):
        check_folder(output)
        for name, text in texts_of(sheets):
            place_file(output / name, text)
        return
    goals, measured, *others = sheets
    _put(output, csv_of(goals))
    if actuals:
        write_file(actuals, csv_of(measured))
    left = [*others] if actuals else [measured, *others]
    missing = [_counted(one) for one in left if one.rows]
    if missing and not quiet:
        remedy = "-o DIR writes a file for each, --format xlsx and json hold everything"
        write_error(f"note: one CSV file holds goals only, not {', '.join(missing)}; {remedy}")


def _counted(sheet: Sheet) -> str:
    if sheet.name == "people":
        return f"{len(sheet.rows)} people"
    return counted(len(sheet.rows), sheet.name.removesuffix("s"))
