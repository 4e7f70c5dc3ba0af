"""`kpi import`: tables to goal files."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.mapped import (
    check_mapping,
    fail_with_all,
    given_mapping,
    one_of_several,
    table_in,
    told_of,
)
from kpicli.cli.options import AsOf, Colored, Quiet, Root
from kpicli.cli.output import (
    Color,
    Failure,
    place_file,
    style_for,
    write,
    write_error,
    write_file,
)
from kpicli.cli.session import context_of, day_given, open_settings
from kpicli.cli.sparse import absent_files_in
from kpicli.config import find_root
from kpicli.documents import read_source
from kpicli.edit import FileChange, Refusal
from kpicli.edit.sheets import (
    By,
    Opened,
    Proposal,
    Settled,
    Surroundings,
    Table,
    bring_in_export,
    bring_in_table,
    mapping_text,
    opened,
)
from kpicli.edit.sheets.ids import slug
from kpicli.render.counted import counted
from kpicli.render.imported import (
    kept_text,
    mapping_table,
    notes_text,
    unread_text,
    written_text,
)
from kpicli.render.recorded import changes_text
from kpicli.workspace import Context, discover

if TYPE_CHECKING:
    from collections.abc import Container

    from kpicli.render.theme import Style

File = Annotated[
    Path,
    Argument(metavar="FILE", help="CSV, .xlsx, or what `kpi export` wrote: a file or a folder."),
]
MappingFile = Annotated[
    Path | None,
    Option("--mapping", metavar="FILE", help="What the columns become; else it is proposed."),
]
SaveMapping = Annotated[
    Path | None,
    Option("--save-mapping", metavar="FILE", help="Write the mapping, to edit and use."),
]
Sheet = Annotated[str | None, Option("--sheet", metavar="NAME", help="The sheet of a workbook.")]
Arranged = Annotated[By, Option("--by", help="What the goals of one file share.")]
Into = Annotated[
    Path | None,
    Option("--into", metavar="DIR", help="Where they go; by default a folder named as FILE."),
]
DryRun = Annotated[bool, Option("--dry-run", help="Say what would be, and write nothing.")]
Diff = Annotated[bool, Option("--diff", help="Show the files that would be; write nothing.")]
Force = Annotated[bool, Option("--force", help="Replace files that are there.")]


def command(
    file: File,
    mapping: MappingFile = None,
    save_mapping: SaveMapping = None,
    sheet: Sheet = None,
    by: Arranged = By.TEAM,
    into: Into = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    force: Force = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
) -> int:
    """Make goal files of a table; every cell is kept.

    Example: kpi import indicators.xlsx --into goals --save-mapping indicators.toml
    """
    found = opened(file)
    if isinstance(found, Refusal):
        raise Failure(f"{file}: {found.message}", found.help)
    base, folder = _places(root, into, slug(file.stem) or "imported")
    around = _surroundings(base, folder, day_given(as_of))
    style = style_for(color)
    if found.export is not None and mapping is None:
        settled, said = _of_export(found, file, by, around), _left_out(found, style)
    else:
        given = given_mapping(mapping)
        table = table_in(found, file, sheet, given)
        told = told_of(table, found, given)
        if save_mapping:
            write_file(save_mapping, mapping_text(told.mapping, table))
        check_mapping(told, table, found, mapping)
        settled = bring_in_table(table, told.mapping, by, around)
        said = _introduction(file, table, told, found, style)
    if diff:
        write(changes_text(_changes(base, settled), style))
        return ExitCode.CLEAN
    if not dry_run:
        _write_files(base, settled, around.absent, force)
    if not quiet:
        write(said + _account(settled, base, dry_run, style))
        _say_findings(settled)
    return ExitCode.CLEAN


def _account(settled: Settled, base: Path, dry_run: bool, style: Style) -> str:
    """What was not understood, what is kept, what was written, and what to do next."""
    imported = settled.imported
    done = "Would write" if dry_run else "Wrote"
    next_step = "the same without --dry-run" if dry_run else _next(base)
    closing = written_text(imported, settled.texts, done, next_step)
    return unread_text(imported, style) + kept_text(imported) + closing


def _of_export(found: Opened, file: Path, by: By, around: Surroundings) -> Settled:
    assert found.export is not None, "asked before"
    settled = bring_in_export(found.export, found.lines, by, around)
    if not isinstance(settled, Settled):
        fail_with_all([Failure(f"{file}: {wrong.message}", wrong.help) for wrong in settled])
    return settled


def _places(root: Path | None, into: Path | None, name: str) -> tuple[Path, str]:
    """The root of the goal repository, and the folder below it that the files go to.

    Where no folder is given it is one of that name below the root.
    """
    here = Path.cwd()  # noqa: TID251 - this is the room that reads it
    folder = (here / into).resolve() if into else None
    if root is not None:
        base = (here / root).resolve()
    else:
        base = find_root(folder or here) or folder or here
    folder = folder or base / name
    if folder.exists() and not folder.is_dir():
        raise Failure(f"`{into or folder.name}` is no folder", "--into names another one")
    if not folder.is_relative_to(base):
        raise Failure(f"`{into}` is not in the goal repository {base}")
    return base, folder.relative_to(base).as_posix().removeprefix(".")


def _surroundings(base: Path, folder: str, day: date) -> Surroundings:
    if not base.is_dir():
        return Surroundings((), partial(read_source, base), Context(day), folder)
    base, settings = open_settings(base)
    paths, _ = discover(base, settings.files.exclude)
    absent = absent_files_in(base, settings.files.exclude)
    context = context_of(settings, day)
    return Surroundings(paths, partial(read_source, base), context, folder, absent)


def _left_out(found: Opened, style: Style) -> str:
    """The tables beside those of an export, which are not read."""
    notes = (f"`{name}` is no part of the export and was left out" for name in found.left_out)
    return notes_text(notes, style)


def _introduction(file: Path, table: Table, told: Proposal, found: Opened, style: Style) -> str:
    notes = [*table.notes, *told.notes]
    if several := one_of_several(table, found):
        notes.append(several)
    if told.mapping.decimal == ",":
        notes.append("decimals stand behind a comma: 12,5 is read as 12.5")
    size = f"{counted(len(table.rows), 'row')}, {counted(len(table.columns), 'column')}"
    return f"{file.name}: {size}\n\n{mapping_table(told, style)}\n{notes_text(notes, style)}"


def _changes(base: Path, settled: Settled) -> list[FileChange]:
    return [
        FileChange(path, _before(base / path), text) for path, text in sorted(settled.texts.items())
    ]


def _before(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _write_files(base: Path, settled: Settled, absent: Container[str], force: bool) -> None:
    texts = sorted(settled.texts)
    taken = [path for path in texts if path in absent or (base / path).exists()]
    if taken and not force:
        more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
        remedy = "--force replaces them, --into names another folder"
        raise Failure(f"`{taken[0]}`{more} would be replaced; nothing was written", remedy)
    for path, text in settled.texts.items():
        place_file(base / path, text)


def _next(base: Path) -> str:
    here = Path.cwd()  # noqa: TID251 - this is the room that reads it
    if base == (find_root(here) or here):
        return "kpi check"
    where = base.relative_to(here).as_posix() if base.is_relative_to(here) else str(base)
    return f"kpi check --root {where}"


def _say_findings(settled: Settled) -> None:
    count = len(settled.findings)
    if count:
        first = settled.findings[0].message
        more = counted(count, "error")
        write_error(f"warning: loading has {more} more than before, such as: {first}")
